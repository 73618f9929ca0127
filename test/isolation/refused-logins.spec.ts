import { codeOf, createToken, createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { type LoginScene, makeScene } from '../support/login-scene';
import { checkAgain, keptOf, refuse, refusedPath, traceOf } from '../support/refused-logins';

/** What tenant A's administrators can never learn of the refused logins of tenant B. */
let app: TestApp;
let a: LoginScene;
let b: LoginScene;
let tokenOfA: string;
let refusedAtB: string;
beforeAll(async () => {
  app = await startApp();
  [a, b] = [await makeScene(app), await makeScene(app)];
  tokenOfA = await createToken(app, 'admin', a.tenant.alias);
  refusedAtB = await refuse(b, (plan) => (plan.nameId = `bob@${b.tenant.defaultDomain}`));
});
afterAll(() => app.close());

const CALLS = [
  ['GET', ''],
  ['GET', '/:id'],
  ['POST', '/:id/check'],
  ['DELETE', '/:id'],
] as const;

it.each(CALLS)("does not open B's to A's token: %s %s", async (method, rest) => {
  const path = refusedPath(b, rest.replace(':id', refusedAtB));
  const response = await app.request(method, path, { token: tokenOfA });
  expect([response.status, codeOf(response)]).toEqual([403, 'auth.forbidden']);
  expect(response.text).not.toContain('bob');
});

it.each(CALLS.slice(1))("does not find B's below A: %s %s", async (method, rest) => {
  const response = await app.request(method, refusedPath(a, rest.replace(':id', refusedAtB)), {
    token: tokenOfA,
  });
  expect([response.status, codeOf(response)]).toEqual([404, 'not_found']);
  expect((await keptOf(a)).map(({ requestId }) => requestId)).not.toContain(refusedAtB);
  expect(await traceOf(b, refusedAtB)).toMatchObject({ requestId: refusedAtB });
});

it("is not judged by A's users or trust", async () => {
  await createUser(app, a.tenant.alias, { userName: 'bob' });
  expect(await checkAgain(b, refusedAtB)).toMatchObject({ wouldPass: false, code: 'user.not_found' });
});

it('keeps one request id of two tenants apart', async () => {
  const headers = { 'x-request-id': 'one-id-for-both' };
  const atA = await refuse(a, (plan) => (plan.nameId = 'carol@a.example'), undefined, { headers });
  const atB = await refuse(b, (plan) => (plan.nameId = 'dave@b.example'), undefined, { headers });
  expect([atA, atB]).toEqual(['one-id-for-both', 'one-id-for-both']);
  const [ofA, ofB] = [await traceOf(a, atA), await traceOf(b, atB)];
  expect([ofA.received.message.includes('carol'), ofA.received.message.includes('dave')]).toEqual([
    true,
    false,
  ]);
  expect([ofB.received.message.includes('carol'), ofB.received.message.includes('dave')]).toEqual([
    false,
    true,
  ]);
});
