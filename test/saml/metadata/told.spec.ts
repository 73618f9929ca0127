import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { warningsNow } from '../../../src/saml/metadata/warn-of-dates';
import { certificateFor, der } from '../../support/idp/certificate-for';
import {
  aggregate,
  certificateOf,
  entity,
  key,
  read,
  role,
  SAML2,
  service,
  soundEntity,
  SSO,
  warnings,
} from './idp-document';

const SOAP = service('SingleSignOnService', 'SOAP', 'https://idp.example/soap');
let rsa: string;

beforeAll(async () => {
  rsa = key(await certificateOf('rsa'));
});

/** The one warning of a document, code and sentence. */
function warned(xml: string): string {
  const told = warnings(xml);
  expect(told).toHaveLength(1);
  return told.map(({ code, message }) => `${code}: ${message}`).join();
}

describe('a refusal tells the administrator', () => {
  it.each<[string, () => string, RegExp]>([
    ['that there is no IdP', () => aggregate(entity('')), /got none\./],
    [
      'that there are service providers alone',
      () => aggregate(entity('') + entity(`<md:SPSSODescriptor ${SAML2}/>`)),
      /got a service provider's metadata/,
    ],
    ['that the entityID is missing', () => entity(role(rsa + SSO), ''), /got none\./],
    [
      'how long an entityID is',
      () => entity(role(rsa + SSO), '😀'.repeat(1025)),
      /1 to 1024 characters, got 1025 characters\./,
    ],
    [
      'how many roles there are',
      () => entity(role(rsa + SSO).repeat(21)),
      /20 <IDPSSODescriptor> .* got 21\./,
    ],
    [
      'how many addresses there are',
      () => entity(role(rsa + SSO.repeat(101))),
      /100 <SingleSignOnService> .* got 101\./,
    ],
    [
      'that a Binding is missing',
      () => entity(role(`${rsa}<md:SingleSignOnService Location="https://idp.example"/>`)),
      /Binding of 1 to 2048 characters on <SingleSignOnService>, got none\./,
    ],
    [
      'how long a Binding is',
      () =>
        entity(role(`${rsa}<md:SingleSignOnService Binding="${'x'.repeat(2049)}" Location="https://a"/>`)),
      /Binding of 1 to 2048 characters on <SingleSignOnService>, got 2049 characters\./,
    ],
    [
      'that an address is missing',
      () => entity(role(`${rsa}<md:SingleSignOnService Binding="urn:x"/>`)),
      /on <SingleSignOnService>, got ""\./,
    ],
    [
      'which address it is',
      () => entity(role(rsa + service('SingleSignOnService', 'SOAP', 'ftp://idp.example'))),
      /on <SingleSignOnService>, got "ftp:\/\/idp\.example"\./,
    ],
    ['that there is no certificate', () => entity(role(SSO)), /got none\./],
    [
      'how many certificates can not be read',
      () => entity(role(key('a') + key('b') + SSO)),
      /got 2 that can't be read\./,
    ],
    [
      'how many certificates there are',
      () => entity(role(rsa.repeat(101) + SSO)),
      /100 <X509Certificate> .* got 101\./,
    ],
    [
      'how many certificates there are in PEM files',
      () => entity(role(key('-----BEGIN CERTIFICATE-----a-----END CERTIFICATE-----'.repeat(101)) + SSO)),
      /100 certificates .* got 101\./,
    ],
    [
      'how many formats there are',
      () => entity(role(rsa + SSO + formats(101))),
      /100 <NameIDFormat> .* got 101\./,
    ],
    [
      'which element the schema has otherwise',
      () => entity(role(`${rsa}${SSO}<md:NameIDFormat><x/></md:NameIDFormat>`)),
      /schema has it.*<NameIDFormat> holds <x>/,
    ],
  ])('%s', (_what, xmlOf, sentence) => {
    expect(() => read(xmlOf())).toThrow(sentence);
    expect(() => read(xmlOf())).toThrow(
      expect.objectContaining({ name: 'MetadataError', candidates: [] }) as Error,
    );
  });

  it('which IdPs there are, each by its name, and how many more', async () => {
    const entities = await Promise.all(Array.from({ length: 21 }, (_, index) => soundEntity(`urn:${index}`)));
    const refusal = (count: number, entityId?: string) => () =>
      read(aggregate(entities.slice(0, count).join('')), entityId);
    expect(refusal(1, 'urn:x')).toThrow('Expected an IdP with the entityID "urn:x", got 1: "urn:0". Give');
    expect(refusal(2)).toThrow('Expected one IdP, got 2: "urn:0", "urn:1". Say');
    expect(refusal(20)).toThrow('"urn:18", "urn:19". Say');
    expect(refusal(21)).toThrow('"urn:18", "urn:19" and 1 more. Say');
  });
});

describe('a warning tells the administrator', () => {
  it.each<[string, () => string, RegExp]>([
    [
      'which address is not https',
      () => entity(role(rsa + SSO + service('SingleLogoutService', 'SOAP', 'http://idp.example/slo'))),
      /^endpoint_not_https: .*"http:\/\/idp\.example\/slo"/,
    ],
    [
      'which bindings sign-in has',
      () => entity(role(rsa + SOAP.replace(/urn:[^"]*/, 'urn:a') + SOAP)),
      /^sso_endpoint_missing: .*got "urn:a", "\S*:SOAP"\./,
    ],
    [
      'which protocols the IdP speaks',
      () => entity(speaking(' urn:a \n\turn:b ') + speaking('urn:c')),
      /^saml2_not_supported: .*got "urn:a urn:b urn:c"\./,
    ],
    ['that it names no protocol', () => entity(role(rsa + SSO, '')), /^saml2_not_supported: .*got ""\./],
    [
      'which validUntil it passes over',
      () => entity(role(rsa + SSO), 'urn:idp', 'validUntil="in a&#10; \tyear"'),
      /^valid_until_unreadable: .*got "in a year"/,
    ],
    [
      'when the metadata ended',
      () => entity(role(rsa + SSO), 'urn:idp', 'validUntil="2026-02-01T00:00:00Z"'),
      /^metadata_expired: .*ended on 2026-02-01T00:00:00\.000Z/,
    ],
    [
      'how many certificates can not be read',
      () => entity(role(key('a') + rsa + key('b') + SSO)),
      /^certificate_unreadable: .*got 2 that can't/,
    ],
    [
      'how many of a PEM file that is cut short',
      () => entity(role(rsa + key('-----BEGIN CERTIFICATE-----\nMIIB') + SSO)),
      /^certificate_unreadable: .*got 1 that can't/,
    ],
  ])('%s', (_what, xmlOf, sentence) => {
    expect(warned(xmlOf())).toMatch(sentence);
  });

  it.each([
    ['expired', /^certificate_expired: .* expired on 2026-02-01T00:00:00\.000Z\./],
    ['early', /^certificate_not_yet_valid: .* only from 2026-04-01T00:00:00\.000Z on\./],
    ['weak', /^key_too_small: .* of 1024 bits: 2048 are expected/],
  ] as const)('what is the matter with a certificate that is %s, and which it is', async (kind, sentence) => {
    const xml = entity(role(key(await certificateOf(kind)) + SSO));
    const [fingerprint] = read(xml).signingCertificates.map((one) => one.sha256Fingerprint.slice(0, 16));
    expect(warned(xml)).toMatch(sentence);
    expect(warned(xml)).toContain(`The certificate CN=Test IdP (${fingerprint}…) `);
  });

  it.each([
    [
      'an RSA key of exponent 1',
      exponentOne,
      'of a kind that is not supported (RSA of 2048 bits with the exponent 1)',
    ],
    [
      'a key on another curve',
      () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey,
      'of a kind that is not supported (secp256k1)',
    ],
    [
      'a key of no known kind',
      () => der(0x30, der(0x30, der(0x06, Buffer.from('8837', 'hex'))), der(0x03, Buffer.alloc(9))),
      "that can't be read",
    ],
  ])('that a certificate holds %s', (_what, keyOf, kind) => {
    const xml = entity(role(key(certificateFor(keyOf()).toString('base64')) + SSO));
    expect(warned(xml)).toMatch(/^key_not_supported: The certificate CN=Test IdP \([0-9a-f]{16}…\) /);
    expect(warned(xml)).toContain(` holds a key ${kind}: `);
  });

  it('nothing of a certificate in its first and its last second', async () => {
    const metadata = read(entity(role(key(await certificateOf('rsa')) + SSO)));
    for (const now of ['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z']) {
      expect(warningsNow(metadata, new Date(now))).toEqual([]);
    }
  });
});

function speaking(protocols: string): string {
  return role(rsa + SSO, `protocolSupportEnumeration="${protocols}"`);
}

function formats(count: number): string {
  return Array.from({ length: count }, (_, index) => `<md:NameIDFormat>urn:${index}</md:NameIDFormat>`).join(
    '',
  );
}

/** What it signs anybody could have written. */
function exponentOne(): KeyObject {
  const { n } = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
  return createPublicKey({ key: { kty: 'RSA', n, e: 'AQ' }, format: 'jwk' });
}
