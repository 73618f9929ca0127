import { Sweeper } from '../../src/database/sweeper';
import { createUser, type Tenant } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { type LoginScene, makeScene, planFor, postResponse, trust } from '../support/login-scene';

/** A tenant is deleted, and one of the same alias made: to the IdP, and to who kept a response, it is the same service provider. */
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const remove = ({ tenant }: LoginScene) => app.request('DELETE', `/api/v1/tenants/${tenant.alias}`);

/** With the same IdP and the same user. */
async function make(scene: LoginScene): Promise<LoginScene> {
  const { alias } = scene.tenant;
  const made = await app.request('POST', '/api/v1/tenants', { body: { alias } });
  await trust(app, alias, scene.idp.metadata());
  await createUser(app, alias, { userName: 'alice' });
  return { ...scene, tenant: made.body as Tenant };
}

async function makeAnew(scene: LoginScene): Promise<LoginScene> {
  expect((await remove(scene)).status).toBe(204);
  return make(scene);
}

const verdict = ({ status, body }: TestResponse) => [status, (body as { code?: string } | undefined)?.code];
const REPLAYED = [401, 'saml.replayed'];

it('opens no session by an assertion that opened one before', async () => {
  const scene = await makeScene(app);
  const samlResponse = scene.idp.post(planFor(scene));
  expect((await postResponse(scene, samlResponse)).status).toBe(303);

  const anew = await makeAnew(scene);
  expect(verdict(await postResponse(anew, samlResponse))).toEqual(REPLAYED);
  const again = await makeAnew(anew);
  expect(verdict(await postResponse(again, samlResponse))).toEqual(REPLAYED);
});

it('opens no session by one that opened one while the tenant was being deleted', async () => {
  const scene = await makeScene(app);
  const responses = Array.from({ length: 30 }, () => scene.idp.post(planFor(scene)));
  const posts = responses.map((samlResponse) => postResponse(scene, samlResponse));
  const first = await posts[0];
  await remove(scene);
  const answers = await Promise.all(posts);
  const used = responses.filter((_, index) => answers[index]?.status === 303);
  expect(first?.status).toBe(303);

  const anew = await make(scene);
  const again = await Promise.all(used.map((samlResponse) => postResponse(anew, samlResponse)));
  expect(again.map(verdict)).toEqual(used.map(() => REPLAYED));
  expect(answers.map(({ status }) => status).filter((status) => status !== 303 && status !== 404)).toEqual(
    [],
  );
});

it('lets go of those that could not be shown again, in either way', async () => {
  const [scene, other] = [await makeScene(app), await makeScene(app)];
  for (const one of [scene, other]) {
    await postResponse(one, one.idp.post(planFor(one)));
    await remove(one);
  }
  const aliases = [scene.tenant.alias, other.tenant.alias];
  const count = async (table: string, where: string) => {
    const rows = await app.dataSource.query<object[]>(`SELECT 1 FROM ${table} WHERE ${where}`, [aliases]);
    return rows.length;
  };
  const former = () => count('former_assertions', 'alias = ANY($1)');
  expect(await former()).toBe(2);
  await app.dataSource.query('UPDATE former_assertions SET expires_at = now() WHERE alias = ANY($1)', [
    aliases,
  ]);
  await make(scene);
  expect(await former()).toBe(1);
  const ofTenants = 'tenant_id IN (SELECT id FROM tenants WHERE alias = ANY($1))';
  expect(await count('consumed_assertions', ofTenants)).toBe(0);
  await app.nest.get(Sweeper, { strict: false }).sweepAll();
  expect(await former()).toBe(0);
});

it('signs in who comes with an assertion of his own', async () => {
  const scene = await makeScene(app);
  await postResponse(scene, scene.idp.post(planFor(scene)));
  const anew = await makeAnew(scene);
  expect((await postResponse(anew, scene.idp.post(planFor(anew)))).status).toBe(303);
});

it('knows nothing of the assertions of another alias', async () => {
  const [one, other] = [await makeScene(app), await makeScene(app)];
  const samlResponse = one.idp.post(planFor(one));
  await postResponse(one, samlResponse);
  await remove(one);
  await makeAnew(other);
  const kept = await app.dataSource.query<object[]>(
    'SELECT 1 FROM consumed_assertions JOIN tenants ON tenants.id = tenant_id WHERE alias = $1',
    [other.tenant.alias],
  );
  expect(kept).toEqual([]);
});
