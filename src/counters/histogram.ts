import type { LabelValues, Labels, Metric, Sample } from './metric';
import { SeriesByLabels } from './series-by-labels';

/** One series of a histogram: who measures often holds on to it, and pays for a walk over its bounds. */
export class Durations {
  /** Of each bound those that are above the one before; the last one's are above all bounds. */
  private readonly counts: number[];
  private seconds = 0;

  /** @param bounds in seconds, ascending */
  constructor(private readonly bounds: readonly number[]) {
    this.counts = new Array<number>(bounds.length + 1).fill(0);
  }

  /** @param milliseconds as `performance.now` has them */
  note(milliseconds: number): void {
    const seconds = milliseconds / 1000;
    const { bounds, counts } = this;
    let at = 0;
    while (at < bounds.length && seconds > (bounds[at] ?? Infinity)) at += 1;
    counts[at] = (counts[at] ?? 0) + 1;
    this.seconds += seconds;
  }

  samples(labels: Labels): Sample[] {
    let total = 0;
    const buckets = this.counts.map((count, at): Sample => {
      total += count;
      const le = String(this.bounds[at] ?? '+Inf');
      return { suffix: '_bucket', labels: { ...labels, le }, value: total };
    });
    return [
      ...buckets,
      { suffix: '_sum', labels, value: this.seconds },
      { suffix: '_count', labels, value: total },
    ];
  }
}

export interface HistogramOptions<Name extends string> {
  readonly name: `ram_sso_${string}_seconds`;
  readonly help: string;
  readonly labels: readonly Name[];
  /** In seconds, ascending. */
  readonly bounds: readonly number[];
}

/** How long something took, each time. */
export class Histogram<Name extends string> implements Metric {
  readonly type = 'histogram';
  readonly across = 'sum';
  readonly name: string;
  readonly help: string;
  private readonly series: SeriesByLabels<Name, Durations>;

  constructor({ name, help, labels, bounds }: HistogramOptions<Name>) {
    this.name = name;
    this.help = help;
    this.series = new SeriesByLabels(labels, () => new Durations(bounds));
  }

  /** @param values of each label: few in all, and none that comes from outside */
  of(values: LabelValues<Name>): Durations {
    return this.series.of(values);
  }

  samples(): Sample[] {
    return this.series.list().flatMap(({ labels, series }) => series.samples(labels));
  }
}
