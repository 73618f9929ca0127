import { matchedByOf } from '../../src/ram-users/matched-by';
import { codeOf, createTenant, createToken, createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { TestIdp } from '../support/idp/test-idp';
import { type LoginScene, makeScene, planFor, postResponse, signIn, trust } from '../support/login-scene';
import { makeSwitchedOff } from '../support/sso-trial';
import { runTest } from '../support/test-login';

interface Readiness {
  readonly lastTest: { readonly passed: boolean; readonly code: string | null } | null;
  readonly users: {
    readonly active: number;
    readonly matched: number;
    readonly matchedSince: string;
    readonly wouldBeLockedOut: { readonly count: number; readonly first: readonly { userName: string }[] };
  };
  readonly warnings: readonly { readonly code: string }[];
}

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(() => {
  app.clock.reset();
});
afterAll(() => app.close());

const ask = async ({ alias }: { alias: string }): Promise<Readiness> => {
  const response = await app.request('GET', `/api/v1/tenants/${alias}/sso/readiness`);
  expect(response.status).toBe(200);
  return response.body as Readiness;
};
const warningsOf = ({ warnings }: Readiness) => warnings.map(({ code }) => code);
const lockedOut = ({ users }: Readiness) => users.wouldBeLockedOut.first.map(({ userName }) => userName);
const patchUser = (scene: LoginScene, userName: string, body: object) =>
  app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}/users/${userName}`, { body });

it('says what is missing of a tenant that has nothing', async () => {
  const tenant = await createTenant(app, { ssoEnabled: false });
  const readiness = await ask(tenant);
  expect(readiness).toMatchObject({
    ssoEnabled: false,
    ssoTrialEndsAt: null,
    trust: null,
    lastTest: null,
    users: { active: 0, matched: 0, wouldBeLockedOut: { count: 0, first: [] } },
  });
  expect(warningsOf(readiness)).toEqual(['not_configured', 'no_users']);
});

it('counts whom a test named, and that the test passed, though single sign-on is off', async () => {
  const scene = await makeSwitchedOff(app);
  await createUser(app, scene.tenant.alias, { userName: 'bob' });
  const before = await ask(scene.tenant);
  expect(before).toMatchObject({ trust: { entityId: scene.idp.entityId, usable: true }, lastTest: null });
  expect([warningsOf(before), lockedOut(before)]).toEqual([
    ['not_tested', 'users_unmatched'],
    ['alice', 'bob'],
  ]);
  await runTest(scene);
  const after = await ask(scene.tenant);
  expect(after.lastTest).toMatchObject({
    passed: true,
    code: 'sso.disabled',
    userName: 'alice',
    outdated: false,
  });
  expect(after.users).toMatchObject({ active: 2, matched: 1, wouldBeLockedOut: { count: 1 } });
  expect([warningsOf(after), lockedOut(after)]).toEqual([['users_unmatched'], ['bob']]);
});

it('has no warning where every active user was named, by logins or tests', async () => {
  const scene = await makeScene(app);
  await signIn(scene);
  await createUser(app, scene.tenant.alias, { userName: 'gone', status: 'disabled' });
  await runTest(scene);
  const readiness = await ask(scene.tenant);
  expect(readiness.users).toMatchObject({ active: 1, matched: 1, wouldBeLockedOut: { count: 0, first: [] } });
  expect(warningsOf(readiness)).toEqual([]);
});

it('tells of a test that was refused, and counts nobody by it', async () => {
  const scene = await makeSwitchedOff(app);
  await runTest(scene, (plan) => {
    if (plan.conditions) plan.conditions.audienceRestrictions = [['https://other.example']];
  });
  const readiness = await ask(scene.tenant);
  expect(readiness.lastTest).toMatchObject({ passed: false, code: 'saml.audience_mismatch' });
  expect(warningsOf(readiness)).toEqual(['test_failed', 'users_unmatched']);
});

it('counts nobody by a refused login, nor a disabled user by a test', async () => {
  const scene = await makeScene(app);
  await patchUser(scene, 'alice', { status: 'disabled' });
  await postResponse(scene, scene.idp.post(planFor(scene)));
  await runTest(scene);
  await patchUser(scene, 'alice', { status: 'active' });
  expect((await ask(scene.tenant)).users).toMatchObject({ active: 1, matched: 0 });
});

it('takes a test of the trust before for none', async () => {
  const scene = await makeSwitchedOff(app);
  await runTest(scene);
  await trust(app, scene.tenant.alias, scene.idp.metadata({ slo: true }));
  expect(warningsOf(await ask(scene.tenant))).toEqual(['test_outdated']);
  await runTest(scene);
  expect(warningsOf(await ask(scene.tenant))).toEqual([]);
});

it("forgets a match after thirty days, and lists last who's longest known", async () => {
  const scene = await makeScene(app);
  await createUser(app, scene.tenant.alias, { userName: 'zoe' });
  await signIn(scene);
  app.clock.set(new Date(Date.now() + 29 * 86_400_000));
  expect((await ask(scene.tenant)).users.matched).toBe(1);
  app.clock.advance(2 * 86_400);
  const readiness = await ask(scene.tenant);
  expect([readiness.users.matched, lockedOut(readiness)]).toEqual([0, ['zoe', 'alice']]);
});

it('forgets a match by a name that the user has no longer', async () => {
  const scene = await makeScene(app);
  await signIn(scene);
  await patchUser(scene, 'alice', { userName: 'ALICE', displayName: 'Alice' });
  expect((await ask(scene.tenant)).users.matched).toBe(1);
  await patchUser(scene, 'alice', { userName: 'alicia' });
  expect((await ask(scene.tenant)).users).toMatchObject({ active: 1, matched: 0 });
});

describe('a trust in another IdP', () => {
  const OTHER = 'https://other-idp.example/saml';
  const trustOther = async (scene: LoginScene): Promise<LoginScene> => {
    const idp = await TestIdp.create(undefined, OTHER);
    await trust(app, scene.tenant.alias, idp.metadata());
    return { ...scene, idp };
  };
  const usersOf = async (scene: LoginScene) => {
    const readiness = await ask(scene.tenant);
    return [readiness.users.matched, readiness.users.wouldBeLockedOut.count, lockedOut(readiness)];
  };

  it('takes over no match of the one before, until a login or a test by it on the same day', async () => {
    const scene = await makeScene(app);
    await createUser(app, scene.tenant.alias, { userName: 'bob' });
    await signIn(scene);
    expect(await usersOf(scene)).toEqual([1, 1, ['bob']]);
    const other = await trustOther(scene);
    expect(await usersOf(other)).toEqual([0, 2, ['bob', 'alice']]);
    await runTest(other);
    expect(await usersOf(other)).toEqual([1, 1, ['bob']]);
    const bob = (plan: { nameId: string | undefined }) => (plan.nameId = `bob@${scene.tenant.defaultDomain}`);
    expect((await signIn(other, bob)).status).toBe(303);
    expect(await usersOf(other)).toEqual([2, 0, []]);
  });

  it('takes the matches for its own again where the former comes back, and keeps them where only its keys change', async () => {
    const scene = await makeScene(app);
    await signIn(scene);
    await trustOther(scene);
    const renewed = await TestIdp.create(undefined, scene.idp.entityId);
    await trust(app, scene.tenant.alias, renewed.metadata());
    expect(await usersOf(scene)).toEqual([1, 0, []]);
  });

  it('is none where there is no trust: nobody is matched then', async () => {
    const scene = await makeScene(app);
    await signIn(scene);
    await app.request('DELETE', `/api/v1/tenants/${scene.tenant.alias}/idp`);
    expect(await usersOf(scene)).toEqual([0, 1, ['alice']]);
  });
});

it('is read by a viewer of the tenant, and by no other tenant', async () => {
  const [mine, other] = [await createTenant(app), await createTenant(app)];
  const read = async (token: string) =>
    app.request('GET', `/api/v1/tenants/${mine.alias}/sso/readiness`, { token });
  expect((await read(await createToken(app, 'viewer', mine.alias))).status).toBe(200);
  expect(codeOf(await read(await createToken(app, 'admin', other.alias)))).toBe('auth.forbidden');
});

it('names a hundred of many, by the indexes alone', async () => {
  const tenant = await createTenant(app);
  const neighbour = await createTenant(app);
  await trust(app, tenant.alias, (await TestIdp.create(undefined, IDP)).metadata());
  await insertMany(tenant.id, 5000);
  await insertMany(neighbour.id, 100_000);
  await app.dataSource.query('VACUUM ANALYZE ram_users');
  const asked = jest.spyOn(app.dataSource, 'query');
  const readiness = await ask(tenant);
  const queries = asked.mock.calls.filter(([sql]) => sql.includes('matched_on'));
  asked.mockRestore();
  expect(readiness.users).toMatchObject({ active: 5000, matched: 4750 });
  expect(readiness.users.wouldBeLockedOut.count).toBe(250);
  expect(lockedOut(readiness)).toHaveLength(100);
  // By which all are counted depends on what was vacuumed last.
  expect(await Promise.all(queries.map(([sql, values]) => indexesUsed(sql, values)))).toEqual([
    [expect.any(String)],
    ['ix_ram_users_never_matched', ...Array<string>(3).fill('ix_ram_users_matched_by')],
  ]);
}, 60_000);

const IDP = 'https://idp-of-many.example/saml';

/** Of a statement that scans no table. */
async function indexesUsed(sql: string, values: object | undefined): Promise<string[]> {
  const plan = JSON.stringify(await app.dataSource.query(`EXPLAIN (FORMAT JSON) ${sql}`, values));
  expect(plan).not.toContain('Seq Scan');
  return [...plan.matchAll(/"Index Name":"(\w+)"/g)].map(([, name = '']) => name);
}

/** One in twenty was named by no assertion of late. */
function insertMany(tenantId: string, count: number): Promise<unknown> {
  return app.dataSource.query(
    `INSERT INTO ram_users (tenant_id, id, user_name, user_name_key, status, search_key, matched_on, matched_by, revision, created_at, updated_at)
     SELECT $1, gen_random_uuid(), 'u' || n, 'u' || n, 'active', 'u' || n,
            CASE WHEN n % 40 = 0 THEN NULL WHEN n % 20 = 0 THEN now()::date - 60 ELSE now()::date - 3 END, CASE WHEN n % 40 > 0 THEN $3::bytea END, 1,
            now(), now()
       FROM generate_series(1, $2::integer) n`,
    [tenantId, count, matchedByOf(IDP)],
  );
}
