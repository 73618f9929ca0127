import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Sweeper } from '../../../src/database/sweeper';
import { startApp } from '../../support/app';
import { makeScene, signIn } from '../../support/login-scene';

const ALERTS = join(__dirname, '..', '..', '..', 'deploy', 'prometheus', 'alerts.yml');

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
