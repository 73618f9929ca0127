import type { Attack, AttackFamily } from '../support/attack';
import {
  beforeStatus,
  DSIG,
  extensions,
  type Loot,
  signatureOf,
  signedInfoOf,
  withoutSignature,
} from '../support/loot';

const NEVER_SIGNED = [
  'CVE-2012-5351',
  'CVE-2016-3085',
  'CVE-2017-17067',
  'CVE-2017-18909',
  'CVE-2018-6979',
  'CVE-2019-10201',
  'CVE-2020-12676',
  'CVE-2020-29594',
  'CVE-2021-43999',
  'CVE-2022-26493',
  'CVE-2024-1735',
  'CVE-2024-3826',
  'CVE-2024-41107',
  'CVE-2025-27509',
  'CVE-2025-59718',
  'CVE-2025-59719',
  'CVE-2026-28323',
];

/** A Signature that lacks a part, or has it empty. */
const lacking = (part: string, cut: (signature: string) => string, ids?: readonly string[]): Attack => ({
  name: `a Signature ${part}`,
  ids,
  forge: (genuine) => genuine.replace(signatureOf(genuine), cut),
  code: 'saml.signature_invalid',
});

const NO_PARTS = ['CVE-2020-7711', 'CVE-2020-7731', 'CVE-2025-46404'];

export const exclusion: AttackFamily = {
  name: 'signature exclusion',
  why: 'What is not signed, or signed by halves, passes where a signature is checked only if it is there. Here its absence is a refusal.',
  attacks: [
    {
      name: 'a forged response that nobody signed',
      ids: NEVER_SIGNED,
      forge: (_, loot) => loot.forged(),
      code: 'saml.signature_missing',
    },
    {
      name: 'the Signature of the assertion taken out',
      ids: ['CVE-2019-10201', 'CVE-2020-12676'],
      forge: withoutSignature,
      code: 'saml.signature_missing',
    },
    {
      name: 'the Signature of the Response taken out',
      from: (loot: Loot) => loot.genuine('response'),
      forge: withoutSignature,
      code: 'saml.signature_missing',
    },
    {
      name: 'both Signatures taken out',
      from: (loot: Loot) => loot.genuine('both'),
      forge: (genuine) => withoutSignature(withoutSignature(genuine)),
      code: 'saml.signature_missing',
    },
    {
      name: 'the Signature of the assertion taken out of a signed Response',
      from: (loot: Loot) => loot.genuine('both'),
      forge: (genuine) => {
        const first = signatureOf(genuine);
        const second = signatureOf(genuine.replace(first, ''));
        return genuine.replace(second, '');
      },
      code: 'saml.signature_invalid',
    },
    {
      name: 'the Signature moved into Extensions',
      forge: (genuine) => beforeStatus(withoutSignature(genuine), extensions(signatureOf(genuine))),
      code: 'saml.signature_missing',
    },
    {
      name: 'the Signature put into a comment',
      forge: (genuine) => genuine.replace(signatureOf(genuine), (signature) => `<!--${signature}-->`),
      code: 'saml.signature_missing',
    },
    ...[
      ['of no namespace', ''],
      ['of the namespace of xmldsig 1.1', 'http://www.w3.org/2009/xmldsig11#'],
      ['of the namespace without its #', DSIG.slice(0, -1)],
      ['of the namespace in capitals', DSIG.toUpperCase()],
    ].map(([what = '', namespace = '']): Attack => ({
      name: `a Signature ${what}`,
      forge: (genuine) => genuine.replace(`<Signature xmlns="${DSIG}">`, `<Signature xmlns="${namespace}">`),
      code: 'saml.signature_missing',
    })),
    {
      name: 'a Signature in small letters',
      forge: (genuine) =>
        genuine.replaceAll('Signature>', 'signature>').replace('<Signature ', '<signature '),
      code: 'saml.signature_missing',
    },
    {
      name: 'an unsigned answer of which the status says that it failed',
      forge: (_, loot) => loot.forged().replace('status:Success', 'status:Responder'),
      code: 'saml.status_not_success',
    },
    lacking('that is empty', () => `<Signature xmlns="${DSIG}"/>`, NO_PARTS),
    lacking('without SignedInfo', (signature) => signature.replace(signedInfoOf(signature), ''), NO_PARTS),
    lacking(
      'with an empty SignedInfo',
      (signature) => signature.replace(signedInfoOf(signature), '<SignedInfo/>'),
      NO_PARTS,
    ),
    lacking(
      'without SignatureValue',
      (signature) => signature.replace(/<SignatureValue>[^<]*<\/SignatureValue>/, ''),
      NO_PARTS,
    ),
    lacking('with an empty SignatureValue', (signature) =>
      signature.replace(/<SignatureValue>[^<]*/, '<SignatureValue>'),
    ),
    lacking('whose SignatureValue is blank', (signature) =>
      signature.replace(/<SignatureValue>[^<]*/, '<SignatureValue>  \n '),
    ),
    lacking('whose SignatureValue is cut', (signature) =>
      signature.replace(/(<SignatureValue>[^<]{40})[^<]*/, '$1'),
    ),
    lacking('whose SignatureValue is all zeros', (signature) =>
      signature.replace(/<SignatureValue>[^<]*/, `<SignatureValue>${Buffer.alloc(256).toString('base64')}`),
    ),
    lacking('without Reference', (signature) => signature.replace(/<Reference [\s\S]*<\/Reference>/, ''), [
      'CVE-2013-2153',
      ...NO_PARTS,
    ]),
    lacking(
      'without SignatureMethod',
      (signature) => signature.replace(/<SignatureMethod [^>]*\/>/, ''),
      NO_PARTS,
    ),
    lacking('without CanonicalizationMethod', (signature) =>
      signature.replace(/<CanonicalizationMethod [^>]*\/>/, ''),
    ),
    lacking('without DigestMethod', (signature) => signature.replace(/<DigestMethod [^>]*\/>/, '')),
    lacking('without DigestValue', (signature) => signature.replace(/<DigestValue>[^<]*<\/DigestValue>/, '')),
    lacking('with an empty DigestValue', (signature) =>
      signature.replace(/<DigestValue>[^<]*/, '<DigestValue>'),
    ),
    lacking('with text between its parts', (signature) =>
      signature.replace('<SignatureValue>', 'x<SignatureValue>'),
    ),
    lacking('whose parts are in another order', (signature) => {
      const info = signedInfoOf(signature);
      return signature.replace(info, '').replace('<KeyInfo>', `${info}<KeyInfo>`);
    }),
    lacking('twice', (signature) => signature + signature),
  ],
};
