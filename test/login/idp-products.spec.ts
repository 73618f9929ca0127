import { codeOf } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { readIdpShapes, shapedResponse } from '../support/idp/idp-shapes';
import { makeKeyPair, type TestKeyPair } from '../support/idp/key-pair';
import { beginLogin, makeScene, postResponse, setCookies } from '../support/login-scene';

describe('alice is signed in by what her IdP sends, and by nothing else', () => {
  let app: TestApp;
  let keys: TestKeyPair;
  beforeAll(async () => {
    [app, keys] = await Promise.all([startApp(), makeKeyPair()]);
  });
  afterAll(() => app.close());

  it.each(readIdpShapes().map((shape) => [shape.product, shape] as const))('%s', async (_, shape) => {
    const scene = await makeScene(app, { keys, idpEntityId: shape.issuer });
    const { requestId, cookies } = await beginLogin(scene);
    const { acsUrl, entityId: audience } = scene.tenant.sp;
    const facts = { acsUrl, audience, nameId: scene.alice, requestId, now: app.clock.now() };
    const { xml } = shapedResponse(shape, facts, keys);
    const post = (text: string) => postResponse(scene, Buffer.from(text).toString('base64'), { cookies });

    const bob = `bob@${scene.tenant.defaultDomain}`;
    const forged = await post(xml.replaceAll(`>${scene.alice}<`, `>${bob}<`));
    expect([forged.status, codeOf(forged)]).toEqual([401, 'saml.signature_invalid']);

    const response = await post(xml);
    expect(response.status).toBe(303);
    const session = await app.request('GET', '/session', { token: null, cookies: setCookies(response) });
    expect(session.body).toMatchObject({ user: { userPrincipalName: scene.alice } });
  });
});
