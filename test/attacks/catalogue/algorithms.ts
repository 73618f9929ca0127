import { constants, createHash, createHmac, createPublicKey, sign, X509Certificate } from 'node:crypto';
import type { Attack, AttackFamily } from '../support/attack';
import {
  type Loot,
  type MakeSignature,
  resigned,
  RSA_SHA256,
  rsaSha256,
  SHA256,
  signedAnew,
  signedBytes,
} from '../support/loot';

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

const method =
  (uri: string, parameters = '') =>
  (signedInfo: string) =>
    signedInfo.replace(
      `<SignatureMethod Algorithm="${RSA_SHA256}"/>`,
      parameters === ''
        ? `<SignatureMethod Algorithm="${uri}"/>`
        : `<SignatureMethod Algorithm="${uri}">${parameters}</SignatureMethod>`,
    );

/** Public bytes of the IdP, which the attacker has as well as we. */
const publicBytes: readonly (readonly [string, (loot: Loot) => Buffer | string])[] = [
  ['certificate', ({ scene }) => scene.idp.keys.certificateDer],
  ['certificate as PEM', ({ scene }) => new X509Certificate(scene.idp.keys.certificateDer).toString()],
  ['certificate in Base64', ({ scene }) => scene.idp.keys.certificateDer.toString('base64')],
  ['public key', ({ idpKey }) => createPublicKey(idpKey).export({ type: 'spki', format: 'der' })],
  ['public key as PEM', ({ idpKey }) => createPublicKey(idpKey).export({ type: 'spki', format: 'pem' })],
];

/** Nothing else is changed: if the HMAC were believed, so would be the message. */
const hmac = (
  name: string,
  uri: string,
  make: (loot: Loot) => MakeSignature,
  ids: readonly string[],
  parameters?: string,
): Attack => ({
  name,
  ids,
  from: signedAnew,
  forge: (message, loot) => resigned(message, make(loot), method(uri, parameters)),
  code: 'saml.signature_invalid',
});

/** Signed by the IdP itself: it is the algorithm alone that is refused. */
const weak = (uri: string, make: (loot: Loot) => MakeSignature, ids?: readonly string[]): Attack => ({
  name: `the IdP signs by ${uri || 'an algorithm without a name'}`,
  ids,
  from: signedAnew,
  forge: (message, loot) => resigned(message, make(loot), method(uri)),
  code: 'saml.signature_invalid',
});

const by =
  (hash: string) =>
  ({ idpKey }: Loot): MakeSignature =>
  (signedInfo) =>
    sign(hash, Buffer.from(signedInfo), idpKey);

const digest = (uri: string, hash: string, ids?: readonly string[]): Attack => ({
  name: `the IdP makes the digest by ${uri}`,
  ids,
  from: signedAnew,
  forge: (message, loot) =>
    resigned(message, rsaSha256(loot.idpKey), (signedInfo) =>
      signedInfo
        .replace(`<DigestMethod Algorithm="${SHA256}"/>`, `<DigestMethod Algorithm="${uri}"/>`)
        .replace(
          /<DigestValue>[^<]*/,
          `<DigestValue>${createHash(hash).update(signedBytes(message)).digest('base64')}`,
        ),
    ),
  code: 'saml.signature_invalid',
});

export const algorithms: AttackFamily = {
  name: 'algorithms',
  why: 'An algorithm that the message chooses can turn a public key into a secret, or a broken hash into a proof. Here a short list is believed, held to the kind of key.',
  attacks: [
    ...publicBytes.flatMap(([what, bytes]): Attack[] => [
      hmac(
        `HMAC-SHA256 with the ${what} of the IdP as its secret`,
        `${MORE}hmac-sha256`,
        (loot) => (signedInfo) => createHmac('sha256', bytes(loot)).update(signedInfo).digest(),
        ['CVE-2026-15013'],
      ),
      hmac(
        `HMAC-SHA1 with the ${what} of the IdP as its secret`,
        `${DSIG}hmac-sha1`,
        (loot) => (signedInfo) => createHmac('sha1', bytes(loot)).update(signedInfo).digest(),
        ['CVE-2018-7644', 'CVE-2026-15013', 'GHSA-c27r-x354-4m68'],
      ),
    ]),
    ...['0', '1', '8', '-8', '99999999999'].map((length): Attack =>
      hmac(
        `HMAC of ${length} bits`,
        `${DSIG}hmac-sha1`,
        () => () => Buffer.alloc(1),
        ['CVE-2009-0217', 'CVE-2013-2155'],
        `<HMACOutputLength>${length}</HMACOutputLength>`,
      ),
    ),
    hmac('an empty HMAC', `${DSIG}hmac-sha1`, () => () => Buffer.alloc(0), ['CVE-2009-0217']),
    weak(`${DSIG}rsa-sha1`, by('sha1'), ['CVE-2020-36563']),
    weak(`${MORE}rsa-md5`, by('md5'), ['CVE-2021-21474']),
    weak(`${MORE}rsa-ripemd160`, by('ripemd160')),
    weak(`${MORE}rsa-sha224`, by('sha224')),
    weak(`${DSIG}dsa-sha1`, by('sha1'), ['CVE-2016-9814', 'CVE-2016-9955', 'CVE-2018-7711']),
    weak('', by('sha256')),
    weak('none', by('sha256')),
    weak(`${RSA_SHA256} `, by('sha256')),
    weak(RSA_SHA256.toUpperCase(), by('sha256')),
    weak(`${RSA_SHA256}#`, by('sha256')),
    weak(`${MORE}ecdsa-sha256`, by('sha256')),
    weak(
      'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
      ({ idpKey }) =>
        (signedInfo) =>
          sign('sha256', Buffer.from(signedInfo), { key: idpKey, padding: constants.RSA_PKCS1_PSS_PADDING }),
    ),
    {
      name: 'PSS padding under the name of PKCS #1 v1.5',
      from: signedAnew,
      forge: (message, loot) =>
        resigned(message, (signedInfo) =>
          sign('sha256', Buffer.from(signedInfo), {
            key: loot.idpKey,
            padding: constants.RSA_PKCS1_PSS_PADDING,
          }),
        ),
      code: 'saml.signature_invalid',
    },
    {
      name: 'a signature of SHA-1 under the name of SHA-256',
      from: signedAnew,
      forge: (message, loot) => resigned(message, by('sha1')(loot)),
      code: 'saml.signature_invalid',
    },
    {
      name: 'a SignatureMethod with a parameter',
      from: signedAnew,
      forge: (message, loot) =>
        resigned(message, rsaSha256(loot.idpKey), method(RSA_SHA256, '<Salt>x</Salt>')),
      code: 'saml.signature_invalid',
    },
    {
      name: 'two SignatureMethods',
      from: signedAnew,
      forge: (message, loot) =>
        resigned(message, rsaSha256(loot.idpKey), (signedInfo) =>
          signedInfo.replace(
            '<SignatureMethod ',
            `<SignatureMethod Algorithm="${DSIG}hmac-sha1"/><SignatureMethod `,
          ),
        ),
      code: 'saml.signature_invalid',
    },
    digest(`${DSIG}sha1`, 'sha1', ['CVE-2020-36563']),
    digest(`${MORE}md5`, 'md5', ['CVE-2021-21474']),
    digest(`${MORE}sha224`, 'sha224'),
    digest('http://www.w3.org/2001/04/xmlenc#ripemd160', 'ripemd160'),
  ],
};
