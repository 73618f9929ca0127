import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { change } from '../../support/change';
import { certificateFor } from '../../support/idp/certificate-for';
import type { Attack, AttackFamily } from '../support/attack';
import {
  ECDSA_SHA256,
  type MakeSignature,
  resigned,
  RSA_SHA256,
  rsaSha256,
  signedAnew,
} from '../support/loot';

const keyDescriptor = (content: string, attributes = '') =>
  `<md:KeyDescriptor${attributes}><ds:KeyInfo>${content}</ds:KeyInfo></md:KeyDescriptor>`;
const x509 = (key: KeyObject | Buffer) =>
  `<ds:X509Data><ds:X509Certificate>${certificateFor(key).toString('base64')}</ds:X509Certificate></ds:X509Data>`;
const role = (name: string, key: string, protocol = 'SAML:2.0:protocol') =>
  `<md:${name} protocolSupportEnumeration="urn:oasis:names:tc:${protocol}">${key}</md:${name}>`;
const bareKey = (key: KeyObject) =>
  `<ds:KeyValue><x:ECKeyValue xmlns:x="http://www.w3.org/2009/xmldsig11#"><x:PublicKey>${key.export({ type: 'spki', format: 'der' }).subarray(-65).toString('base64')}</x:PublicKey></x:ECKeyValue></ds:KeyValue>`;

const IDP_START = /<md:IDPSSODescriptor [^>]*>/;
const inIdp = (xml: string, content: string) => xml.replace(IDP_START, (start) => start + content);
const besideIdp = (xml: string, content: string) =>
  change(xml, '</md:IDPSSODescriptor>', `</md:IDPSSODescriptor>${content}`);

/** Where a key can stand that is none to sign assertions with: each place has one of its own. */
const places: readonly (readonly [string, (metadata: string, key: KeyObject) => string])[] = [
  ['to encrypt with', (xml, key) => inIdp(xml, keyDescriptor(x509(key), ' use="encryption"'))],
  ['of a use that there is not', (xml, key) => inIdp(xml, keyDescriptor(x509(key), ' use="Signing"'))],
  ['of an empty use', (xml, key) => inIdp(xml, keyDescriptor(x509(key), ' use=""'))],
  ['in a comment', (xml, key) => inIdp(xml, `<!--${keyDescriptor(x509(key))}-->`)],
  ['in Extensions', (xml, key) => inIdp(xml, `<md:Extensions>${keyDescriptor(x509(key))}</md:Extensions>`)],
  [
    'of another namespace',
    (xml, key) =>
      inIdp(xml, keyDescriptor(x509(key)).replace('<md:KeyDescriptor', '<md:KeyDescriptor xmlns:md="urn:x"')),
  ],
  ['without a certificate', (xml, key) => inIdp(xml, keyDescriptor(bareKey(key)))],
  ['without a KeyDescriptor', (xml, key) => inIdp(xml, `<ds:KeyInfo>${x509(key)}</ds:KeyInfo>`)],
  [
    'of the Signature of the metadata',
    (xml, key) =>
      xml.replace(
        /<md:EntityDescriptor [^>]*>/,
        (start) => `${start}<ds:Signature><ds:KeyInfo>${x509(key)}</ds:KeyInfo></ds:Signature>`,
      ),
  ],
  [
    'of the same entity as a service',
    (xml, key) => besideIdp(xml, role('SPSSODescriptor', keyDescriptor(x509(key)))),
  ],
  [
    'of the same entity as an authority for attributes',
    (xml, key) => besideIdp(xml, role('AttributeAuthorityDescriptor', keyDescriptor(x509(key)))),
  ],
  [
    'of the same entity for SAML 1.1',
    (xml, key) => besideIdp(xml, role('IDPSSODescriptor', keyDescriptor(x509(key)), 'SAML:1.1:protocol')),
  ],
  [
    'of another entity of the aggregate',
    (xml, key) =>
      `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${xml}<md:EntityDescriptor xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="urn:other">${role('SPSSODescriptor', keyDescriptor(x509(key)))}</md:EntityDescriptor></md:EntitiesDescriptor>`,
  ],
];
const placed = places.map(([name, put]) => ({
  name,
  put,
  ...generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
}));

const method = (uri: string) => (signedInfo: string) =>
  signedInfo.replace(`<SignatureMethod Algorithm="${RSA_SHA256}"/>`, `<SignatureMethod Algorithm="${uri}"/>`);

const elsewhere: readonly Attack[] = placed.map(({ name, privateKey }) => ({
  name: `signed by a key ${name}`,
  from: signedAnew,
  forge: (genuine) =>
    resigned(
      genuine,
      (text) => sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }),
      method(ECDSA_SHA256),
    ),
  code: 'saml.signature_invalid',
}));

const modulusOf = (bits: number, lastByte: number) => {
  const modulus = randomBytes(bits / 8);
  modulus[0] = 0xff;
  modulus[modulus.length - 1] = lastByte;
  return modulus;
};
const rsaKey = (n: Buffer, e: number) =>
  createPublicKey({
    key: { kty: 'RSA', n: n.toString('base64url'), e: Buffer.from([e]).toString('base64url') },
    format: 'jwk',
  });

const cubic = generateKeyPairSync('rsa', { modulusLength: 3072, publicExponent: 3 });
const short = generateKeyPairSync('rsa', { modulusLength: 512 });
const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
const identity = rsaKey(modulusOf(2048, 0xff), 1);
const even = rsaKey(modulusOf(2048, 0xfe), 3);

/** Of SHA-256 (RFC 8017, 9.2). */
const DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** What an RSA signature is the root of; with less padding than is due there are bytes left at the end. */
function encodedDigest(text: string, bytes: number, paddingBytes: number): Buffer {
  const digest = createHash('sha256').update(text).digest();
  const start = Buffer.concat([
    Buffer.from([0, 1]),
    Buffer.alloc(paddingBytes, 0xff),
    Buffer.alloc(1),
    DIGEST_INFO,
    digest,
  ]);
  return Buffer.concat([start, Buffer.alloc(bytes - start.length)]);
}

const toNumber = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);
const toBytes = (value: bigint, bytes: number) =>
  Buffer.from(value.toString(16).padStart(2 * bytes, '0'), 'hex');

/** The least number whose cube is not below it. */
function cubeRoot(cube: bigint): bigint {
  let low = 0n;
  let high = 1n << BigInt(Math.ceil(cube.toString(2).length / 3) + 1);
  while (low < high) {
    const middle = (low + high) / 2n;
    if (middle ** 3n < cube) low = middle + 1n;
    else high = middle;
  }
  return low;
}

/** Against an exponent of 3: nothing but a root over the whole numbers, correct as far as a careless reader looks. */
const byCubeRoot: MakeSignature = (text) => toBytes(cubeRoot(toNumber(encodedDigest(text, 384, 8))), 384);
/** Against an exponent of 1: the signature is what is signed. */
const byNothing: MakeSignature = (text) => encodedDigest(text, 256, 256 - 54);

const signed = (name: string, make: MakeSignature, from: Attack['from'] = signedAnew): Attack => ({
  name,
  from,
  forge: (genuine) => resigned(genuine, make),
  code: 'saml.signature_invalid',
});

const weak: readonly Attack[] = [
  signed('signed by a key of 512 bits', rsaSha256(short.privateKey)),
  signed('signed by nothing, for a key with the exponent 1', byNothing),
  signed('signed by nothing, for a key whose modulus is even', byNothing),
  signed('signed by a cube root, for a key with the exponent 3', byCubeRoot, (loot) =>
    resigned(loot.genuine(), rsaSha256(cubic.privateKey)),
  ),
  signed('signed by a key for PSS alone', (text) => sign('sha256', Buffer.from(text), pss.privateKey)),
];

export const metadataKeys: AttackFamily = {
  name: 'keys of the metadata',
  why: 'Whoever takes any key of the metadata for one that signs, takes that of a service, an authority or a maintainer for the one of the IdP; and a weak key can be signed for by everybody. Here the signing keys of the one IdP’s SAML 2.0 role count, as far as they are strong. Its KeyDescriptor says no use, as it may: responses have to be signed all the same.',
  scene: () =>
    Promise.resolve({
      metadata: { use: '' },
      editMetadata: (xml) =>
        placed.reduce(
          (edited, { put, publicKey }) => put(edited, publicKey),
          [even, identity, short.publicKey, pss.publicKey, cubic.publicKey].reduce(
            (edited, key) => inIdp(edited, keyDescriptor(x509(key))),
            xml,
          ),
        ),
    }),
  attacks: [
    {
      name: 'signed by nobody, where the key is of no use',
      ids: ['CVE-2026-16443'],
      forge: (_, loot) => loot.forged(),
      code: 'saml.signature_missing',
    },
    ...elsewhere,
    ...weak,
  ],
};
