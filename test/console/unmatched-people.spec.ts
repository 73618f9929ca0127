import { createToken, createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { type LoginScene, makeScene, signIn } from '../support/login-scene';
import { refuse, unmatchedOf } from '../support/refused-logins';
import { ConsoleBrowser } from './support/console-browser';

let app: TestApp;
let scene: LoginScene;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  scene = await makeScene(app);
  await createUser(app, scene.tenant.alias, { userName: 'maria.chen', displayName: 'Maria Chen' });
  await refuse(scene, named);
});

const named = (plan: { nameId: string | undefined }) =>
  (plan.nameId = `maria.chenn@${scene.tenant.defaultDomain}`);
const path = () => `/admin/tenants/${scene.tenant.alias}/unmatched-people`;
const enter = async (role: 'admin' | 'viewer') =>
  ConsoleBrowser.enter(app, await createToken(app, role, scene.tenant.alias));
const idOf = async () => (await unmatchedOf(scene))[0]?.id ?? '';

it('shows whom the IdP vouched for, with who may be meant; to viewers without buttons', async () => {
  const { text } = await (await enter('viewer')).get(path());
  for (const part of ['maria.chenn', 'maria.chen</strong> Maria Chen']) expect(text).toContain(part);
  expect(text).not.toContain(`${path()}/`);
});

it('makes the user by one click, who can sign in then', async () => {
  const answer = await (await enter('admin')).post(path(), `${path()}/${await idOf()}/create`);
  expect([answer.status, answer.headers.location]).toEqual([303, `${path()}?done=created`]);
  expect(await unmatchedOf(scene)).toEqual([]);
  expect((await signIn(scene, named)).status).toBe(303);
});

it('dismisses by one click', async () => {
  const answer = await (await enter('admin')).post(path(), `${path()}/${await idOf()}/dismiss`);
  expect([answer.status, await unmatchedOf(scene)]).toEqual([303, []]);
});
