import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PreparedStatements } from '../database/prepared-statements';
import { Leaving } from '../http/leaving';
import { Problem } from '../http/problem';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import { MasterKey } from '../tenants/master-key.service';

const ANSWER_TIMEOUT_MS = 1_500;
/** The way to the database and back, however little difference to an IdP's clock is tolerated. */
const LEAST_CLOCK_GAP_MS = 5_000;

/** Whether a load balancer should send requests here. */
@Injectable()
export class Readiness {
  private isMigrated = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly masterKey: MasterKey,
    private readonly leaving: Leaving,
    private readonly statements: PreparedStatements,
    private readonly clock: Clock,
    private readonly settings: Settings,
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
    await this.checkServer();
    await this.masterKey.checkHeld();
  }

  /** A replica, a server that its owner has closed, and one whose disk is full answer as well as any other: they are of no use. */
  private async checkServer(): Promise<void> {
    if (this.statements.isDiskFull) throw new Problem('unavailable', "The database's disk is full.");
    const [state] = await this.dataSource.query<{ isReadOnly: boolean; now: Date }[]>(
      `SELECT current_setting('transaction_read_only')::boolean AS "isReadOnly", clock_timestamp() AS now`,
    );
    if (state?.isReadOnly) throw new Problem('unavailable', 'The database takes no writes.');
    if (state) this.checkClock(state.now);
  }

  /** Past what is tolerated, assertions that are good are refused here, and some that are spent would be believed. */
  private checkClock(now: Date): void {
    const apartMs = this.clock.now().getTime() - now.getTime();
    if (Math.abs(apartMs) <= Math.max(1000 * this.settings.clockSkewSeconds, LEAST_CLOCK_GAP_MS)) return;
    const seconds = Math.round(Math.abs(apartMs) / 1000);
    const side = apartMs > 0 ? 'ahead of' : 'behind';
    throw new Problem('unavailable', `The clock here is ${seconds} s ${side} that of the database.`);
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
