import { Counter, type CounterOptions } from './counter';
import { Histogram, type HistogramOptions } from './histogram';
import type { AcrossWorkers, Metric } from './metric';

export interface GaugeOptions {
  readonly name: `ram_sso_${string}`;
  readonly help: string;
  /** Of a node's processes: `sum` where each has its own, `max` or `min` where all tell of one thing. */
  readonly across: AcrossWorkers;
}

/** All that is counted in this process. Who counts says here what it is called, once, as it is made. */
export class Counters {
  private readonly metrics = new Map<string, Metric>();

  counter<Name extends string>(options: CounterOptions<Name>): Counter<Name> {
    return this.register(new Counter(options));
  }

  histogram<Name extends string>(options: HistogramOptions<Name>): Histogram<Name> {
    return this.register(new Histogram(options));
  }

  /** @param samples asked for whenever somebody reads the metrics: it must neither fail nor take long */
  gauge(options: GaugeOptions, samples: Metric['samples']): void {
    this.register({ ...options, type: 'gauge', samples });
  }

  /** By name. */
  list(): Metric[] {
    return [...this.metrics.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  private register<M extends Metric>(metric: M): M {
    if (this.metrics.has(metric.name)) throw new Error(`two metrics are called ${metric.name}`);
    this.metrics.set(metric.name, metric);
    return metric;
  }
}
