import { createHash, createHmac, createPrivateKey, sign } from 'node:crypto';
import { startApp, type TestApp } from '../support/app';
import { createUser } from '../support/api';
import { assertionXml, responseXml } from '../support/idp/response-xml';
import { signXml } from '../support/idp/sign-xml';
import { change } from '../support/change';
import { auditEvents, type LoginScene, makeScene, planFor, postResponse } from '../support/login-scene';

/** What the attacker holds: good signed messages for alice, and a key of his own. */
interface Loot {
  readonly scene: LoginScene;
  readonly assertionSigned: string;
  readonly responseSigned: string;
  readonly bothSigned: string;
  /** Bob's assertion, unsigned. */
  readonly evil: string;
}

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const assertionOf = (xml: string) => /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(xml)?.[0] ?? '';
const signatureOf = (xml: string) => /<Signature[\s\S]*?<\/Signature>/.exec(xml)?.[0] ?? '';
const withoutSignature = (xml: string) => xml.replace(signatureOf(xml), '');
const idOf = (xml: string) => /ID="([^"]+)"/.exec(xml)?.[1] ?? '';

/** Replaces the SignatureValue by what `make` gives for the SignedInfo. */
function resigned(xml: string, make: (signedInfo: string) => Buffer): string {
  const info = /<SignedInfo>[\s\S]*?<\/SignedInfo>/.exec(xml)?.[0] ?? '';
  const canonical = info
    .replace('<SignedInfo>', '<SignedInfo xmlns="http://www.w3.org/2000/09/xmldsig#">')
    .replace(/<(\w+)([^>]*)\/>/g, '<$1$2></$1>');
  const value = make(canonical).toString('base64');
  return xml.replace(/<SignatureValue>[^<]*</, `<SignatureValue>${value}<`);
}

const attacks: readonly (readonly [string, (loot: Loot) => string])[] = [
  ['stripping: no signature', ({ assertionSigned }) => withoutSignature(assertionSigned)],
  [
    'stripping: an empty Signature',
    ({ assertionSigned }) =>
      assertionSigned.replace(
        signatureOf(assertionSigned),
        '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>',
      ),
  ],
  [
    'stripping: an empty SignatureValue',
    ({ assertionSigned }) => assertionSigned.replace(/<SignatureValue>[^<]*</, '<SignatureValue><'),
  ],
  [
    'a key of the attacker, which KeyInfo brings (CVE-2024-32962)',
    ({ scene }) => scene.idp.xml(planFor(scene), { keys: scene.idp.strangersKeys }),
  ],
  [
    'a key of the attacker beside the certificate of the IdP in KeyInfo',
    ({ scene }) =>
      scene.idp.xml(planFor(scene), {
        keys: { ...scene.idp.strangersKeys, certificateDer: scene.idp.keys.certificateDer },
      }),
  ],
  [
    'a changed NameID under a good signature',
    ({ scene, assertionSigned }) =>
      assertionSigned.replace(`>${scene.alice}<`, `>${scene.alice.replace('alice', 'bob')}<`),
  ],
  [
    'an attribute more under a good signature',
    ({ assertionSigned }) => assertionSigned.replace('saml:NameID Format', 'saml:NameID x="" Format'),
  ],
  [
    'a DigestValue of the changed assertion, SignedInfo left as signed',
    ({ assertionSigned }) =>
      assertionSigned.replace(
        /<DigestValue>[^<]*</,
        `<DigestValue>${createHash('sha256').update('x').digest('base64')}<`,
      ),
  ],
  [
    'a comment in DigestValue (CVE-2025-29775)',
    ({ assertionSigned }) => change(assertionSigned, '</DigestValue>', '<!--x--></DigestValue>'),
  ],
  [
    'two SignedInfo (CVE-2025-29774)',
    ({ assertionSigned }) =>
      change(
        assertionSigned,
        '</SignedInfo>',
        `</SignedInfo>${/<SignedInfo>[\s\S]*?<\/SignedInfo>/.exec(assertionSigned)?.[0] ?? ''}`,
      ),
  ],
  [
    'two Signatures in the Assertion',
    ({ assertionSigned }) =>
      change(assertionSigned, '</Signature>', `</Signature>${signatureOf(assertionSigned)}`),
  ],
  [
    'HMAC with the public key as its secret',
    ({ scene, assertionSigned }) =>
      resigned(
        assertionSigned.replace(RSA_SHA256, 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256'),
        (info) => createHmac('sha256', scene.idp.keys.certificateDer).update(info).digest(),
      ),
  ],
  ['no algorithm at all', ({ assertionSigned }) => assertionSigned.replace(RSA_SHA256, 'none')],
  [
    'an external Reference',
    ({ assertionSigned }) => assertionSigned.replace(/URI="#[^"]+"/, 'URI="https://evil.example/a.xml"'),
  ],
  [
    'a Reference to the whole document',
    ({ assertionSigned }) => assertionSigned.replace(/URI="#[^"]+"/, 'URI=""'),
  ],
  [
    'a Reference by XPointer',
    ({ assertionSigned }) => assertionSigned.replace(/URI="#([^"]+)"/, `URI="#xpointer(id('$1'))"`),
  ],
  [
    'an XSLT transform',
    ({ assertionSigned }) =>
      assertionSigned.replace(
        `<Transform Algorithm="${EXCLUSIVE}"/>`,
        '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/>',
      ),
  ],
  [
    'a signed Response for alice around an assertion for bob',
    ({ responseSigned, evil }) => responseSigned.replace(assertionOf(responseSigned), evil),
  ],
  [
    'a second assertion beside the one that a signed Response has',
    ({ responseSigned, evil }) => responseSigned.replace('</samlp:Response>', `${evil}</samlp:Response>`),
  ],
  [
    'both signed, the assertion of the attacker inside a Response of his',
    ({ scene }) => scene.idp.xml(planFor(scene), { signed: 'both', keys: scene.idp.strangersKeys }),
  ],
  [
    'both signed, the Response of the attacker around a good assertion',
    ({ scene, assertionSigned }) => signXml(assertionSigned, 'Response', scene.idp.strangersKeys),
  ],
  [
    'both signed, the Response changed behind its signature',
    ({ bothSigned }) => bothSigned.replace('Destination="', 'Consent="urn:x" Destination="'),
  ],
  [
    'the good assertion inside Advice of the forged one',
    ({ assertionSigned, evil }) =>
      assertionSigned.replace(
        assertionOf(assertionSigned),
        evil.replace(
          '<saml:AuthnStatement',
          `<saml:Advice>${assertionOf(assertionSigned)}</saml:Advice><saml:AuthnStatement`,
        ),
      ),
  ],
  [
    'the signature moved to the forged one, the good one in its Object',
    ({ assertionSigned, evil }) => {
      const good = assertionOf(assertionSigned);
      const holder = signatureOf(good).replace(
        '</Signature>',
        `<Object>${withoutSignature(good)}</Object></Signature>`,
      );
      return assertionSigned.replace(good, evil.replace('</saml:Issuer>', `</saml:Issuer>${holder}`));
    },
  ],
  [
    'the forged one under the ID of the good one, which is in Extensions',
    ({ assertionSigned, evil }) => {
      const good = assertionOf(assertionSigned);
      const forged = evil.replace(idOf(evil), idOf(good));
      return change(
        assertionSigned.replace(good, forged),
        '<samlp:Status>',
        `<samlp:Extensions>${good}</samlp:Extensions><samlp:Status>`,
      );
    },
  ],
  ['a DOCTYPE with an entity', ({ assertionSigned }) => `<!DOCTYPE r [<!ENTITY x "y">]>${assertionSigned}`],
  [
    'an external entity',
    ({ assertionSigned }) => `<!DOCTYPE r SYSTEM "file:///etc/passwd">${assertionSigned}`,
  ],
  [
    'a CDATA section',
    ({ scene, assertionSigned }) =>
      assertionSigned.replace(`>${scene.alice}<`, `><![CDATA[${scene.alice}]]><`),
  ],
  [
    'a processing instruction',
    ({ assertionSigned }) => assertionSigned.replace('</saml:Issuer>', '</saml:Issuer><?x y?>'),
  ],
  ['a byte order mark', ({ assertionSigned }) => `\uFEFF${assertionSigned}`],
  [
    'another encoding by name',
    ({ assertionSigned }) => `<?xml version="1.0" encoding="UTF-7"?>${assertionSigned}`,
  ],
  ['XML 1.1', ({ assertionSigned }) => `<?xml version="1.1"?>${assertionSigned}`],
  [
    'bob’s name cut short by a comment, signed so by the IdP (CVE-2017-11427)',
    ({ scene }) =>
      scene.idp.xml(
        planFor(scene, undefined, (plan) => (plan.nameId = `${scene.alice}<!---->.evil.example`)),
      ),
  ],
  [
    'a name that only folds to alice’s domain',
    ({ scene }) =>
      scene.idp.xml(
        planFor(scene, undefined, (plan) => (plan.nameId = scene.alice.replace('local', 'loca\u217C'))),
      ),
  ],
  [
    'an attribute that names bob',
    ({ scene }) => scene.idp.xml(planFor(scene, undefined, (plan) => (plan.nameId = undefined))),
  ],
];

describe('a forged login opens no session', () => {
  let app: TestApp;
  let scene: LoginScene;
  beforeAll(async () => {
    app = await startApp();
    scene = await makeScene(app);
    await createUser(app, scene.tenant.alias, { userName: 'bob' });
  });
  afterAll(() => app.close());

  const post = (xml: string) => postResponse(scene, Buffer.from(xml).toString('base64'));
  const loot = (): Loot => {
    const { idp } = scene;
    const bob = planFor(scene, undefined, (plan) => (plan.nameId = scene.alice.replace('alice', 'bob')));
    return {
      scene,
      assertionSigned: idp.xml(planFor(scene)),
      responseSigned: idp.xml(planFor(scene), { signed: 'response' }),
      bothSigned: idp.xml(planFor(scene), { signed: 'both' }),
      evil: assertionXml(bob),
    };
  };

  it('while what it is made from does', async () => {
    const { assertionSigned, responseSigned, bothSigned } = loot();
    for (const xml of [assertionSigned, responseSigned, bothSigned])
      expect((await post(xml)).status).toBe(303);
    // The builder that signs anew makes a good one too, where it has the right key.
    const key = createPrivateKey(scene.idp.keys.privateKeyPem);
    const again = resigned(loot().assertionSigned, (info) => sign('sha256', Buffer.from(info), key));
    expect((await post(again)).status).toBe(303);
  });

  it.each(attacks)('%s', async (_, forge) => {
    const made = loot();
    const response = await post(forge(made));
    expect([400, 401, 403]).toContain(response.status);
    expect((response.body as { code: string }).code).toMatch(/^(?:saml|user)\./);
    expect(response.cookies.filter(({ name }) => name.includes('ram_session'))).toEqual([]);
    const [event] = await auditEvents(scene, '?limit=1');
    expect(event).toMatchObject({ outcome: 'refused', code: (response.body as { code: string }).code });
  });

  it('is never told by more than its code and a sentence', async () => {
    const xml = responseXml(planFor(scene, undefined, (plan) => (plan.version = 'secret-in-the-message')));
    expect((await post(xml)).text).not.toContain('secret-in-the-message');
  });
});
