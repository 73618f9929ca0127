import { codeOf } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import {
  auditEvents,
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
} from '../support/login-scene';
import { sentRedirects } from '../support/sent-redirects';
import { isSignedRedirect } from '../support/signed-redirect';
import { certificateOf, SpKeyCalls, type SpKeyItem } from '../support/sp-keys';

/** Two nodes, so that what one changes must reach the other, which has the tenant's trust in its memory. */
describe("a rotation of a tenant's SP keys", () => {
  let here: TestApp;
  let there: TestApp;
  let scene: LoginScene;
  let sceneThere: LoginScene;
  let keys: SpKeyCalls;

  beforeAll(async () => {
    here = await startApp();
    there = await startApp({}, here);
  });
  beforeEach(async () => {
    const saml = { signAuthnRequests: 'always', assertionEncryption: 'required' };
    scene = await makeScene(here, { tenant: { saml }, metadata: { slo: true } });
    sceneThere = { ...scene, app: there };
    keys = new SpKeyCalls(here, scene.tenant.alias);
    for (const at of [scene, sceneThere]) await beginLogin(at);
    await here.request('GET', `/saml/${scene.tenant.alias}/metadata`, { token: null });
  });
  afterAll(async () => {
    await there.close();
    await here.close();
  });

  const current = async (purpose: SpKeyItem['purpose']) => {
    const found = (await keys.list()).find((key) => key.purpose === purpose && key.status === 'current');
    if (!found) throw new Error(`no current ${purpose} key`);
    return found;
  };

  /** What the ACS of the node says to an assertion that is encrypted for the key. */
  const acsSays = async (at: LoginScene, key: SpKeyItem) => {
    const response = await postResponse(at, at.idp.postEncrypted(planFor(at), certificateOf(key)));
    return response.status === 303 ? 303 : [response.status, codeOf(response)];
  };

  describe('of encryption keys', () => {
    it('decrypts by the current and the next key, from the moment that the next one is made', async () => {
      const first = await current('encryption');
      expect(await acsSays(sceneThere, first)).toBe(303);
      const next = await keys.created('encryption');
      for (const at of [sceneThere, scene])
        for (const key of [first, next]) expect(await acsSays(at, key)).toBe(303);
    });

    it('decrypts by the previous key until it is deleted, and then says what it says to any key', async () => {
      const first = await current('encryption');
      const next = await keys.promoted(await keys.created('encryption'));
      for (const at of [sceneThere, scene])
        for (const key of [first, next]) expect(await acsSays(at, key)).toBe(303);
      await keys.call('DELETE', `/${first.id}`);
      for (const at of [sceneThere, scene]) {
        expect(await acsSays(at, first)).toEqual([400, 'saml.malformed']);
        const [deleted] = await auditEvents(scene, '?type=login');
        const foreign = at.idp.postEncrypted(planFor(at), at.idp.keys.certificateDer);
        expect(codeOf(await postResponse(at, foreign))).toBe('saml.malformed');
        const [unknown] = await auditEvents(scene, '?type=login');
        expect(deleted?.details).toEqual(unknown?.details);
        expect(await acsSays(at, next)).toBe(303);
      }
    });

    it('decrypts by no key that was dropped before it was ever used', async () => {
      const next = await keys.created('encryption');
      expect(await acsSays(sceneThere, next)).toBe(303);
      await keys.call('DELETE', `/${next.id}`);
      expect(await acsSays(sceneThere, next)).toEqual([400, 'saml.malformed']);
    });

    it('goes through with a login that had begun before', async () => {
      const first = await current('encryption');
      const { requestId, cookies } = await beginLogin(scene);
      await keys.promoted(await keys.created('encryption'));
      await keys.promoted(await keys.created('signing'));
      const answer = scene.idp.postEncrypted(planFor(scene, requestId), certificateOf(first));
      expect((await postResponse(sceneThere, answer, { cookies })).status).toBe(303);
    });
  });

  describe('of signing keys', () => {
    let first: SpKeyItem;
    let next: SpKeyItem;
    beforeEach(async () => {
      await setting({ assertionEncryption: 'off' });
      first = await current('signing');
      next = await keys.created('signing');
    });

    const setting = (saml: object) =>
      here.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, { body: { saml } });

    async function expectAllSignedBy(key: SpKeyItem): Promise<void> {
      for (const at of [sceneThere, scene]) {
        const signed = (await sentRedirects(at)).map((url) => isSignedRedirect(url, certificateOf(key)));
        expect(signed).toEqual([true, true, true]);
      }
    }

    it('signs with the current key while the next one is published', async () => {
      await expectAllSignedBy(first);
    });

    it('signs with the new key everywhere, once it is promoted', async () => {
      await keys.promoted(next);
      await expectAllSignedBy(next);
    });

    it('goes back in one call, where the IdP has not read the metadata', async () => {
      await keys.promoted(next);
      await sentRedirects(sceneThere);
      await keys.promoted(first);
      await expectAllSignedBy(first);
      expect(await keys.published('signing')).toEqual([first.sha256Fingerprint, next.sha256Fingerprint]);
    });
  });
});
