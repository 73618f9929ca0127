import { createHash } from 'node:crypto';
import type { Attack, AttackFamily } from '../support/attack';
import {
  assertionOf,
  beforeStatus,
  behindIssuer,
  digestOf,
  idOf,
  type Loot,
  resigned,
  rsaSha256,
  signatureOf,
  signedBytes,
  signedInfoOf,
  withAssertion,
  withoutSignature,
} from '../support/loot';
import { change } from '../../support/change';

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

/** A forged assertion of the genuine ID, and the digest that a believer would compare. */
const forgery = (genuine: string, loot: Loot) => {
  const evil = loot.evil((plan) => (plan.assertionId = idOf(assertionOf(genuine))));
  return { evil, digest: sha256(signedBytes(withAssertion(genuine, evil))) };
};

/** The genuine Signature, edited, on the forged assertion. */
const grafted = (
  name: string,
  edit: (signature: string, forgedDigest: string) => string,
  ids?: readonly string[],
): Attack => ({
  name,
  ids,
  forge: (genuine, loot) => {
    const { evil, digest } = forgery(genuine, loot);
    return withAssertion(genuine, behindIssuer(evil, edit(signatureOf(genuine), digest)));
  },
  code: 'saml.signature_invalid',
});

const secondInfo = (signature: string, digest: string) =>
  signedInfoOf(signature).replace(digestOf(signature), digest);

const SAMLSTORM_COMMENT = ['CVE-2025-29775'];
const SAMLSTORM_INFO = ['CVE-2025-29774', 'CVE-2019-3465'];

export const digests: AttackFamily = {
  name: 'SignedInfo and DigestValue',
  why: 'What is signed is SignedInfo, in canonical form; whoever reads the digest from anything else reads what nobody signed. Here both are read from the bytes that were signed.',
  attacks: [
    grafted(
      'the digest of the forged assertion in a SignedInfo that was not signed anew',
      (signature, digest) => signature.replace(digestOf(signature), digest),
    ),
    grafted(
      'a comment with the forged digest in front of the genuine one',
      (signature, digest) => change(signature, '<DigestValue>', `<DigestValue><!--${digest}-->`),
      SAMLSTORM_COMMENT,
    ),
    grafted(
      'a comment with the forged digest behind the genuine one',
      (signature, digest) => change(signature, '</DigestValue>', `<!--${digest}--></DigestValue>`),
      SAMLSTORM_COMMENT,
    ),
    grafted(
      'the genuine digest in a comment, the forged one as text',
      (signature, digest) => signature.replace(digestOf(signature), `${digest}<!--${digestOf(signature)}-->`),
      SAMLSTORM_COMMENT,
    ),
    {
      ...grafted('a CDATA section with the forged digest', (signature, digest) =>
        signature.replace(digestOf(signature), `<![CDATA[${digest}]]>`),
      ),
      code: 'saml.malformed',
    },
    grafted('an element in the digest', (signature, digest) =>
      change(signature, '<DigestValue>', `<DigestValue><x>${digest}</x>`),
    ),
    grafted('two DigestValues, the forged one first', (signature, digest) =>
      change(signature, '<DigestValue>', `<DigestValue>${digest}</DigestValue><DigestValue>`),
    ),
    grafted('two DigestValues, the forged one last', (signature, digest) =>
      change(signature, '</DigestValue>', `</DigestValue><DigestValue>${digest}</DigestValue>`),
    ),
    grafted(
      'two SignedInfo, the forged one first',
      (signature, digest) =>
        change(signature, '<SignedInfo>', `${secondInfo(signature, digest)}<SignedInfo>`),
      SAMLSTORM_INFO,
    ),
    grafted(
      'two SignedInfo, the forged one last',
      (signature, digest) =>
        change(signature, '</SignedInfo>', `</SignedInfo>${secondInfo(signature, digest)}`),
      SAMLSTORM_INFO,
    ),
    grafted(
      'a second SignedInfo in an Object',
      (signature, digest) =>
        change(signature, '</Signature>', `<Object>${secondInfo(signature, digest)}</Object></Signature>`),
      SAMLSTORM_INFO,
    ),
    grafted(
      'the genuine SignedInfo in an Object, the forged one in its place',
      (signature, digest) =>
        change(
          signature.replace(signedInfoOf(signature), secondInfo(signature, digest)),
          '</Signature>',
          `<Object>${signedInfoOf(signature)}</Object></Signature>`,
        ),
      SAMLSTORM_INFO,
    ),
    grafted('a SignedInfo of another namespace beside the genuine one', (signature, digest) =>
      change(
        signature,
        '<SignedInfo>',
        `${secondInfo(signature, digest).replace('<SignedInfo>', '<SignedInfo xmlns="urn:x">')}<SignedInfo>`,
      ),
    ),
    {
      name: 'a DigestValue of the forged assertion elsewhere in the Response',
      ids: ['CVE-2024-45409'],
      forge: (genuine, loot) => {
        const { evil, digest } = forgery(genuine, loot);
        const decoy = `<samlp:Extensions><DigestValue xmlns="http://www.w3.org/2000/09/xmldsig#">${digest}</DigestValue></samlp:Extensions>`;
        return beforeStatus(withAssertion(genuine, behindIssuer(evil, signatureOf(genuine))), decoy);
      },
      code: 'saml.signature_invalid',
    },
    {
      name: 'a comment in SignatureValue',
      forge: (genuine) => change(genuine, '<SignatureValue>', '<SignatureValue><!--x-->'),
      code: 'saml.signature_invalid',
    },
    {
      name: 'a comment in SignedInfo',
      forge: (genuine) => change(genuine, '<SignedInfo>', '<SignedInfo><!--x-->'),
      code: 'saml.signature_invalid',
    },
    ...(
      [
        [
          'cut to half its length',
          (digest: string) => Buffer.from(digest, 'base64').subarray(0, 16).toString('base64'),
        ],
        [
          'with more bytes behind',
          (digest: string) =>
            Buffer.concat([Buffer.from(digest, 'base64'), Buffer.alloc(1)]).toString('base64'),
        ],
        ['that is empty', () => ''],
        ['in hexadecimal digits', (digest: string) => Buffer.from(digest, 'base64').toString('hex')],
        ['without its padding', (digest: string) => digest.replace(/=+$/, '')],
        ['of the empty text', () => sha256('')],
      ] as const
    ).map(([what, edit]): Attack => ({
      name: `a DigestValue ${what}, signed so by the IdP`,
      ids: what === 'of the empty text' ? ['CVE-2025-66568', 'CVE-2025-66578', 'CVE-2025-66475'] : undefined,
      forge: (genuine, loot) =>
        resigned(genuine, rsaSha256(loot.idpKey), (signedInfo) =>
          signedInfo.replace(/<DigestValue>[^<]*/, `<DigestValue>${edit(digestOf(signedInfo))}`),
        ),
      code: 'saml.signature_invalid',
    })),
    {
      name: 'void canonicalisation: a namespace that can not be canonicalised, and the digest of nothing',
      ids: ['CVE-2025-66568', 'CVE-2025-66578', 'CVE-2025-66475', 'GHSA-wx95-c6cv-8532'],
      forge: (genuine, loot) => {
        const { evil } = forgery(genuine, loot);
        const void_ = evil.replace('<saml:Assertion ', '<saml:Assertion xmlns:x="1" ');
        const message = withAssertion(genuine, behindIssuer(void_, signatureOf(genuine)));
        return resigned(message, rsaSha256(loot.idpKey), (signedInfo) =>
          signedInfo.replace(/<DigestValue>[^<]*/, `<DigestValue>${sha256('')}`),
        );
      },
      code: 'saml.malformed',
    },
    {
      name: 'SignedInfo and SignatureValue of another genuine message',
      forge: (genuine, loot) => {
        const other = loot.genuine();
        return genuine.replace(signatureOf(genuine), signatureOf(other));
      },
      code: 'saml.signature_invalid',
    },
    {
      name: 'the SignatureValue of another genuine message',
      forge: (genuine, loot) => {
        const value = /<SignatureValue>[^<]*/;
        return genuine.replace(value, value.exec(loot.genuine())?.[0] ?? '');
      },
      code: 'saml.signature_invalid',
    },
    {
      name: 'a changed attribute under a genuine Signature',
      forge: (genuine, loot) =>
        genuine.replace(
          `>${loot.scene.alice}</saml:AttributeValue>`,
          `>${loot.victim}</saml:AttributeValue>`,
        ),
      code: 'saml.signature_invalid',
    },
    {
      name: 'a blank more under a genuine Signature',
      forge: (genuine) => change(genuine, '</saml:NameID>', ' </saml:NameID>'),
      code: 'saml.signature_invalid',
    },
    {
      name: 'a changed NameID under a genuine Signature',
      forge: (genuine, loot) =>
        genuine.replace(`>${loot.scene.alice}</saml:NameID>`, `>${loot.victim}</saml:NameID>`),
      code: 'saml.signature_invalid',
    },
    {
      name: 'the forged assertion inside the Signature that is taken out',
      forge: (genuine, loot) =>
        withAssertion(
          genuine,
          withoutSignature(assertionOf(genuine)).replace(
            '</saml:Issuer>',
            `</saml:Issuer>${signatureOf(genuine).replace('<KeyInfo>', `<Object>${loot.evil()}</Object><KeyInfo>`)}`,
          ),
        ),
      code: 'saml.signature_invalid',
    },
  ],
};
