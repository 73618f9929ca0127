import { Logger } from '@nestjs/common';
import type { Sweep } from '../database/sweeper';
import type { Clock } from '../settings/clock';
import type { ExportEvents } from './export-events';
import type { Sink } from './sink';

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

/** One export: a sink, its cursor, and how long it is left alone where it takes nothing. */
export class AuditExport implements Sweep {
  readonly name: string;
  readonly lock: string;
  readonly isSlow = true;
  readonly intervalMs = 5_000;
  private readonly log = new Logger(AuditExport.name);
  private failures = 0;
  private pausedUntil = 0;

  constructor(
    readonly sink: Sink,
    exportName: string,
    private readonly clock: Clock,
    private readonly events: ExportEvents,
    private readonly stop: AbortSignal,
  ) {
    this.name = `audit export to ${sink.kind}`;
    this.lock = `${this.name} ${exportName}`;
  }

  get cursor(): string {
    return this.lock;
  }

  async run(): Promise<number> {
    if (this.isPaused()) return 0;
    try {
      const done = await this.events.run(this.sink, this.cursor, this.stop);
      if (done > 0) this.noteSuccess();
      return done;
    } catch (error) {
      if (this.stop.aborted) return 0;
      this.noteFailure();
      throw error;
    }
  }

  /** A clock that was put back must not make it a long one. */
  private isPaused(): boolean {
    const left = this.pausedUntil - this.clock.now().getTime();
    return left > 0 && left <= LONGEST_PAUSE_MS;
  }

  private noteSuccess(): void {
    if (this.failures > 0) this.log.log({ sink: this.sink.kind }, 'audit events are exported again');
    this.failures = 0;
  }

  private noteFailure(): void {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** this.failures, LONGEST_PAUSE_MS);
    this.pausedUntil = this.clock.now().getTime() + pause;
    this.failures += 1;
  }
}
