import { codeOf } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import {
  auditEvents,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  trust,
} from '../support/login-scene';
import { answerTest, beginTest, createTestLink, pressStart } from '../support/test-login';

/** What whoever tests tenant A's sign-in can never do at tenant B, which trusts the same IdP. */
let app: TestApp;
let a: LoginScene;
let b: LoginScene;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  const tenant = { saml: { signAuthnRequests: 'never' } };
  a = await makeScene(app, { tenant });
  b = { ...(await makeScene(app, { tenant })), idp: a.idp };
  await trust(app, b.tenant.alias, a.idp.metadata());
});

it("does not open A's link at B, nor use it up there", async () => {
  const link = await createTestLink(a);
  expect(codeOf(await pressStart(b, link))).toBe('not_found');
  expect((await pressStart(a, link)).status).toBe(303);
});

it("shows no report of B's responses by the cookie of a test at A", async () => {
  const begun = await beginTest(a);
  for (const requestId of [begun.requestId, (await beginTest(b)).requestId]) {
    const response = await answerTest(b, begun, b.idp.post(planFor(b, requestId)));
    expect([response.status, codeOf(response)]).toEqual([401, 'saml.in_response_to_mismatch']);
  }
  expect((await auditEvents(b)).filter(({ type }) => type === 'login.tested')).toEqual([]);
});

it("uses up no assertion of B's", async () => {
  const begun = await beginTest(a);
  const samlResponse = b.idp.post(planFor(b));
  const response = await answerTest(a, begun, samlResponse);
  expect(response.body).toMatchObject({ outcome: 'refused' });
  expect((await postResponse(b, samlResponse)).status).toBe(303);
});

it("knows no user of B's", async () => {
  await app.request('DELETE', `/api/v1/tenants/${a.tenant.alias}/users/alice`);
  const begun = await beginTest(a);
  const plan = planFor(a, begun.requestId);
  expect((await answerTest(a, begun, a.idp.post(plan))).body).toMatchObject({
    code: 'user.not_found',
    user: { userName: 'alice', status: 'missing' },
  });
});
