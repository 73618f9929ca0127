import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { Counters } from '../counters/counters';
import { inStrictForm, type Report, reportOf, writeReports } from './exposition';

/** What Prometheus asks for: what the rooms have counted, and how this process fares. */
@Injectable()
export class Metrics {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  private readonly process = new Registry();
  private gather: (() => Promise<readonly Report[]>) | undefined;

  constructor(private readonly counters: Counters) {
    collectDefaultMetrics({ register: this.process });
    const help = 'Processes of this node that answer requests.';
    counters.gauge({ name: 'ram_sso_workers', help, across: 'sum' }, () => [{ labels: {}, value: 1 }]);
  }

  /** In the text format. */
  async write(): Promise<string> {
    if (this.gather) return writeReports(await this.gather());
    // On its own, since of several processes together some of it says nothing, and would be left out.
    const [ours, process] = await Promise.all([
      this.countedReport().then((report) => writeReports([report])),
      this.process.metrics(),
    ]);
    return `${ours}\n${inStrictForm(process)}`;
  }

  /** Where several processes answer, each counts what it answered: then whichever is asked must tell what all have counted. */
  gatherBy(gather: () => Promise<readonly Report[]>): void {
    this.gather = gather;
  }

  /** What this process alone has counted. */
  async report(): Promise<Report> {
    const [ours, process] = await Promise.all([this.countedReport(), this.process.getMetricsAsJSON()]);
    return [...ours, ...process];
  }

  private countedReport(): Promise<Report> {
    return Promise.all(this.counters.list().map(reportOf));
  }
}
