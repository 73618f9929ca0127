import type { Labels, LabelValues } from './metric';

/** A mistake with a label must not fill the memory: what would be one more goes into a series that has no end. */
const MOST_SERIES = 5_000;

/** The series of one metric, each by the values of its labels. */
export class SeriesByLabels<Name extends string, Series> {
  private readonly all = new Map<string, { readonly labels: Labels; readonly series: Series }>();

  constructor(
    private readonly names: readonly Name[],
    private readonly make: () => Series,
  ) {}

  of(values: LabelValues<Name>): Series {
    const key = this.keyOf(values);
    const known = this.all.get(key);
    if (known) return known.series;
    if (this.all.size < MOST_SERIES) return this.add(key, { ...values });
    const other = Object.fromEntries(this.names.map((name) => [name, 'other']));
    const otherKey = this.keyOf(other as LabelValues<Name>);
    return this.all.get(otherKey)?.series ?? this.add(otherKey, other);
  }

  list(): { readonly labels: Labels; readonly series: Series }[] {
    return [...this.all.values()];
  }

  private keyOf(values: LabelValues<Name>): string {
    return this.names.map((name) => values[name]).join('\0');
  }

  private add(key: string, labels: Labels): Series {
    const series = this.make();
    this.all.set(key, { labels, series });
    return series;
  }
}
