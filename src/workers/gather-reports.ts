import type { Worker } from 'node:cluster';
import type { Report, ToWorker } from './worker-messages';

/** Who does not say within it what he has counted is left out. */
const PATIENCE_MS = 1_000;

interface Round {
  readonly reports: Report[];
  readonly missing: Set<number>;
  readonly finish: () => void;
}

/** Asks all workers what they have counted, where one of them is asked for the metrics of all. */
export class GatherReports {
  private readonly rounds = new Map<number, Round>();
  private count = 0;

  constructor(private readonly send: (worker: Worker, message: ToWorker) => void) {}

  /** @param request the asking worker's own number for it */
  gather(asking: Worker, request: number, workers: readonly Worker[]): void {
    const number = ++this.count;
    const reports: Report[] = [];
    const late = setTimeout(() => this.rounds.get(number)?.finish(), PATIENCE_MS);
    const finish = (): void => {
      clearTimeout(late);
      this.rounds.delete(number);
      this.send(asking, { kind: 'reports', request, reports });
    };
    this.rounds.set(number, { reports, missing: new Set(workers.map(({ id }) => id)), finish });
    for (const worker of workers) this.send(worker, { kind: 'report', request: number });
  }

  take(worker: Worker, request: number, report: Report): void {
    const round = this.rounds.get(request);
    if (!round?.missing.delete(worker.id)) return;
    round.reports.push(report);
    if (round.missing.size === 0) round.finish();
  }

  /** It died: nobody waits for it. */
  forget({ id }: Worker): void {
    for (const round of [...this.rounds.values()])
      if (round.missing.delete(id) && round.missing.size === 0) round.finish();
  }
}
