import type { Counter } from '../counters/counter';
import type { Counters } from '../counters/counters';
import type { Histogram } from '../counters/histogram';
import type { Clock } from '../settings/clock';

const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What sweeps did on this node, by their names. */
export class SweepTally {
  private readonly rows: Counter<'sweep'>;
  private readonly failures: Counter<'sweep'>;
  private readonly batches: Histogram<'sweep'>;
  /** In seconds since 1970. */
  private readonly lastSuccess = new Map<string, number>();

  constructor(
    counters: Counters,
    private readonly clock: Clock,
  ) {
    const labels = ['sweep'] as const;
    this.rows = counters.counter({
      name: 'ram_sso_sweep_rows_total',
      help: 'What sweeps have done: rows deleted, trusts refreshed, messages sent.',
      labels,
    });
    this.failures = counters.counter({
      name: 'ram_sso_sweep_failures_total',
      help: 'Turns of a sweep that failed.',
      labels,
    });
    this.batches = counters.histogram({
      name: 'ram_sso_sweep_batch_duration_seconds',
      help: 'How long a batch of a sweep took.',
      labels,
      bounds: BOUNDS,
    });
    counters.gauge(
      {
        name: 'ram_sso_sweep_last_success_timestamp_seconds',
        help: 'When a turn of a sweep last went well here. Of several nodes the one that had its lock has it.',
        across: 'max',
      },
      () => [...this.lastSuccess].map(([sweep, value]) => ({ labels: { sweep }, value })),
    );
  }

  /** All its series are there from now on. */
  register(sweep: string): void {
    this.rows.of({ sweep });
    this.failures.of({ sweep });
  }

  countBatch(sweep: string, rows: number, milliseconds: number): void {
    this.rows.of({ sweep }).add(rows);
    this.batches.of({ sweep }).note(milliseconds);
    this.lastSuccess.set(sweep, this.clock.now().getTime() / 1000);
  }

  countFailure(sweep: string): void {
    this.failures.of({ sweep }).add();
  }
}
