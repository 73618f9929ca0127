import { AggregatorRegistry } from 'prom-client';
import type { Metric } from '../counters/metric';

/** What one process has counted, metric by metric, in the form that prom-client adds up. */
export type Report = readonly object[];

export async function reportOf(metric: Metric): Promise<object> {
  const { name, help, type, across } = metric;
  const samples = await metric.samples();
  const values = samples.map(({ labels, value, suffix = '' }) => ({
    labels: { ...labels },
    value,
    metricName: `${name}${suffix}`,
  }));
  return { name, help, type, aggregator: across, values };
}

/** In Prometheus's text format, version 0.0.4; what several processes have counted is added up. */
export async function writeReports(reports: readonly Report[]): Promise<string> {
  return inStrictForm(await AggregatorRegistry.aggregate([...reports]).metrics());
}

/** prom-client has its own way to write what is no number. */
export function inStrictForm(text: string): string {
  return text.replaceAll(/ Nan$/gm, ' NaN');
}
