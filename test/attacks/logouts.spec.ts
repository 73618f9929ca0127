import { loginStatus } from '../../src/http/codes';
import { startApp, type TestApp } from '../support/app';
import { auditEvents } from '../support/login-scene';
import { logoutFamilies } from './catalogue/families';
import { type LogoutStage, openSession, setLogoutStage } from './support/logout-stage';
import { send, type Sent } from './support/sent';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterEach(() => {
  app.clock.reset();
});
afterAll(() => app.close());

const isSignedIn = async (cookies: Sent['cookies']) =>
  (await app.request('GET', '/session', { cookies })).status === 200;

describe.each(logoutFamilies)('$name', (family) => {
  let stage: LogoutStage;
  beforeAll(async () => {
    stage = await setLogoutStage(app);
  });

  it.each(family.attacks)('$name: $code', async ({ from = family.from, forge, code }) => {
    const first = await openSession(stage);
    const honest = await from(stage);
    const letIn = await send(app, honest);
    expect([200, 302, 303]).toContain(letIn.status);
    expect(await isSignedIn(first)).toBe(!family.endsSessions);

    const second = await openSession(stage);
    const response = await send(app, await forge(await from(stage), stage, honest));
    expect(await isSignedIn(second)).toBe(true);
    expect(response.status).toBe(code ? loginStatus(code) : letIn.status);
    expect((response.body as { code?: string } | undefined)?.code).toBe(code);
    if (!family.endsSessions && !code) expect(response.headers.location).toBe(letIn.headers.location);

    const [event] = await auditEvents(stage, '?limit=1&type=logout');
    if (code?.startsWith('saml.')) expect(event).toMatchObject({ outcome: 'refused', code });
  });
});
