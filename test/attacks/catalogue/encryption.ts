import { constants, generateKeyPairSync } from 'node:crypto';
import type { ProblemCode } from '../../../src/http/codes';
import { change } from '../../support/change';
import { assertionXml, responseXml } from '../../support/idp/response-xml';
import { minutesAfter, type ResponsePlan } from '../../support/idp/response-plan';
import { signXml } from '../../support/idp/sign-xml';
import { planFor } from '../../support/login-scene';
import { DSIG, encrypt, type EncryptOptions, XENC, XENC11 } from '../../support/xmlenc';
import type { Attack, AttackFamily } from '../support/attack';
import { atEnd, beforeStatus, extensions, type Loot, signatureOf } from '../support/loot';

const ENCRYPTED = /<saml:EncryptedAssertion[\s\S]*<\/saml:EncryptedAssertion>/;

/** What the attacker writes, encrypted for us as anybody can: the key is in our metadata. */
const carrying = (loot: Loot, plain: string, options?: EncryptOptions): string =>
  responseXml(planFor(loot.scene), encrypt(plain, loot.encryptionKey, options));

const plainOf = (loot: Loot, edit?: (plan: ResponsePlan) => void) =>
  signXml(assertionXml(planFor(loot.scene, undefined, edit)), 'Assertion', loot.scene.idp.keys);

const unsigned = (
  name: string,
  write: (loot: Loot) => string,
  ids?: readonly string[],
  code: ProblemCode = 'saml.malformed',
): Attack => ({
  name,
  ids,
  forge: (_, loot) => write(loot),
  code,
});

/** A genuine assertion, encrypted in a way that is not accepted, or damaged on its way. */
const badly = (name: string, options: EncryptOptions, ids?: readonly string[]): Attack =>
  unsigned(name, (loot) => carrying(loot, plainOf(loot), options), ids);

const reworded = (name: string, edit: (xml: string) => string, ids?: readonly string[]): Attack => ({
  name,
  ids,
  forge: edit,
  code: 'saml.malformed',
});

const PADDING = ['GHSA-hwqm-qvj9-4jr2'];
const ORACLE = ['CVE-2011-4625', 'CVE-2011-2487', 'CVE-2015-0226', 'CVE-2012-5575'];

const flip = (at: number) => (content: Buffer) => {
  const changed = Buffer.from(content);
  const index = at < 0 ? changed.length + at : at;
  changed[index] = (changed[index] ?? 0) ^ 1;
  return changed;
};

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

const forgeries: readonly Attack[] = [
  unsigned('a forged assertion that nobody signed', (loot) => carrying(loot, loot.evil()), ['CVE-2024-4985']),
  unsigned(
    'a forged assertion signed with another key',
    (loot) => carrying(loot, signXml(loot.evil(), 'Assertion', loot.scene.idp.strangersKeys)),
    ['CVE-2024-4985'],
  ),
  unsigned(
    'a forged assertion, and a genuine signed one elsewhere',
    (loot) => beforeStatus(carrying(loot, loot.evil()), extensions(plainOf(loot))),
    ['CVE-2024-9487'],
  ),
  unsigned(
    'a forged assertion, and metadata that the IdP signed',
    (loot) => {
      const { idp } = loot.scene;
      const entity = idp.metadata().replace('<md:EntityDescriptor ', '<md:EntityDescriptor ID="_m" ');
      return beforeStatus(
        carrying(loot, loot.evil()),
        extensions(signXml(`<x>${entity}</x>`, 'EntityDescriptor', idp.keys)),
      );
    },
    ['CVE-2024-9487'],
  ),
  unsigned(
    'a forged assertion beside a genuine plain one',
    (loot) => atEnd(loot.genuine(), encrypt(loot.evil(), loot.encryptionKey)),
    ['CVE-2026-2092'],
  ),
  unsigned('two encrypted assertions', (loot) =>
    carrying(loot, plainOf(loot)).replace(ENCRYPTED, (one) => one + encrypt(loot.evil(), loot.encryptionKey)),
  ),
  unsigned('a forged assertion around a genuine one', (loot) =>
    carrying(loot, change(loot.evil(), '</saml:Assertion>', `${plainOf(loot)}</saml:Assertion>`)),
  ),
  unsigned('a forged assertion with the Signature of a genuine one', (loot) =>
    carrying(loot, loot.evil().replace('</saml:Issuer>', `</saml:Issuer>${signatureOf(plainOf(loot))}`)),
  ),
  unsigned('a genuine assertion, changed', (loot) =>
    carrying(loot, plainOf(loot).replaceAll(loot.scene.alice, loot.victim)),
  ),
  unsigned('a Response instead of an assertion', (loot) => carrying(loot, loot.genuine())),
  unsigned('two assertions', (loot) => carrying(loot, plainOf(loot) + loot.evil())),
  unsigned('text in front of the assertion', (loot) => carrying(loot, `x${plainOf(loot)}`)),
  unsigned('an encrypted assertion inside the encrypted one', (loot) =>
    carrying(loot, encrypt(plainOf(loot), loot.encryptionKey)),
  ),
  unsigned(
    'a DOCTYPE in front of the assertion',
    (loot) => carrying(loot, `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>${plainOf(loot)}`),
    ['CVE-2013-6440'],
  ),
  unsigned('no XML', (loot) => carrying(loot, 'x')),
  unsigned('nothing', (loot) => carrying(loot, '')),
  unsigned('an assertion that is no UTF-8', (loot) => {
    const commented = change(plainOf(loot), '</saml:Subject>', '<!--\u00E9--></saml:Subject>');
    return responseXml(planFor(loot.scene), encrypt(Buffer.from(commented, 'latin1'), loot.encryptionKey));
  }),
];

const claims: readonly Attack[] = [
  unsigned(
    'an assertion that has expired',
    (loot) =>
      carrying(
        loot,
        plainOf(loot, (plan) => {
          if (plan.conditions) plan.conditions.notOnOrAfter = minutesAfter(plan.issueInstant, -2);
        }),
      ),
    undefined,
    'saml.expired',
  ),
  unsigned(
    'an assertion for another service',
    (loot) =>
      carrying(
        loot,
        plainOf(loot, (plan) => {
          if (plan.conditions) plan.conditions.audienceRestrictions = [['https://other.example']];
        }),
      ),
    undefined,
    'saml.audience_mismatch',
  ),
  {
    name: 'a signed Response whose encrypted assertion was exchanged',
    from: (loot) => loot.encrypted('response'),
    forge: (genuine, loot) => genuine.replace(ENCRYPTED, () => encrypt(loot.evil(), loot.encryptionKey)),
    code: 'saml.signature_invalid',
  },
  {
    name: 'a signed Response whose encrypted assertion was exchanged for a plain one',
    from: (loot) => loot.encrypted('response'),
    forge: (genuine, loot) => genuine.replace(ENCRYPTED, () => loot.evil()),
    code: 'saml.signature_invalid',
  },
  {
    name: 'a NameID exchanged for one that is encrypted',
    from: (loot) => loot.genuine(),
    forge: (genuine, loot) =>
      genuine.replace(/<saml:NameID[\s\S]*<\/saml:NameID>/, () =>
        encrypt(
          `<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${loot.victim}</saml:NameID>`,
          loot.encryptionKey,
          { element: 'EncryptedID' },
        ),
      ),
    code: 'saml.signature_invalid',
  },
];

const ciphers: readonly Attack[] = [
  badly(
    'a key by RSA 1.5',
    {
      padding: constants.RSA_PKCS1_PADDING,
      keyMethod: `<xenc:EncryptionMethod Algorithm="${XENC}rsa-1_5"/>`,
    },
    ORACLE,
  ),
  badly('a key by RSA 1.5 under the name of OAEP', { padding: constants.RSA_PKCS1_PADDING }, ORACLE),
  badly(
    'a key by OAEP under the name of RSA 1.5',
    { keyMethod: `<xenc:EncryptionMethod Algorithm="${XENC}rsa-1_5"/>` },
    ORACLE,
  ),
  badly('a key without a method', { keyMethod: '' }),
  badly('a key by an unknown method', { keyMethod: '<xenc:EncryptionMethod Algorithm="urn:x"/>' }),
  badly('a key by OAEP with parameters', {
    keyMethod: `<xenc:EncryptionMethod Algorithm="${XENC}rsa-oaep-mgf1p"><xenc:OAEPparams>AAAA</xenc:OAEPparams></xenc:EncryptionMethod>`,
  }),
  badly('a key by OAEP with two hashes', {
    keyMethod: `<xenc:EncryptionMethod Algorithm="${XENC11}rsa-oaep"><ds:DigestMethod xmlns:ds="${DSIG}" Algorithm="${XENC}sha256"/></xenc:EncryptionMethod>`,
  }),
  badly('a key that was changed on its way', { tamperKey: flip(5) }, ORACLE),
  badly('a key that is cut', { tamperKey: (wrapped) => wrapped.subarray(1) }),
  badly('a key that is empty', { tamperKey: () => Buffer.alloc(0) }),
  badly('a key of more bytes than its cipher takes', { keyBytes: 48 }),
  badly('content whose tag was changed', { tamper: flip(-1) }),
  badly('content whose tag has four bytes', { tamper: (content) => content.subarray(0, -12) }, [
    'CVE-2026-32313',
    'CVE-2026-32600',
  ]),
  badly('content without a tag', { tamper: (content) => content.subarray(0, -16) }, [
    'CVE-2026-32313',
    'CVE-2026-32600',
  ]),
  badly('content that was changed', { tamper: flip(20) }),
  badly('content whose first block was changed', { tamper: flip(0) }),
  badly('content that is empty', { tamper: () => Buffer.alloc(0) }),
  badly('content of one byte', { tamper: () => Buffer.alloc(1) }),
  badly('content by CBC that was changed at its end', { cipher: 'aes256-cbc', tamper: flip(-17) }, ORACLE),
  badly('content by CBC whose beginning was changed', { cipher: 'aes256-cbc', tamper: flip(17) }, ORACLE),
  badly(
    'content by CBC that is no whole number of blocks',
    { cipher: 'aes128-cbc', tamper: (content) => content.subarray(1) },
    PADDING,
  ),
  badly(
    'content by CBC of one block',
    { cipher: 'aes128-cbc', tamper: (content) => content.subarray(0, 16) },
    PADDING,
  ),
];

const words: readonly Attack[] = [
  reworded('GCM under the name of CBC', (xml) => change(xml, `${XENC11}aes256-gcm`, `${XENC}aes256-cbc`), [
    'CVE-2012-5575',
  ]),
  reworded('a cipher of no name', (xml) => change(xml, `${XENC11}aes256-gcm`, '')),
  reworded('Triple DES', (xml) => change(xml, `${XENC11}aes256-gcm`, `${XENC}tripledes-cbc`)),
  reworded('content instead of an element', (xml) =>
    change(xml, `Type="${XENC}Element"`, `Type="${XENC}Content"`),
  ),
  reworded('two keys', (xml) =>
    xml.replace(/<xenc:EncryptedKey[\s\S]*<\/xenc:EncryptedKey>/, (key) => key + key),
  ),
  reworded('no key', (xml) => xml.replace(/<xenc:EncryptedKey[\s\S]*<\/xenc:EncryptedKey>/, '')),
  reworded(
    'a key that is elsewhere',
    (xml) =>
      xml.replace(
        /<xenc:EncryptedKey[\s\S]*<\/xenc:EncryptedKey>/,
        '<ds:RetrievalMethod URI="http://169.254.169.254/"/>',
      ),
    ['CVE-2023-36661'],
  ),
  reworded('content that is elsewhere', (xml) =>
    xml.replace(
      /<xenc:CipherValue>[^<]*<\/xenc:CipherValue>(?![\s\S]*<xenc:CipherValue>)/,
      '<xenc:CipherReference URI="http://169.254.169.254/"/>',
    ),
  ),
  reworded('no EncryptedData', (xml) => xml.replace(/<xenc:EncryptedData[\s\S]*<\/xenc:EncryptedData>/, '')),
  reworded('two EncryptedData', (xml) =>
    xml.replace(/<xenc:EncryptedData[\s\S]*<\/xenc:EncryptedData>/, (data) => data + data),
  ),
  reworded('EncryptedData outside of EncryptedAssertion', (xml) =>
    xml.replace(/<\/?saml:EncryptedAssertion[^>]*>/g, ''),
  ),
  reworded('a CipherValue that is no Base64', (xml) =>
    xml.replace('<xenc:CipherValue>', '<xenc:CipherValue>*'),
  ),
  unsigned('encrypted for another service', (loot) =>
    responseXml(planFor(loot.scene), encrypt(plainOf(loot), stranger.publicKey)),
  ),
];

export const encryption: AttackFamily = {
  name: 'encryption',
  why: 'Anybody can encrypt to us: that something decrypts proves nothing, and how it fails to can tell an attacker what it says. Here a signature inside or around is demanded all the same, and failures have one answer.',
  isEncrypting: true,
  attacks: [...forgeries, ...claims, ...ciphers, ...words],
};
