import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchPlan } from '../../bench/response-maker';
import { ServiceProcess } from '../support/service-process';
import { record, seconds } from './support/figures';
import { NOTHING_LOST, readKeptLogins } from './support/kept-logins';
import { isAccepted, LoginLoad, postLogin } from './support/login-load';
import { type FaultScene, makeFaultScene } from './support/login-scene';
import { PostgresCluster } from './support/postgres-cluster';
import { ServiceNode } from './support/service-node';
import { Stage } from './support/stage';
import { until } from './support/until';

const HOUR = 3_600;
const SESSION_SECONDS = 4;

/** Debian's libfaketime, told by a file, which is read with each look at the clock. Timers are left alone. */
function fakeClock(stage: Stage): { env: Record<string, string>; jump(seconds: number): void } {
  const file = join(stage.directory(), 'clock');
  const jump = (by: number): void => {
    writeFileSync(file, `${by < 0 ? '-' : '+'}${Math.abs(by)}`);
  };
  jump(0);
  const libraries = readdirSync('/usr/lib').map((name) =>
    join('/usr/lib', name, 'faketime/libfaketime.so.1'),
  );
  const library = libraries.find((path) => existsSync(path)) ?? 'libfaketime.so.1';
  return {
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    jump,
  };
}

/** Good for five minutes, as most assertions are. @param sessionSeconds when the session is to end, as the IdP has it */
function assertionFor({ idp, maker }: FaultScene, userName: string, sessionSeconds?: number): string {
  const plan = benchPlan(idp, maker.to, userName);
  const in5Minutes = new Date(Date.now() + 300_000);
  for (const confirmation of plan.confirmations) confirmation.notOnOrAfter = in5Minutes;
  if (plan.conditions) plan.conditions.notOnOrAfter = in5Minutes;
  if (plan.authnStatement && sessionSeconds !== undefined)
    plan.authnStatement.sessionNotOnOrAfter = new Date(Date.now() + sessionSeconds * 1000);
  return Buffer.from(idp.xml(plan)).toString('base64');
}

async function runDoctor(node: ServiceNode): Promise<string> {
  const env = { ...node.env, RAM_SSO_URL: node.origin, RAM_SSO_TOKEN: node.env.ADMIN_TOKEN ?? '' };
  const doctor = new ServiceProcess(node.process.directory, env, ['doctor', '--output', 'json']);
  await doctor.exited;
  return doctor.stdout;
}

describe('the clock of a node', () => {
  const stage = new Stage();
  afterAll(() => stage.clear());

  it('may jump by a minute; by an hour it is told, refusals say why, and no session outlives its end', async () => {
    const cluster = await PostgresCluster.make(stage);
    const clock = fakeClock(stage);
    const node = await ServiceNode.start(stage, { databaseUrl: cluster.url(), env: clock.env });
    const scene = await makeFaultScene(node, 50);
    const acs = `${node.origin}/saml/${scene.alias}/acs`;
    const load = new LoginLoad({ scene, origins: [node.origin], connections: 4 });
    await load.answered(20, isAccepted);
    const look = async () => ({
      login: await postLogin(acs, assertionFor(scene, 'u1')),
      readyz: (await node.get('/readyz')).status,
      doctor: findingOf(await runDoctor(node), 'clock of the database'),
    });

    clock.jump(59);
    expect(await look()).toMatchObject({ login: { status: 303 }, readyz: 200, doctor: 'wrong' });
    clock.jump(-59);
    expect(await look()).toMatchObject({ login: { status: 303 }, readyz: 200, doctor: 'wrong' });
    await load.more(20, isAccepted);

    const short = await postLogin(acs, assertionFor(scene, 'u2', SESSION_SECONDS));
    const opened = performance.now();
    const isOver = async (): Promise<boolean> => {
      const cookie = `ram_session=${short.cookie ?? ''}`;
      return (await node.get('/session', { cookie })).status === 401;
    };
    expect(await isOver()).toBe(false);
    clock.jump(-HOUR);
    await until('the session is over', isOver);
    const lived = performance.now() - opened;
    expect(await look()).toMatchObject({
      login: { status: 401, code: 'saml.not_yet_valid' },
      readyz: 503,
      doctor: 'wrong',
    });
    clock.jump(HOUR);
    expect(await look()).toMatchObject({
      login: { status: 401, code: 'saml.expired' },
      readyz: 503,
      doctor: 'wrong',
    });
    clock.jump(0);
    expect(await look()).toMatchObject({ login: { status: 303 }, readyz: 200, doctor: 'ok' });
    await load.more(20, isAccepted);
    const answers = await load.stop();

    expect(lived).toBeLessThan(SESSION_SECONDS * 1000 + 2_000);
    const codes = new Set(answers.filter((answer) => !isAccepted(answer)).map(({ code }) => code));
    expect([...codes].filter((code) => code !== 'saml.not_yet_valid' && code !== 'saml.expired')).toEqual([]);
    const kept = await readKeptLogins((sql) => cluster.query(sql), answers);
    expect(kept).toMatchObject({ ...NOTHING_LOST, doubledUsers: expect.any(Array) as unknown });
    record({
      row: 9,
      fault: 'the clock of a node jumps by a minute, and by an hour',
      held: 'by a minute sign-ins go on and `doctor` tells; by an hour refusals say `saml.not_yet_valid` or `saml.expired`, `readyz` and `doctor` tell; no session outlives its end',
      measured: `a session that was to end after ${SESSION_SECONDS} s ended after ${seconds(lived)}, at a node whose clock was an hour behind`,
    });
  });
});

function findingOf(output: string, subject: string): string | undefined {
  const findings = JSON.parse(output) as
    { subject: string; state: string }[] | { items: { subject: string; state: string }[] };
  const all = Array.isArray(findings) ? findings : findings.items;
  return all.find((finding) => finding.subject === subject)?.state;
}
