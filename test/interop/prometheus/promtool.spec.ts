import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Sweeper } from '../../../src/database/sweeper';
import { startApp } from '../../support/app';
import { makeScene, signIn } from '../../support/login-scene';

const PROMETHEUS = join(__dirname, '..', '..', '..', 'deploy', 'prometheus');
const ALERTS = join(PROMETHEUS, 'alerts.yml');
const TESTS = join(PROMETHEUS, 'alerts.test.yml');

interface Tested {
  readonly alertname: string;
  readonly exp_alerts: readonly unknown[];
}

const promtool = (args: readonly string[], input = '') => {
  const { status, stdout, stderr } = spawnSync('promtool', args, { input, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
};

/** Against Prometheus's own tool. */
describe('promtool', () => {
  it('takes the alerts', () => {
    const { status, said } = promtool(['check', 'rules', ALERTS]);
    expect([status, said]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });

  it('has each alert tell when it must, and be still when it must', () => {
    const { status, said } = promtool(['test', 'rules', TESTS]);
    expect([status, said]).toEqual([0, expect.stringContaining('SUCCESS')]);
    const { groups } = parse(readFileSync(ALERTS, 'utf8')) as { groups: { rules: { alert: string }[] }[] };
    const { tests } = parse(readFileSync(TESTS, 'utf8')) as { tests: { alert_rule_test: Tested[] }[] };
    const tested = tests.flatMap(({ alert_rule_test }) => alert_rule_test);
    const namesOf = (some: readonly Tested[]) => [...new Set(some.map(({ alertname }) => alertname))].sort();
    const all = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert)).sort();
    expect(namesOf(tested.filter((one) => one.exp_alerts.length > 0))).toEqual(all);
    expect(namesOf(tested.filter((one) => one.exp_alerts.length === 0))).toEqual(all);
  });

  it('reads all of /metrics, and finds nothing to say of what is ours', async () => {
    const app = await startApp({ tenantLabels: 5 });
    await signIn(await makeScene(app));
    await app.nest.get(Sweeper).sweepAll();
    const { text } = await app.request('GET', '/metrics');
    await app.close();
    const ours = text.split(/\n(?=# HELP )/).filter((metric) => metric.includes('ram_sso_'));
    expect(ours.length).toBeGreaterThan(15);
    expect(promtool(['check', 'metrics'], `${ours.join('\n').trimEnd()}\n`)).toEqual({ status: 0, said: '' });
    // Of prom-client's own names it finds some to be unusual; what it can not read it calls an error.
    expect(promtool(['check', 'metrics'], text).said).not.toMatch(/error|parse/i);
  });
});
