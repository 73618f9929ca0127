import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DocumentedMetric {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
}

/** The rows of the table in docs/monitoring.md. */
export function documentedMetrics(): DocumentedMetric[] {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'monitoring.md'), 'utf8');
  const rows = page.matchAll(/^\| `(ram_sso_\w+)` \| (\w+) \|([^|]*)\|/gm);
  return [...rows].map(([, name = '', type = '', labels = '']) => ({
    name,
    type,
    labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label),
  }));
}
