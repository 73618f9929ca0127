import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Leaving } from '../http/leaving';
import { Problem } from '../http/problem';
import { MasterKey } from '../tenants/master-key.service';

const ANSWER_TIMEOUT_MS = 3_000;

/** Whether a load balancer should send requests here. */
@Injectable()
export class Readiness {
  private isMigrated = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly masterKey: MasterKey,
    private readonly leaving: Leaving,
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
    await this.masterKey.checkHeld();
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
