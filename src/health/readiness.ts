import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PreparedStatements } from '../database/prepared-statements';
import { Leaving } from '../http/leaving';
import { Problem } from '../http/problem';
import { MasterKey } from '../tenants/master-key.service';

const ANSWER_TIMEOUT_MS = 1_500;

/** Whether a load balancer should send requests here. */
@Injectable()
export class Readiness {
  private isMigrated = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly masterKey: MasterKey,
    private readonly leaving: Leaving,
    private readonly statements: PreparedStatements,
  ) {}

  /** Throws `unavailable` where it is not. */
  async check(): Promise<void> {
    if (this.leaving.isLeaving) throw new Problem('unavailable', 'The service is stopping.');
    const timeout = new AbortController();
    try {
      await Promise.race([this.askDatabase(), late(timeout.signal)]);
    } finally {
      timeout.abort();
    }
  }

  /** Migrations are never taken back while a service runs: to see them once will do. The master key can be rotated meanwhile. */
  private async askDatabase(): Promise<void> {
    this.isMigrated ||= !(await this.dataSource.showMigrations());
    if (!this.isMigrated)
      throw new Problem('unavailable', 'The database lacks migrations of this version: run them.');
    await this.checkWritable();
    await this.masterKey.checkHeld();
  }

  /** A replica, a server that its owner has closed, and one whose disk is full answer as well as any other: they are of no use. */
  private async checkWritable(): Promise<void> {
    if (this.statements.isDiskFull) throw new Problem('unavailable', "The database's disk is full.");
    const [state] = await this.dataSource.query<{ isReadOnly: boolean }[]>(
      `SELECT current_setting('transaction_read_only')::boolean AS "isReadOnly"`,
    );
    if (state?.isReadOnly) throw new Problem('unavailable', 'The database takes no writes.');
  }
}

async function late(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => {
      reject(new Problem('unavailable', `The database did not answer within ${ANSWER_TIMEOUT_MS / 1000} s.`));
    }, ANSWER_TIMEOUT_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
    });
  });
}
