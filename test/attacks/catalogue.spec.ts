import { createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { encryptionCertificate } from '../support/encryption-certificate';
import { auditEvents, type LoginScene, makeScene, postResponse } from '../support/login-scene';
import { responseFamilies } from './catalogue/families';
import { Loot } from './support/loot';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const post = (scene: LoginScene, xml: string) => postResponse(scene, Buffer.from(xml).toString('base64'));

describe.each(responseFamilies)('$name', ({ attacks, isEncrypting, scene: options }) => {
  let scene: LoginScene;
  let certificate: Buffer | undefined;
  beforeAll(async () => {
    scene = await makeScene(app, {
      tenant: isEncrypting ? { saml: { assertionEncryption: 'optional' } } : {},
      ...(await options?.()),
    });
    certificate = isEncrypting ? await encryptionCertificate(scene) : undefined;
    await createUser(app, scene.tenant.alias, { userName: 'bob' });
    await createUser(app, scene.tenant.alias, { userName: 'mallory', status: 'disabled' });
  });

  it.each(attacks)('$name: $code', async ({ from, forge, code }) => {
    const loot = new Loot(scene, certificate);
    const start = from ?? ((given: Loot) => (isEncrypting ? given.encrypted() : given.genuine()));
    const accepted = start(loot);
    expect((await post(scene, accepted)).status).toBe(303);

    const genuine = start(loot);
    const forged = forge(genuine, loot, accepted);
    expect(forged).not.toBe(genuine);
    const response = await post(scene, forged);
    expect(response.body).toMatchObject({ code });
    expect([400, 401, 403]).toContain(response.status);
    expect(response.cookies.filter(({ name }) => name.includes('ram_session'))).toEqual([]);
    const [event] = await auditEvents(scene, '?limit=1');
    expect(event).toMatchObject({ outcome: 'refused', code });
  });
});
