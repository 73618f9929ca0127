import { constants, X509Certificate } from 'node:crypto';
import { encrypt as encryptByLibrary } from 'xml-encryption';
import { codeOf } from '../support/api';
import { encrypt, XENC } from '../support/xmlenc';
import { startApp, type TestApp } from '../support/app';
import { assertionXml, responseXml } from '../support/idp/response-xml';
import { signXml } from '../support/idp/sign-xml';
import { encryptionCertificate } from '../support/encryption-certificate';
import { auditEvents, type LoginScene, makeScene, planFor, postResponse } from '../support/login-scene';

const RSA_15 = {
  padding: constants.RSA_PKCS1_PADDING,
  keyMethod: `<xenc:EncryptionMethod Algorithm="${XENC}rsa-1_5"/>`,
};

describe('an encrypted assertion', () => {
  let app: TestApp;
  let scene: LoginScene;
  let certificate: Buffer;

  const setting = (saml: object) =>
    app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, { body: { saml } });

  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    scene = await makeScene(app, { tenant: { saml: { assertionEncryption: 'optional' } } });
    certificate = await encryptionCertificate(scene);
  });
  afterAll(() => app.close());

  it.each([
    ['assertion', 'aes256-gcm'],
    ['assertion', 'aes256-cbc'],
    ['response', 'aes256-gcm'],
    ['both', 'aes256-cbc'],
  ] as const)('signs in with the %s signed, by %s', async (signed, cipher) => {
    const response = await postResponse(
      scene,
      scene.idp.postEncrypted(planFor(scene), certificate, { signed, cipher }),
    );
    expect(response.status).toBe(303);
  });

  it.each([
    'http://www.w3.org/2009/xmlenc11#aes128-gcm',
    'http://www.w3.org/2009/xmlenc11#aes256-gcm',
    'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
    'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
  ] as const)('signs in where the library of another IdP encrypted it by %s', async (encryptionAlgorithm) => {
    const plan = planFor(scene);
    const { publicKey } = new X509Certificate(certificate);
    const options: Parameters<typeof encryptByLibrary>[1] = {
      rsa_pub: publicKey.export({ type: 'spki', format: 'pem' }),
      pem: new X509Certificate(certificate).toString(),
      encryptionAlgorithm,
      keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
    };
    const inside = signXml(assertionXml(plan), 'Assertion', scene.idp.keys);
    const data = await new Promise<string>((done, failed) => {
      encryptByLibrary(inside, options, (error, encrypted) => {
        if (encrypted) done(encrypted);
        else failed(error);
      });
    });
    const wrapped = `<saml:EncryptedAssertion>${data}</saml:EncryptedAssertion>`;
    const response = await postResponse(scene, Buffer.from(responseXml(plan, wrapped)).toString('base64'));
    expect(response.status).toBe(303);
  });

  it('may be plain where encryption is optional, and must not where it is required', async () => {
    expect((await postResponse(scene, scene.idp.post(planFor(scene)))).status).toBe(303);
    await setting({ assertionEncryption: 'required' });
    const response = await postResponse(scene, scene.idp.post(planFor(scene)));
    expect([response.status, codeOf(response)]).toEqual([400, 'saml.malformed']);
  });

  it('is refused where encryption is off, and our metadata then shows no key for it', async () => {
    await setting({ assertionEncryption: 'off' });
    const response = await postResponse(scene, scene.idp.postEncrypted(planFor(scene), certificate));
    expect([response.status, codeOf(response)]).toEqual([400, 'saml.malformed']);
    const { text } = await app.request('GET', `/saml/${scene.tenant.alias}/metadata`, { token: null });
    expect(text).not.toContain('use="encryption"');
  });

  it('is refused by CBC where the tenant wants none of it', async () => {
    await setting({ refuseCbcEncryption: true });
    const byCbc = scene.idp.postEncrypted(planFor(scene), certificate, { cipher: 'aes256-cbc' });
    expect(codeOf(await postResponse(scene, byCbc))).toBe('saml.malformed');
    expect((await postResponse(scene, scene.idp.postEncrypted(planFor(scene), certificate))).status).toBe(
      303,
    );
  });

  it('fails in one and the same way, whatever fails, where the Response is not signed', async () => {
    const plan = planFor(scene);
    const failing = [
      scene.idp.postEncrypted(plan, scene.idp.keys.certificateDer),
      scene.idp.postEncrypted(plan, certificate, RSA_15),
      scene.idp.postEncrypted(plan, certificate, { signed: 'neither' }),
      scene.idp.postEncrypted({ ...plan, assertionId: 'no id' }, certificate, {
        signed: 'neither',
        cipher: 'aes256-cbc',
      }),
    ];
    const answers = [];
    for (const each of failing) {
      const { status, body } = await postResponse(scene, each);
      const [event] = await auditEvents(scene, '?type=login');
      const { code, detail } = body as { code: string; detail: string };
      answers.push(JSON.stringify({ status, code, detail, facts: event?.details }));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('"status":400,"code":"saml.malformed"');
  });

  it('is not the only thing that may be encrypted: a NameID may be', async () => {
    const plan = planFor(scene);
    const nameId = `<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${scene.alice}</saml:NameID>`;
    const xml = scene.idp.xml(plan, { signed: 'neither' });
    const encrypted = xml.replace(
      /<saml:NameID.*?<\/saml:NameID>/s,
      encrypt(nameId, new X509Certificate(certificate).publicKey, { element: 'EncryptedID' }),
    );
    const response = await postResponse(scene, scene.idp.postXml(encrypted, 'Assertion'));
    expect(response.status).toBe(303);
  });
});
