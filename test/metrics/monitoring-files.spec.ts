import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { startApp } from '../support/app';
import { documentedMetrics } from '../support/documented-metrics';
import { readExposition } from '../support/exposition';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

interface Panel {
  readonly title: string;
  readonly type: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const { groups } = parse(read('deploy/prometheus/alerts.yml')) as { groups: { rules: Alert[] }[] };
const alerts = groups.flatMap(({ rules }) => rules);
const { panels } = JSON.parse(read('deploy/grafana/ram-sso.json')) as { panels: Panel[] };
const drawn = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ of: title, expr })));
const asked = [...alerts.map(({ alert, expr }) => ({ of: alert, expr })), ...drawn];

const metricsIn = (expr: string): string[] =>
  [...expr.matchAll(/\b(?:ram_sso|process|nodejs)_\w+/g)].map(([name]) => name);
const owner = (name: string): string => name.replace(/(_duration_seconds)_(bucket|sum|count)$/, '$1');
const documented = new Map(documentedMetrics().map((metric) => [metric.name, metric]));
/** Those that Prometheus adds, and that of a bucket. */
const EVERYWHERE = ['instance', 'job', 'le'];

describe('what watches the service', () => {
  it('asks for metrics alone that /metrics has, by alerts and dashboard', async () => {
    const app = await startApp();
    const told = readExposition((await app.request('GET', '/metrics')).text);
    const unknown = asked.flatMap(({ of, expr }) =>
      metricsIn(expr)
        .filter((name) => !told.has(owner(name)))
        .map((name) => `${of}: ${name}`),
    );
    expect(unknown).toEqual([]);
    expect(asked.filter(({ expr }) => metricsIn(expr).length === 0).map(({ of }) => of)).toEqual([
      'RamSsoDown',
    ]);
    await app.close();
  });

  it.each(asked.map(({ of, expr }) => [of, expr]))(
    '%s asks for labels that its metric has: %s',
    (_, expr) => {
      const known = metricsIn(expr).flatMap((name) => documented.get(owner(name))?.labels ?? []);
      const matched = [...expr.matchAll(/\{([^}]*)\}/g)].flatMap(([, inside = '']) =>
        [...inside.matchAll(/(\w+)=~?"|(\w+)!="/g)].map(([, equal, unequal]) => equal ?? unequal ?? ''),
      );
      const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, inside = '']) =>
        inside.split(/, ?/),
      );
      const unknown = [...matched, ...grouped].filter((label) => ![...known, ...EVERYWHERE].includes(label));
      expect(unknown).toEqual([]);
    },
  );

  it('draws every metric of the documentation', () => {
    const seen = new Set(drawn.flatMap(({ expr }) => metricsIn(expr).map(owner)));
    expect([...documented.keys()].filter((name) => !seen.has(name))).toEqual([]);
  });

  it.each(alerts)(
    '$alert has a place in the documentation: symptom, check, mend',
    ({ alert, labels, annotations }) => {
      expect(['critical', 'warning']).toContain(labels.severity);
      expect(annotations.runbook).toBe(`docs/night.md#${alert.toLowerCase()}`);
      const night = read('docs/night.md').split('## By alert')[1] ?? '';
      const section = new RegExp(`^### ${alert}\n([\\s\\S]*?)(?=^##)`, 'm').exec(`${night}\n##`)?.[1] ?? '';
      const words = [...section.matchAll(/\*\*(\w+):\*\*/g)].map(([, word]) => word);
      expect(words).toEqual(['Symptom', 'Check', 'Mend']);
    },
  );

  it('has a place in the documentation for no alert that is gone', () => {
    const night = read('docs/night.md').split('## By alert')[1] ?? '';
    const told = [...night.matchAll(/^### (RamSso\w+)$/gm)].map(([, name]) => name);
    expect(told).toEqual(alerts.map(({ alert }) => alert).sort(byPlaceIn(told)));
  });
});

function byPlaceIn(told: readonly (string | undefined)[]): (one: string, other: string) => number {
  return (one, other) => told.indexOf(one) - told.indexOf(other);
}
