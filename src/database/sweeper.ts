import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Work that some node must do from time to time: deleting what has expired, making partitions ahead, asking again for what has changed. */
export interface Sweep {
  /** Also names its lock: the same on every node. */
  readonly name: string;
  /** It waits for others' servers: it runs beside the rest, which must not wait for it. */
  readonly isSlow?: boolean;
  /** One bounded batch, in transactions of its own. Answers how much it did; it is called again until that is 0. */
  run(): Promise<number>;
}

const FIRST_ROUND_MS = 5_000;
const INTERVAL_MS = 60_000;
/** Of one sweep in a row; what is left then is the next round's. */
const MAX_BATCHES = 200;

/** Runs the rooms' sweeps on whichever node gets their lock. A room registers its own in `onModuleInit`; `start` is for the service alone. */
@Injectable()
export class Sweeper implements OnModuleDestroy {
  private readonly logger = new Logger('Sweeper');
  private readonly sweeps: Sweep[] = [];
  private readonly timers: NodeJS.Timeout[] = [];
  /** By the row's name. */
  private readonly running = new Map<string, Promise<void>>();
  private isStopping = false;

  constructor(private readonly dataSource: DataSource) {}

  register(sweep: Sweep): void {
    this.sweeps.push(sweep);
  }

  /** The first round comes soon, for a service that is restarted often must sweep too, but not into the start. */
  start(): void {
    const round = (): void => {
      for (const [name, row] of this.rows()) {
        if (this.running.has(name)) continue;
        const done = this.sweepInTurn(row).finally(() => this.running.delete(name));
        this.running.set(name, done);
      }
    };
    this.timers.push(setTimeout(round, FIRST_ROUND_MS), setInterval(round, INTERVAL_MS));
  }

  /** Every sweep once, on this node where no other has its lock; a failed one leaves the others their turn. */
  async sweepAll(): Promise<void> {
    await Promise.all([...this.rows().values()].map((row) => this.sweepInTurn(row)));
  }

  /** Waits for the batches that run. */
  async onModuleDestroy(): Promise<void> {
    this.isStopping = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.running.values());
  }

  /** What runs one after the other, each row beside the others; few, since each takes connections from the pool. */
  private rows(): Map<string, readonly Sweep[]> {
    const rows = new Map<string, readonly Sweep[]>([['', this.sweeps.filter(({ isSlow }) => !isSlow)]]);
    for (const sweep of this.sweeps) if (sweep.isSlow) rows.set(sweep.name, [sweep]);
    return rows;
  }

  private async sweepInTurn(sweeps: readonly Sweep[]): Promise<void> {
    for (const sweep of sweeps) {
      if (this.isStopping) return;
      try {
        await this.sweep(sweep);
      } catch (error) {
        this.logger.error({ sweep: sweep.name, err: error }, 'a sweep failed');
      }
    }
  }

  private async sweep(sweep: Sweep): Promise<void> {
    const done = await this.dataSource.transaction(async (lock) => {
      // A transaction's lock also holds behind a pooler that hands connections out by transaction.
      const rows = await lock.query<{ locked: boolean }[]>(
        `SELECT pg_try_advisory_xact_lock(hashtext('ram-sso sweep'), hashtext($1)) AS locked`,
        [sweep.name],
      );
      return rows[0]?.locked ? this.runBatches(sweep) : 0;
    });
    if (done > 0) this.logger.log({ sweep: sweep.name, done }, 'swept');
  }

  private async runBatches(sweep: Sweep): Promise<number> {
    let total = 0;
    for (let batch = 0; batch < MAX_BATCHES && !this.isStopping; batch += 1) {
      const done = await sweep.run();
      if (done === 0) break;
      total += done;
    }
    return total;
  }
}
