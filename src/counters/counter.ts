import type { LabelValues, Metric, Sample } from './metric';
import { SeriesByLabels } from './series-by-labels';

/** One series of a counter: who counts often holds on to it, and pays for an addition. */
export class Tally {
  value = 0;

  add(count = 1): void {
    this.value += count;
  }
}

export interface CounterOptions<Name extends string> {
  /** It ends in `_total`. */
  readonly name: `ram_sso_${string}_total`;
  readonly help: string;
  readonly labels: readonly Name[];
}

/** What only grows, as long as the process lives. */
export class Counter<Name extends string> implements Metric {
  readonly type = 'counter';
  readonly across = 'sum';
  readonly name: string;
  readonly help: string;
  private readonly series: SeriesByLabels<Name, Tally>;

  constructor({ name, help, labels }: CounterOptions<Name>) {
    this.name = name;
    this.help = help;
    this.series = new SeriesByLabels(labels, () => new Tally());
  }

  /** @param values of each label: few in all, and none that comes from outside */
  of(values: LabelValues<Name>): Tally {
    return this.series.of(values);
  }

  samples(): Sample[] {
    return this.series.list().map(({ labels, series }) => ({ labels, value: series.value }));
  }
}
