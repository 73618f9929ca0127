import { codes } from '../../src/http/codes';
import { createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { sessionFamilies } from './catalogue/families';
import { fixation } from './catalogue/session-cookies';
import { type LoginStage, sessionCookies, setLoginStage, unsolicited } from './support/login-stage';
import { get, send } from './support/sent';
import { SESSION_COOKIE } from './support/session-attack';

let app: TestApp;
let node2: TestApp;
let stage: LoginStage;
beforeAll(async () => {
  app = await startApp();
  node2 = await startApp({}, app);
});
beforeEach(async () => {
  stage = await setLoginStage(app, node2);
  await createUser(app, stage.tenant.alias, { userName: 'bob' });
});
afterAll(async () => {
  await node2.close();
  await app.close();
});

const nameIn = (body: unknown) => (body as { user?: { userName: string } } | undefined)?.user?.userName;

describe.each(sessionFamilies)('$name', (family) => {
  it.each(family.attacks)('$name: $code', async ({ from = family.from, forge, code }) => {
    const honest = await from(stage);
    const known = await send(app, honest);
    expect([known.status, nameIn(known.body)]).toEqual([200, 'alice']);

    const forged = await forge(await from(stage), stage, honest);
    for (const node of [app, node2]) {
      const response = await send(node, forged);
      expect([response.status, response.body]).toEqual([
        codes[code].status,
        expect.objectContaining({ code }),
      ]);
    }
    const page = await send(app, { ...forged, path: forged.path.replace('/session', '/console') });
    expect([303, 401, 404]).toContain(page.status);
  });
});

describe(fixation.name, () => {
  const whoIs = async (value: string | undefined) =>
    nameIn((await send(app, get('/session', { [SESSION_COOKIE]: value ?? '' }))).body);

  it.each(fixation.attacks)('$name', async ({ plant }) => {
    const planted = await plant(stage);
    const before = await whoIs(planted[SESSION_COOKIE]);
    expect(before).not.toBe('alice');

    const [opened] = sessionCookies(await send(app, { ...unsolicited(stage), cookies: planted }));
    expect(await whoIs(opened?.value)).toBe('alice');
    expect(Object.values(planted)).not.toContain(opened?.value);
    for (const value of Object.values(planted)) expect(await whoIs(value)).toBe(before);
  });
});
