export type Labels = Readonly<Record<string, string>>;

/** One line of what Prometheus reads. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
  /** Of a histogram: which of its lines it is. */
  readonly suffix?: '_bucket' | '_sum' | '_count';
}

/** What several processes of one node say of it together. */
export type AcrossWorkers = 'sum' | 'max' | 'min';

/** Something that is counted, with its name as Prometheus has it. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly across: AcrossWorkers;
  samples(): readonly Sample[] | Promise<readonly Sample[]>;
}

/** Whatever else is given is no label of that metric. */
export type LabelValues<Name extends string> = Readonly<Record<Name, string>>;
