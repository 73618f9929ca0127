import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Counters } from '../counters/counters';
import { Clock } from '../settings/clock';
import { SweepTally } from './sweep-tally';

/** Work that some node must do from time to time: deleting what has expired, making partitions ahead, asking again for what has changed. */
export interface Sweep {
  /** Also names its lock, where that has no name of its own: the same on every node. */
  readonly name: string;
  /** Where those of one name on several nodes are not all the same work. */
  readonly lock?: string;
  /** It waits for others' servers: it runs beside the rest, which must not wait for it. */
  readonly isSlow?: boolean;
  /** Of a slow one that must not wait for the others' next round. */
  readonly intervalMs?: number;
  /** One bounded batch, in transactions of its own. Answers how much it did; it is called again until that is 0. */
  run(): Promise<number>;
}

const FIRST_ROUND_MS = 5_000;
const INTERVAL_MS = 60_000;
/** Of one sweep, before the others have their turn. */
const BATCHES_IN_A_ROW = 200;
/** Any number that no other program locks together with a second one on the same database; it reads "RAMS". */
const SWEEP_LOCK = 0x52_41_4d_53;

/** Runs the rooms' sweeps on whichever node gets their lock. A room registers its own in `onModuleInit`; `start` is for the service alone. */
@Injectable()
export class Sweeper implements OnModuleDestroy {
  private readonly logger = new Logger('Sweeper');
  private readonly sweeps: Sweep[] = [];
  private readonly timers: NodeJS.Timeout[] = [];
  /** By the row's name. */
  private readonly running = new Map<string, Promise<void>>();
  private readonly tally: SweepTally;
  private isStopping = false;

  constructor(
    private readonly dataSource: DataSource,
    counters: Counters,
    clock: Clock,
  ) {
    this.tally = new SweepTally(counters, clock);
  }

  register(sweep: Sweep): void {
    this.sweeps.push(sweep);
    this.tally.register(sweep.name);
  }

  /** The first round comes soon, for a service that is restarted often must sweep too, but not into the start. */
  start(): void {
    for (const [name, row] of this.rows()) {
      const round = (): void => {
        if (this.running.has(name)) return;
        const done = this.sweepInTurn(row).finally(() => this.running.delete(name));
        this.running.set(name, done);
      };
      const intervalMs = row[0]?.intervalMs ?? INTERVAL_MS;
      this.timers.push(setTimeout(round, FIRST_ROUND_MS), setInterval(round, intervalMs));
    }
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

  /** Until nothing is left; who has much to do gives the others their turn in between. */
  private async sweepInTurn(sweeps: readonly Sweep[]): Promise<void> {
    for (let left = sweeps; left.length > 0;) {
      const unfinished: Sweep[] = [];
      for (const sweep of left) if (await this.takeTurn(sweep)) unfinished.push(sweep);
      left = unfinished;
    }
  }

  /** @returns whether there is more to do at once */
  private async takeTurn(sweep: Sweep): Promise<boolean> {
    let total = 0;
    let batches = 0;
    try {
      for (let done = 1; done > 0 && batches < BATCHES_IN_A_ROW && !this.isStopping; batches += 1) {
        done = await this.runBatch(sweep);
        total += done;
      }
    } catch (error) {
      this.tally.countFailure(sweep.name);
      this.logger.error({ sweep: sweep.name, err: error }, 'a sweep failed');
      return false;
    }
    if (total > 0) this.logger.log({ sweep: sweep.name, done: total }, 'swept');
    // What waits for others' servers may find the same ones due again: that is the next round's.
    return batches === BATCHES_IN_A_ROW && !sweep.isSlow && !this.isStopping;
  }

  /**
   * The lock is held for a batch, by a transaction: so it holds behind a pooler too that hands connections out by transaction, and
   * keeps none of them for longer. 0 where another node has it.
   */
  private runBatch(sweep: Sweep): Promise<number> {
    return this.dataSource.transaction(async (lock) => {
      // Without parameters: a statement that has some keeps its snapshot until the next one, and nothing that is deleted
      // meanwhile, here or elsewhere, could be cleaned up.
      const rows = await lock.query<{ locked: boolean }[]>(
        `SELECT pg_try_advisory_xact_lock(${SWEEP_LOCK}, ${lockOf(sweep.lock ?? sweep.name)}) AS locked`,
      );
      return rows[0]?.locked ? this.runLocked(sweep) : 0;
    });
  }

  private async runLocked(sweep: Sweep): Promise<number> {
    const beganAt = performance.now();
    const rows = await sweep.run();
    this.tally.countBatch(sweep.name, rows, performance.now() - beganAt);
    return rows;
  }
}

/** A number of 31 bits for a name. */
function lockOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE() >>> 1;
}
