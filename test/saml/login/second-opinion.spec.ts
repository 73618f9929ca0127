import { createPublicKey } from 'node:crypto';
import type { Profile } from '@node-saml/node-saml';
import { readAttributes } from '../../../src/saml/messages/attributes';
import type { VerifiedLogin } from '../../../src/saml/login/verified-login';
import { change } from '../../support/change';
import {
  type IdpShape,
  readIdpShapes,
  requireIdpShape,
  type ShapedResponse,
  shapedResponse,
} from '../../support/idp/idp-shapes';
import { makeKeyPair, type TestKeyPair } from '../../support/idp/key-pair';
import { assertionXml, responseXml } from '../../support/idp/response-xml';
import { signXml } from '../../support/idp/sign-xml';
import { TestIdp } from '../../support/idp/test-idp';
import { encrypt, type EncryptOptions } from '../../support/xmlenc';
import {
  ACS_URL,
  ALICE,
  AUDIENCE,
  BothVerifiers,
  goodPlanOf,
  type Opinions,
  requireLogin,
  requireProfile,
} from './both-verifiers';

let both: BothVerifiers;
let idp: TestIdp;
beforeAll(async () => {
  [both, idp] = await Promise.all([BothVerifiers.create(), TestIdp.create()]);
});

const plan = () => goodPlanOf(idp);
const ask = (xml: string, keys = idp.keys): Promise<Opinions> =>
  both.ask(xml, { issuer: idp.entityId, keys });

/** As the product would send it to us. */
function shaped(shape: IdpShape, edit?: (xml: string) => string): ShapedResponse {
  const facts = {
    acsUrl: ACS_URL,
    audience: AUDIENCE,
    nameId: ALICE,
    requestId: '_request',
    now: new Date(),
  };
  return shapedResponse(shape, facts, idp.keys, edit);
}

describe.each(readIdpShapes().map((shape) => [shape.product, shape] as const))(
  'a response of %s',
  (_, shape) => {
    it('is accepted by both, and says the same to both', async () => {
      const made = shaped(shape);
      const { ours, theirs } = await both.ask(made.xml, { ...shape, keys: idp.keys });
      const facts = factsOf(shape, made);
      expect(ourFacts(requireLogin(ours))).toEqual(facts);
      expect(theirFacts(requireProfile(theirs))).toEqual(facts);
    });
  },
);

it.each(['aes128-cbc', 'aes256-cbc', 'aes128-gcm', 'aes256-gcm'] as const)(
  'an assertion of AD FS that is encrypted by %s says the same to both',
  async (cipher) => {
    const shape = requireIdpShape('AD FS');
    const made = shaped(shape);
    const publicKey = createPublicKey(both.spKeys.privateKeyPem);
    const xml = made.xml.replace(/<Assertion .*<\/Assertion>/s, (plain) =>
      encrypt(plain, publicKey, { cipher }),
    );
    expect(xml).not.toContain(ALICE);
    const { ours, theirs } = await both.ask(xml, { ...shape, keys: idp.keys });
    const facts = factsOf(shape, made);
    expect(ourFacts(requireLogin(ours))).toEqual(facts);
    expect(theirFacts(requireProfile(theirs))).toEqual(facts);
  },
);

describe('what both accept, and read differently', () => {
  const edited = async (product: string, from: string, to: string) => {
    const shape = requireIdpShape(product);
    const { xml } = shaped(shape, (text) => change(text, from, to));
    const { ours, theirs } = await both.ask(xml, { ...shape, keys: idp.keys });
    return { ours: requireLogin(ours), theirs: requireProfile(theirs) };
  };

  it('an attribute that comes once for each of its values, as Keycloak sends roles: node-saml keeps the last', async () => {
    const role = (name: string) =>
      `<saml:Attribute Name="Role"><saml:AttributeValue>${name}</saml:AttributeValue></saml:Attribute>`;
    const end = '</saml:AttributeStatement>';
    const { ours, theirs } = await edited('Keycloak', end, role('one') + role('two') + end);
    const roles = readAttributes(ours.signedAssertion).filter(({ name }) => name === 'Role');
    expect(roles.flatMap(({ values }) => values)).toEqual(['offline_access', 'one', 'two']);
    expect(attributesOf(theirs).Role).toBe('two');
  });

  it('a value that is XML, as Shibboleth sends eduPersonTargetedID: here no value, for want of a reader', async () => {
    const name = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.10';
    const { ours, theirs } = await edited('Shibboleth', 'b2s9Wm1p', 'changed');
    expect(readAttributes(ours.signedAssertion).find((one) => one.name === name)?.values).toEqual([]);
    expect(attributesOf(theirs)[name]).toMatchObject({ NameID: [{ _: 'changed' }] });
  });

  it('blanks around the NameID: here they are no part of a principal name', async () => {
    const { ours, theirs } = await edited(
      'Okta',
      `>${ALICE}</saml2:NameID>`,
      `>\n  ${ALICE}\n</saml2:NameID>`,
    );
    expect(ours.nameId.value).toBe(ALICE);
    expect(theirs.nameID).toBe(`\n  ${ALICE}\n`);
  });

  it('an encrypted NameID: node-saml signs nobody in, and says so to nobody', async () => {
    const nameId = `<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${ALICE}</saml:NameID>`;
    const encrypted = encrypt(nameId, createPublicKey(both.spKeys.privateKeyPem), { element: 'EncryptedID' });
    const xml = responseXml(plan()).replace(/<saml:NameID.*?<\/saml:NameID>/, encrypted);
    const { ours, theirs } = await ask(signXml(xml, 'Assertion', idp.keys));
    expect(requireLogin(ours).nameId.value).toBe(ALICE);
    expect(requireProfile(theirs).nameID).toBeUndefined();
  });
});

it.each([
  'alice<!---->@acme.example',
  'alice@acme.example<!--.evil.example-->',
  '<!--bob@-->alice@acme.example',
])('a comment in the NameID hides no part of it from either: %s', async (nameId) => {
  const commented = { ...plan(), nameId };
  for (const xml of [
    idp.xml(commented),
    idp.xml(plan()).replace(`>${ALICE}</saml:NameID>`, `>${nameId}</saml:NameID>`),
  ]) {
    const { ours, theirs } = await ask(xml);
    expect([requireLogin(ours).nameId.value, requireProfile(theirs).nameID]).toEqual([ALICE, ALICE]);
  }
});

describe('ours alone accepts', () => {
  it('ECDSA, which node-saml does not know', async () => {
    const keys = await makeKeyPair({ kind: 'ec' });
    const signatureAlgorithm = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
    await expectOursAlone(idp.xml(plan(), { keys, signatureAlgorithm }), keys);
  });

  it.each<[string, EncryptOptions]>([
    ['RSA-OAEP with SHA-256', { oaepHash: 'sha256' }],
    ['AES-192-GCM', { cipher: 'aes192-gcm' }],
    ['AES-192-CBC', { cipher: 'aes192-cbc' }],
    ['a key beside the data, as saml-core 2.2.4 allows', { isKeyBeside: true }],
  ])('%s, which node-saml does not know', async (_, options) => {
    const good = plan();
    const inside = signXml(assertionXml(good), 'Assertion', idp.keys);
    const encrypted = encrypt(inside, createPublicKey(both.spKeys.privateKeyPem), options);
    await expectOursAlone(responseXml(good, encrypted));
  });

  it.each(['\u2028', '\u0085'])(
    '%j in a text, which only XML 1.1 takes for a line end',
    async (character) => {
      const shape = requireIdpShape('Okta');
      const { xml } = shaped(shape, (text) => change(text, '>Everyone<', `>${character}<`));
      const { ours, theirs } = await both.ask(xml, { ...shape, keys: idp.keys });
      expect(ourFacts(requireLogin(ours)).attributes.groups?.[0]).toBe(character);
      expect(theirs).toBeInstanceOf(Error);
    },
  );

  async function expectOursAlone(xml: string, keys?: TestKeyPair): Promise<void> {
    const { ours, theirs } = await ask(xml, keys);
    expect(requireLogin(ours).nameId.value).toBe(ALICE);
    expect(theirs).toBeInstanceOf(Error);
  }
});

interface LoginFacts {
  readonly nameId: string;
  readonly nameIdFormat: string | undefined;
  readonly issuer: string;
  readonly sessionIndex: string | undefined;
  readonly inResponseTo: string | undefined;
  readonly attributes: Record<string, string[]>;
}

/** What a reader must find. */
function factsOf(shape: IdpShape, { sessionIndex, attributes }: ShapedResponse): LoginFacts {
  const { nameIdFormat, issuer } = shape;
  return { nameId: ALICE, nameIdFormat, issuer, sessionIndex, inResponseTo: '_request', attributes };
}

function ourFacts(login: VerifiedLogin): LoginFacts {
  const { nameId, issuer, sessionIndex, inResponseTo, signedAssertion } = login;
  const attributes = readAttributes(signedAssertion).filter(({ values }) => values.length > 0);
  return {
    nameId: nameId.value,
    nameIdFormat: nameId.format,
    issuer,
    sessionIndex,
    inResponseTo,
    attributes: Object.fromEntries(attributes.map(({ name, values }) => [name, [...values]])),
  };
}

/** What is XML is an object to node-saml, and what is empty is undefined. */
function theirFacts(profile: Profile): LoginFacts {
  const attributes = Object.entries(attributesOf(profile))
    .map(([name, value]) => [name, [value ?? ''].flat()] as const)
    .filter(([, values]) => values.every((value) => typeof value === 'string'));
  return {
    nameId: profile.nameID,
    nameIdFormat: profile.nameIDFormat,
    issuer: profile.issuer,
    sessionIndex: profile.sessionIndex,
    inResponseTo: profile.inResponseTo as string | undefined,
    attributes: Object.fromEntries(attributes) as Record<string, string[]>,
  };
}

function attributesOf({ attributes }: Profile): Record<string, unknown> {
  return (attributes ?? {}) as Record<string, unknown>;
}
