import { X509Certificate } from 'node:crypto';
import { findSignature, verifyEnveloped } from '../../src/saml/signature/verify-enveloped';
import { MESSAGE_LIMITS, parseXml } from '../../src/saml/xml/parse-xml';
import { startApp, type TestApp } from '../support/app';
import { beginLogin, type LoginScene, makeScene, planFor, postResponse } from '../support/login-scene';
import { sentRedirects } from '../support/sent-redirects';
import { isSignedRedirect } from '../support/signed-redirect';
import { certificateOf, SpKeyCalls, type SpKeyItem } from '../support/sp-keys';

/** Two nodes: what one changes must reach the other, which has the tenant's key in its memory. */
describe("a rotation of a tenant's signing key from RSA to EC", () => {
  let here: TestApp;
  let there: TestApp;
  let scene: LoginScene;
  let keys: SpKeyCalls;
  let rsa: SpKeyItem;
  let ec: SpKeyItem;
  beforeAll(async () => {
    here = await startApp();
    there = await startApp({}, here);
  });
  afterAll(async () => {
    await there.close();
    await here.close();
  });
  beforeEach(async () => {
    const saml = { signAuthnRequests: 'always', requestBinding: 'redirect', signMetadata: true };
    scene = await makeScene(here, { tenant: { saml }, metadata: { slo: true } });
    keys = new SpKeyCalls(here, scene.tenant.alias);
    ec = await keys.created('signing', 'ec-p256');
    const [current] = await keys.list();
    if (!current) throw new Error('there is no current key');
    rsa = current;
  });

  const nodes = () => [scene, { ...scene, app: there }];

  async function expectAllSignedBy(key: SpKeyItem, other: SpKeyItem): Promise<void> {
    for (const at of nodes()) {
      const sent = await sentRedirects(at);
      expect(sent.map((url) => isSignedRedirect(url, certificateOf(key)))).toEqual([true, true, true]);
      expect(sent.map((url) => isSignedRedirect(url, certificateOf(other)))).toEqual([false, false, false]);
      const { text } = await at.app.request('GET', `/saml/${at.tenant.alias}/metadata`, { token: null });
      const root = parseXml(text, MESSAGE_LIMITS);
      const signature = findSignature(root);
      const trusted = [other, key].map((one) => new X509Certificate(certificateOf(one)).publicKey);
      expect(signature && verifyEnveloped(root, signature, trusted).keyIndex).toBe(1);
    }
  }

  it('signs by RSA until the EC key is promoted, then by ECDSA everywhere, and by RSA again', async () => {
    await expectAllSignedBy(rsa, ec);
    await keys.promoted(ec);
    await expectAllSignedBy(ec, rsa);
    await keys.promoted(rsa);
    await expectAllSignedBy(rsa, ec);
  });

  it('finishes the logins that had begun before, on any node', async () => {
    const begun = await beginLogin(scene);
    await keys.promoted(ec);
    for (const at of nodes()) {
      const { requestId, cookies } = at === scene ? begun : await beginLogin(at);
      const answer = at.idp.post(planFor(at, requestId));
      expect((await postResponse(at, answer, { cookies })).status).toBe(303);
    }
  });
});
