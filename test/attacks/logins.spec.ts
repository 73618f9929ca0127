import { loginStatus } from '../../src/http/codes';
import { startApp, type TestApp } from '../support/app';
import { auditEvents } from '../support/login-scene';
import { loginFamilies } from './catalogue/families';
import { type LoginStage, sessionCookies, setLoginStage } from './support/login-stage';
import { send } from './support/sent';

let app: TestApp;
let node2: TestApp;
let stage: LoginStage;
beforeAll(async () => {
  app = await startApp();
  node2 = await startApp({}, app);
  await app.listen();
});
beforeEach(async () => {
  stage = await setLoginStage(app, node2);
});
afterEach(() => {
  app.clock.reset();
});
afterAll(async () => {
  await node2.close();
  await app.close();
});

/** What never reaches the tenant is in no tenant's trail. */
const isAudited = (code: string) => /^(saml|user|sso|idp)\./.test(code);

describe.each(loginFamilies)('$name', (family) => {
  it.each(family.attacks)('$name: $code', async ({ from = family.from, forge, code }) => {
    const honest = await from(stage);
    const letIn = await send(app, honest);
    expect(letIn.status).toBe(303);
    expect(sessionCookies(letIn)).toHaveLength(1);

    const forged = await forge(await from(stage), stage, honest);
    const response = await send(app, forged);
    expect(response.body).toMatchObject({ code });
    expect(response.status).toBe(loginStatus(code));
    expect(sessionCookies(response)).toEqual([]);

    const { neighbour } = stage;
    const attacked = forged.path.includes(neighbour.tenant.alias) ? neighbour : stage;
    const [event] = await auditEvents(attacked, '?limit=1&type=login');
    expect(event).toMatchObject(isAudited(code) ? { outcome: 'refused', code } : { outcome: 'success' });
  });
});
