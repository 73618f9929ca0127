/** One metric as Prometheus reads it. */
export interface ReadMetric {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly ReadSample[];
}

export interface ReadSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?[0-9.]+(?:e[+-]?[0-9]+)?|\+Inf|-Inf|NaN)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,(?=.)|$)/gy;
const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];

/** Strictly by Prometheus's text format, version 0.0.4. Throws for whatever does not hold to it. */
export function readExposition(text: string): Map<string, ReadMetric> {
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  const metrics = new Map<string, ReadMetric & { samples: ReadSample[] }>();
  let help: [string, string] | undefined;
  let current: (ReadMetric & { samples: ReadSample[] }) | undefined;
  for (const line of text.split('\n')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (kind === 'HELP') help = [name, rest];
    else if (kind === 'TYPE') {
      if (help?.[0] !== name || !NAME.test(name) || !TYPES.includes(rest)) throw new Error(`wrong: ${line}`);
      if (metrics.has(name)) throw new Error(`twice: ${line}`);
      current = { name, help: help[1], type: rest, samples: [] };
      metrics.set(name, current);
    } else if (line !== '') {
      const sample = readSample(line);
      if (!current || !namesOf(current).includes(sample.name)) throw new Error(`out of its place: ${line}`);
      current.samples.push(sample);
    }
  }
  for (const metric of metrics.values()) check(metric);
  return metrics;
}

function readSample(line: string): ReadSample {
  const [, name, labels = '', value = ''] = SAMPLE.exec(line) ?? [];
  if (name === undefined) throw new Error(`no sample: ${line}`);
  const read: Record<string, string> = {};
  let end = 0;
  for (const [whole, label = '', text = ''] of labels.matchAll(LABEL)) {
    if (label in read) throw new Error(`a label twice: ${line}`);
    read[label] = text;
    end += whole.length;
  }
  if (end !== labels.length) throw new Error(`no labels: ${line}`);
  return { name, labels: read, value: Number(value.replace('Inf', 'Infinity')) };
}

function namesOf({ name, type }: ReadMetric): string[] {
  return type === 'histogram' ? ['_bucket', '_sum', '_count'].map((suffix) => name + suffix) : [name];
}

function check(metric: ReadMetric): void {
  const keys = metric.samples.map(({ name, labels }) =>
    JSON.stringify([name, Object.entries(labels).sort()]),
  );
  if (new Set(keys).size !== keys.length) throw new Error(`${metric.name} has a sample twice`);
  if (metric.type === 'histogram') checkHistogram(metric);
  if (metric.type !== 'gauge' && metric.samples.some(({ value }) => value < 0))
    throw new Error(`${metric.name} is negative`);
}

/** Cumulative buckets, ascending, the last one `+Inf` and as many as `_count`. */
function checkHistogram({ name, samples }: ReadMetric): void {
  const series = new Map<string, ReadSample[]>();
  for (const sample of samples) {
    const key = JSON.stringify(Object.entries(sample.labels).filter(([label]) => label !== 'le'));
    series.set(key, [...(series.get(key) ?? []), sample]);
  }
  for (const [key, own] of series) {
    const buckets = own.filter((one) => one.name === `${name}_bucket`);
    const counts = buckets.map(({ value }) => value);
    const bounds = buckets.map(({ labels }) => Number(String(labels.le).replace('Inf', 'Infinity')));
    const isAscending = (all: number[]) => all.every((one, at) => at === 0 || one >= (all[at - 1] ?? NaN));
    const count = own.find((one) => one.name === `${name}_count`)?.value;
    const isWhole =
      own.length === buckets.length + 2 && bounds.at(-1) === Infinity && counts.at(-1) === count;
    if (!isWhole || !isAscending(counts) || !isAscending(bounds))
      throw new Error(`${name} ${key} is no histogram`);
  }
}

/** The value of one sample; undefined where there is none of those labels. */
export function valueOf(
  metrics: ReadonlyMap<string, ReadMetric>,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const owner = metrics.get(name) ?? metrics.get(name.replace(/_(bucket|sum|count)$/, ''));
  const isMeant = (sample: ReadSample) =>
    sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value);
  return owner?.samples.find(isMeant)?.value;
}
