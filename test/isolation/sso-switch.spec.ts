import { codeOf, createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { auditEvents, type LoginScene, signIn } from '../support/login-scene';
import { askTrial, makeSwitchedOff, startTrial } from '../support/sso-trial';

/** What tenant A's administrator can never do to the single sign-on of tenant B. */
let app: TestApp;
let a: LoginScene;
let b: LoginScene;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  [a, b] = [await makeSwitchedOff(app), await makeSwitchedOff(app)];
});

it.each(['GET', 'POST', 'DELETE'])('does not %s a trial of B', async (method) => {
  await startTrial(b);
  const token = await createToken(app, 'admin', a.tenant.alias);
  expect(codeOf(await askTrial(b, method, token))).toBe('auth.forbidden');
  expect((await askTrial(b, 'GET')).status).toBe(200);
  expect(await auditEvents(b, '?type=sso.reverted')).toEqual([]);
});

it("does not confirm B's trial by a login of A's", async () => {
  await startTrial(a);
  await startTrial(b);
  expect((await signIn(a)).status).toBe(303);
  expect((await askTrial(a, 'GET')).status).toBe(404);
  expect((await askTrial(b, 'GET')).status).toBe(200);
});

it('lets a viewer look, and no more', async () => {
  await startTrial(b);
  const viewer = await createToken(app, 'viewer', b.tenant.alias);
  expect((await askTrial(b, 'GET', viewer)).status).toBe(200);
  for (const method of ['POST', 'DELETE'])
    expect(codeOf(await askTrial(b, method, viewer))).toBe('auth.forbidden');
});
