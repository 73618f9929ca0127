import { Sweeper } from '../../src/database/sweeper';
import { LoginCountsRepository } from '../../src/login-counts/login-counts.repository';
import { LoginCounts } from '../../src/login-counts/login-counts.service';
import { createTenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import {
  auditEvents,
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  setCookies,
  signIn,
} from '../support/login-scene';
import { makeKeyPair } from '../support/idp/key-pair';

/** Real: Postgres and the whole service, in two nodes. Set: the clock. */
let app: TestApp;
let there: TestApp;
let scene: LoginScene;
beforeAll(async () => {
  app = await startApp();
  there = await startApp({}, app);
});
afterAll(async () => {
  await there.close();
  await app.close();
});
beforeEach(async () => {
  app.clock.set(new Date('2026-03-01T10:00:00Z'));
  scene = await makeScene(app);
});

const flush = (node = app) => node.nest.get(LoginCounts, { strict: false }).flush();

interface Row {
  readonly day: string;
  readonly kind: string;
  readonly value: string;
  readonly count: number;
  readonly last_at: Date;
}

async function stored({ tenant } = scene): Promise<Row[]> {
  return app.dataSource.query(
    `SELECT day::text, kind, value, count, last_at FROM login_counts WHERE tenant_id = $1 ORDER BY day, kind, value`,
    [tenant.id],
  );
}

const short = (rows: readonly Row[]) => rows.map(({ kind, value, count }) => `${kind} ${value} ${count}`);

it('stores how logins went and what they were like', async () => {
  await signIn(scene);
  app.clock.advance(60);
  const { requestId, cookies } = await beginLogin(scene);
  const plan = planFor(scene, requestId, (one) => {
    one.issueInstant = new Date('2026-03-01T10:01:31Z');
    one.nameIdFormat = 'urn:of:their:own';
  });
  await postResponse(scene, scene.idp.post(plan, { signed: 'both' }), { cookies });
  await flush();
  const rows = await stored();
  expect(short(rows.filter(({ kind }) => kind !== 'signing_key'))).toEqual([
    'binding redirect 1',
    'binding unsolicited 1',
    'clock_difference 0 1',
    'clock_difference 30 1',
    'digest_algorithm sha256 2',
    'name_id_format other 1',
    'name_id_format urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress 1',
    'outcome success 2',
    'signature_algorithm rsa-sha256 2',
    'signature_place assertion 1',
    'signature_place both 1',
  ]);
  const [event] = await auditEvents(scene, '?type=login');
  const { signedBy } = event?.details as { readonly signedBy: string };
  expect(short(rows.filter(({ kind }) => kind === 'signing_key'))).toEqual([`signing_key ${signedBy} 2`]);
});

it('counts of a refusal its code alone, whatever was posted', async () => {
  const stranger = await makeKeyPair({ kind: 'ec' });
  for (const format of ['urn:a', 'urn:b', 'urn:c']) {
    const plan = planFor(scene, undefined, (one) => {
      one.nameIdFormat = format;
      one.issueInstant = new Date('2020-01-01T00:00:00Z');
    });
    await postResponse(scene, scene.idp.post(plan, { keys: stranger }));
  }
  await postResponse(scene, scene.idp.post(planFor(scene), { signed: 'neither' }));
  await postResponse(scene, 'x');
  await flush();
  expect(short(await stored())).toEqual([
    'outcome saml.malformed 1',
    'outcome saml.signature_invalid 3',
    'outcome saml.signature_missing 1',
  ]);
});

it('counts a genuine response once, however often it is posted', async () => {
  const { requestId, cookies } = await beginLogin(scene);
  const answer = scene.idp.post(planFor(scene, requestId));
  const response = await postResponse(scene, answer, { cookies });
  for (let count = 0; count < 3; count += 1) await postResponse(scene, answer, { cookies });
  for (let count = 0; count < 2; count += 1) await postResponse(scene, answer);
  await flush();
  expect(setCookies(response)).not.toEqual({});
  const rows = await stored();
  expect(short(rows.filter(({ kind }) => ['outcome', 'clock_difference'].includes(kind)))).toEqual([
    'clock_difference 0 1',
    'outcome saml.replayed 2',
    'outcome success 1',
  ]);
});

it('counts by the day, in UTC, and knows when it was last so', async () => {
  app.clock.set(new Date('2026-03-01T23:59:59.999Z'));
  await signIn(scene);
  app.clock.set(new Date('2026-03-02T00:00:00Z'));
  await signIn(scene);
  app.clock.advance(5);
  await signIn(scene);
  await flush();
  expect((await stored()).filter(({ kind }) => kind === 'outcome')).toEqual([
    {
      day: '2026-03-01',
      kind: 'outcome',
      value: 'success',
      count: 1,
      last_at: new Date('2026-03-01T23:59:59.999Z'),
    },
    {
      day: '2026-03-02',
      kind: 'outcome',
      value: 'success',
      count: 2,
      last_at: new Date('2026-03-02T00:00:05Z'),
    },
  ]);
});

it('adds up what several nodes store at once', async () => {
  const others = await Promise.all([makeScene(app), makeScene(app), makeScene(app)]);
  for (const one of [...others, scene, ...others].reverse()) await signIn(one);
  for (const one of [scene, ...others]) await signIn({ ...one, app: there });
  await Promise.all([flush(), flush(there), flush(), flush(there)]);
  for (const one of others) {
    expect(short(await stored(one))).toContain('outcome success 3');
  }
  expect(short(await stored())).toContain('outcome success 2');
});

it('stores the others where a tenant was deleted meanwhile', async () => {
  const gone = await makeScene(app);
  await signIn(gone);
  await signIn(scene);
  await app.request('DELETE', `/api/v1/tenants/${gone.tenant.alias}`);
  await flush();
  expect(short(await stored())).toContain('outcome success 1');
  expect(await stored(gone)).toEqual([]);
});

it('goes with its tenant', async () => {
  await signIn(scene);
  await flush();
  expect(await stored()).not.toEqual([]);
  await app.request('DELETE', `/api/v1/tenants/${scene.tenant.alias}`);
  expect(await stored()).toEqual([]);
});

it('keeps what could not be stored, and stores it the next time', async () => {
  const repository = app.nest.get(LoginCountsRepository, { strict: false });
  const broken = jest.spyOn(repository, 'add').mockRejectedValueOnce(new Error('the database is away'));
  await signIn(scene);
  await flush();
  expect(broken).toHaveBeenCalledTimes(1);
  expect(await stored()).toEqual([]);
  await signIn(scene);
  await flush();
  expect(short(await stored())).toContain('outcome success 2');
  broken.mockRestore();
});

it('stores at its end what was counted', async () => {
  const node = await startApp({}, app);
  await signIn({ ...scene, app: node });
  await node.close();
  expect(short(await stored())).toContain('outcome success 1');
});

it('is kept for ninety days', async () => {
  await signIn(scene);
  await flush();
  const sweep = async (now: string) => {
    app.clock.set(new Date(now));
    await app.nest.get(Sweeper, { strict: false }).sweepAll();
    const sums: unknown[] = await app.dataSource.query(
      `SELECT FROM platform_login_counts WHERE day = '2026-03-01'`,
    );
    return [(await stored()).length > 0, sums.length > 0];
  };
  expect(await sweep('2026-05-30T23:59:59Z')).toEqual([true, true]);
  expect(await sweep('2026-05-31T00:00:00Z')).toEqual([false, false]);
});

it('tells a tenant nothing of another', async () => {
  await signIn(scene);
  await flush();
  const list = ({ id }: { readonly id: string }) =>
    app.nest.get(LoginCounts, { strict: false }).list(id, '2026-01-01');
  expect(await list(scene.tenant)).not.toEqual([]);
  expect(await list(await createTenant(app))).toEqual([]);
});
