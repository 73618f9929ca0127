import {
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
} from 'node:crypto';
import { certificateFor, der } from '../../support/idp/certificate-for';
import { makeKeyPair } from '../../support/idp/key-pair';
import type { Attack, AttackFamily } from '../support/attack';
import { DSIG, ECDSA_SHA256, type Loot, type MakeSignature, resigned, RSA_SHA256 } from '../support/loot';

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
/** Of P-256. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const number = (value: bigint, bytes = 32) => Buffer.from(value.toString(16).padStart(2 * bytes, '0'), 'hex');
const pair = (r: Buffer, s: Buffer) => Buffer.concat([r, s]);
const ZERO = number(0n);
const ALL_ONES = Buffer.alloc(32, 0xff);

/** r and s of a genuine signature. */
type Halves = readonly [Buffer, Buffer];

const SIGNATURE_VALUE = /(<SignatureValue>)([^<]*)/;
const valueOf = (xml: string) => Buffer.from(SIGNATURE_VALUE.exec(xml)?.[2] ?? '', 'base64');
const withValue = (xml: string, value: Buffer) =>
  xml.replace(SIGNATURE_VALUE, `$1${value.toString('base64')}`);
const halvesOf = (value: Buffer): Halves => [value.subarray(0, 32), value.subarray(32)];

/** The victim's assertion, digest and all, with a signature that is none. */
const forgedValue = (
  name: string,
  make: (r: Buffer, s: Buffer) => Buffer,
  ids?: readonly string[],
): Attack => ({
  name: `a forged assertion with ${name}`,
  ids,
  forge: (genuine, loot) => {
    const [r, s] = halvesOf(valueOf(genuine));
    return withValue(
      loot.genuine('assertion', (plan) => (plan.nameId = loot.victim)),
      make(r, s),
    );
  },
  code: 'saml.signature_invalid',
});

/** The IdP's own signature, in another form than xmldsig-core1, 6.4.3 has it. */
const otherForm = (name: string, write: (r: Buffer, s: Buffer) => Buffer): Attack => ({
  name: `the genuine signature ${name}`,
  forge: (genuine) => withValue(genuine, write(...halvesOf(valueOf(genuine)))),
  code: 'saml.signature_invalid',
});

const method = (uri: string) => (signedInfo: string) =>
  signedInfo.replace(
    `<SignatureMethod Algorithm="${ECDSA_SHA256}"/>`,
    `<SignatureMethod Algorithm="${uri}"/>`,
  );

const signed = (
  name: string,
  uri: string,
  make: (loot: Loot) => MakeSignature,
  ids?: readonly string[],
): Attack => ({
  name,
  ids,
  from: (loot) => resigned(loot.genuine(), by(loot.idpKey)),
  forge: (genuine, loot) => resigned(genuine, make(loot), method(uri)),
  code: 'saml.signature_invalid',
});

const by =
  (key: KeyObject, hash: string | null = 'sha256'): MakeSignature =>
  (signedInfo) =>
    sign(hash, Buffer.from(signedInfo), { key, dsaEncoding: 'ieee-p1363' });

const integer = (value: Buffer) =>
  der(0x02, value[0] !== undefined && value[0] > 0x7f ? Buffer.concat([Buffer.alloc(1), value]) : value);
const asn1 = (r: Buffer, s: Buffer) => der(0x30, integer(r), integer(s));
const reversed = (half: Buffer) => Buffer.from(half).reverse();

const values: readonly Attack[] = [
  forgedValue('a signature of zeros', () => pair(ZERO, ZERO), ['CVE-2022-21449']),
  forgedValue('a signature of zeros, as ASN.1', () => asn1(Buffer.alloc(1), Buffer.alloc(1)), [
    'CVE-2022-21449',
  ]),
  forgedValue('a signature of a single zero', () => Buffer.alloc(1)),
  forgedValue('an r of zero', (_, s) => pair(ZERO, s), ['CVE-2022-21449']),
  forgedValue('an s of zero', (r) => pair(r, ZERO), ['CVE-2022-21449']),
  forgedValue('an r and an s of one', () => pair(number(1n), number(1n))),
  forgedValue('an r and an s that are the order of the curve', () => pair(number(ORDER), number(ORDER))),
  forgedValue('an r that is the order of the curve', (_, s) => pair(number(ORDER), s)),
  forgedValue('an s that is the order of the curve', (r) => pair(r, number(ORDER))),
  forgedValue('an r and an s beyond the order of the curve', () => pair(ALL_ONES, ALL_ONES)),
  forgedValue('the signature of another message', (r, s) => pair(r, s)),
  otherForm('as ASN.1, as most else has it', asn1),
  otherForm('with its halves exchanged', (r, s) => pair(s, r)),
  otherForm('with its halves the other way round', (r, s) => pair(reversed(r), reversed(s))),
  otherForm('in the lengths of P-384', (r, s) =>
    pair(Buffer.concat([Buffer.alloc(16), r]), Buffer.concat([Buffer.alloc(16), s])),
  ),
  otherForm('with the order of the curve added to r', (r, s) =>
    pair(number(BigInt(`0x${r.toString('hex')}`) + ORDER, 33), Buffer.concat([Buffer.alloc(1), s])),
  ),
  otherForm('with a byte more', (r, s) => Buffer.concat([r, s, Buffer.alloc(1)])),
  otherForm('with a byte less', (r, s) => pair(r, s.subarray(0, 31))),
  otherForm('with a byte in front', (r, s) => Buffer.concat([Buffer.from([4]), r, s])),
  otherForm('without s', (r) => r),
  otherForm('twice', (r, s) => Buffer.concat([r, s, r, s])),
  otherForm('in hexadecimal digits', (r, s) => Buffer.from(pair(r, s).toString('hex'))),
  {
    name: 'the same assertion once more, its signature turned into the other one that holds as well',
    forge: (_genuine, _loot, accepted) => {
      const [r, s] = halvesOf(valueOf(accepted));
      return withValue(accepted, pair(r, number(ORDER - BigInt(`0x${s.toString('hex')}`))));
    },
    code: 'saml.replayed',
  },
];

/** Bytes that everybody has. */
const publicBytes: readonly (readonly [string, (loot: Loot) => Buffer | string])[] = [
  ['public key', ({ idpKey }) => createPublicKey(idpKey).export({ type: 'spki', format: 'der' })],
  ['public key as PEM', ({ idpKey }) => createPublicKey(idpKey).export({ type: 'spki', format: 'pem' })],
  ['certificate as PEM', ({ scene }) => new X509Certificate(scene.idp.keys.certificateDer).toString()],
];

const confusions: readonly Attack[] = [
  ...publicBytes.map(([what, bytes]) =>
    signed(
      `HMAC-SHA256 with the ${what} of the IdP as its secret`,
      `${MORE}hmac-sha256`,
      (loot) => (signedInfo) => createHmac('sha256', bytes(loot)).update(signedInfo).digest(),
      ['CVE-2018-7644', 'CVE-2026-15013'],
    ),
  ),
  signed('the IdP signs by SHA-1', `${MORE}ecdsa-sha1`, ({ idpKey }) => by(idpKey, 'sha1')),
  signed('the IdP signs by SHA-224', `${MORE}ecdsa-sha224`, ({ idpKey }) => by(idpKey, 'sha224')),
  signed(
    'the IdP signs by RIPEMD-160',
    'http://www.w3.org/2007/05/xmldsig-more#ecdsa-ripemd160',
    ({ idpKey }) => by(idpKey, 'ripemd160'),
  ),
  signed('SHA-1 under the name of SHA-256', ECDSA_SHA256, ({ idpKey }) => by(idpKey, 'sha1')),
  signed('SHA-384 under the name of SHA-256', ECDSA_SHA256, ({ idpKey }) => by(idpKey, 'sha384')),
  signed('SHA-256 under the name of SHA-512', `${MORE}ecdsa-sha512`, ({ idpKey }) => by(idpKey)),
  signed('an elliptic signature under the name of RSA', RSA_SHA256, ({ idpKey }) => by(idpKey)),
  signed(
    'an elliptic signature under the name of DSA',
    `${DSIG}dsa-sha1`,
    ({ idpKey }) => by(idpKey, 'sha1'),
    ['CVE-2016-9814'],
  ),
  signed(
    'an elliptic signature under the name of EdDSA',
    'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519',
    ({ idpKey }) => by(idpKey),
  ),
];

const curve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = curve('prime256v1');
/** Each stands in the metadata of the IdP as one that signs. */
const unaccepted = [
  ['P-192', curve('prime192v1')],
  ['P-224', curve('secp224r1')],
  ['the curve of Bitcoin', curve('secp256k1')],
  ['a Brainpool curve', curve('brainpoolP256r1')],
  ['a binary curve', curve('sect283r1')],
] as const;
const edwards = generateKeyPairSync('ed25519');

const coordinates = (key: KeyObject) => {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
};
const ecKeyValue = `<KeyInfo><KeyValue><dsig11:ECKeyValue xmlns:dsig11="http://www.w3.org/2009/xmldsig11#"><dsig11:NamedCurve URI="urn:oid:1.2.840.10045.3.1.7"/><dsig11:PublicKey>${coordinates(stranger.publicKey).toString('base64')}</dsig11:PublicKey></dsig11:ECKeyValue></KeyValue></KeyInfo>`;

const keys: readonly Attack[] = [
  signed('the key of a stranger, on the same curve', ECDSA_SHA256, () => by(stranger.privateKey)),
  {
    name: 'the key of a stranger, which the message brings',
    ids: ['CVE-2021-21239', 'CVE-2023-48703'],
    forge: (genuine) =>
      resigned(genuine, by(stranger.privateKey)).replace(/<KeyInfo>[\s\S]*<\/KeyInfo>/, ecKeyValue),
    code: 'saml.signature_invalid',
  },
  signed(
    'the RSA key of a stranger',
    RSA_SHA256,
    () => (text) => sign('sha256', Buffer.from(text), rsa.privateKey),
  ),
  signed(
    'the RSA key of a stranger, under the name of ECDSA',
    ECDSA_SHA256,
    () => (text) => sign('sha256', Buffer.from(text), rsa.privateKey),
  ),
  ...unaccepted.map(([what, { privateKey }]) =>
    signed(`a key of the IdP on ${what}`, ECDSA_SHA256, () => by(privateKey)),
  ),
  signed('a key of the IdP for EdDSA', 'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519', () =>
    by(edwards.privateKey, null),
  ),
  signed('a key of the IdP for EdDSA, under the name of ECDSA', ECDSA_SHA256, () =>
    by(edwards.privateKey, null),
  ),
];

export const elliptic: AttackFamily = {
  name: 'elliptic curves',
  why: 'An elliptic signature is two numbers, and a verifier that checks neither their range nor their form takes zeros for a proof. Here OpenSSL checks them, in the one form of XML signatures, on three curves, and the kind of the key is held to the name of the algorithm. What was used is known by the ID of the assertion, since a signature has a twin.',
  scene: async () => {
    const own = await makeKeyPair({ kind: 'ec' });
    const others = [...unaccepted.map(([, { publicKey }]) => publicKey), edwards.publicKey].map((key) =>
      certificateFor(key),
    );
    return { keys: own, metadata: { certificates: [own.certificateDer, ...others] } };
  },
  attacks: [...values, ...confusions, ...keys],
};
