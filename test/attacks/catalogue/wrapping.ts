import type { Attack, AttackFamily } from '../support/attack';
import {
  assertionOf,
  atEnd,
  beforeStatus,
  behindIssuer,
  extensions,
  idOf,
  type Loot,
  signatureOf,
  withAssertion,
  withoutSignature,
} from '../support/loot';
import { change } from '../../support/change';
import { signXml } from '../../support/idp/sign-xml';

/** Where the signed assertion is kept while the forged one takes its place: (response with the forged one, forged, kept) to response. */
type Hiding = (xml: string, evil: string, kept: string) => string;

const inEvil =
  (anchor: string, put: (kept: string) => string): Hiding =>
  (xml, evil, kept) =>
    change(xml, evil, change(evil, anchor, `${put(kept)}${anchor}`));

const hidings: readonly (readonly [string, Hiding])[] = [
  ['in Extensions of the Response', (xml, _, kept) => beforeStatus(xml, extensions(kept))],
  [
    'in StatusDetail',
    (xml, _, kept) =>
      change(xml, '</samlp:Status>', `<samlp:StatusDetail>${kept}</samlp:StatusDetail></samlp:Status>`),
  ],
  ['in an element of no schema at the end', (xml, _, kept) => atEnd(xml, `<x xmlns="urn:x">${kept}</x>`)],
  ['in an element of no schema at the beginning', (xml, _, kept) => beforeStatus(xml, `<x>${kept}</x>`)],
  [
    'in a second Response inside',
    (xml, _, kept) => atEnd(xml, `<samlp:Response ID="_r2" Version="2.0">${kept}</samlp:Response>`),
  ],
  [
    'in Advice of the forged one',
    inEvil('<saml:AuthnStatement', (kept) => `<saml:Advice>${kept}</saml:Advice>`),
  ],
  [
    'in an AttributeValue of the forged one',
    inEvil(
      '</saml:AttributeStatement>',
      (kept) =>
        `<saml:Attribute Name="x"><saml:AttributeValue>${kept}</saml:AttributeValue></saml:Attribute>`,
    ),
  ],
  [
    'in a SubjectConfirmation of the forged one',
    inEvil(
      '</saml:Subject>',
      (kept) =>
        `<saml:SubjectConfirmation Method="urn:x"><saml:SubjectConfirmationData>${kept}</saml:SubjectConfirmationData></saml:SubjectConfirmation>`,
    ),
  ],
  [
    'in AuthnContext of the forged one',
    inEvil('</saml:AuthnContext>', (kept) => `<saml:AuthnContextDecl>${kept}</saml:AuthnContextDecl>`),
  ],
];

/** Under its own ID without a signature, with the genuine Signature, and with that under the genuine ID too. */
function hidden([place, hide]: readonly [string, Hiding]): Attack[] {
  const arrange = (genuine: string, evil: string, kept: (assertion: string) => string): string =>
    hide(withAssertion(genuine, evil), evil, kept(assertionOf(genuine)));
  return [
    {
      name: `a forged assertion, the signed one ${place}`,
      forge: (genuine, loot) => arrange(genuine, loot.evil(), (assertion) => assertion),
      code: 'saml.signature_missing',
    },
    {
      name: `a forged assertion with the genuine Signature, what it signed ${place}`,
      ids: ['CVE-2020-5390'],
      forge: (genuine, loot) =>
        arrange(genuine, behindIssuer(loot.evil(), signatureOf(genuine)), withoutSignature),
      code: 'saml.signature_invalid',
    },
    {
      name: `a forged assertion with the genuine Signature and ID, what it signed ${place}`,
      ids: ['CVE-2026-63182', 'GHSA-w553-pwx6-3mg9'],
      forge: (genuine, loot) => {
        const evil = loot.evil((plan) => (plan.assertionId = idOf(assertionOf(genuine))));
        return arrange(genuine, behindIssuer(evil, signatureOf(genuine)), withoutSignature);
      },
      code: 'saml.signature_invalid',
    },
  ];
}

const signedResponse = (loot: Loot) => loot.genuine('response');

/** SAML Raider's numbers: 1 and 2 for a signed Response, 3 to 8 for a signed Assertion. */
const numbered: readonly Attack[] = [
  {
    name: 'XSW1: a forged Response keeps the genuine Signature, which holds the genuine Response',
    from: signedResponse,
    forge: (genuine, loot) => {
      const signature = change(
        signatureOf(genuine),
        '</Signature>',
        `<Object>${withoutSignature(genuine)}</Object></Signature>`,
      );
      return loot.forged().replace('</saml:Issuer>', `</saml:Issuer>${signature}`);
    },
    code: 'saml.signature_invalid',
  },
  {
    name: 'XSW2: a forged Response keeps the genuine Signature, the genuine Response stands before it',
    from: signedResponse,
    forge: (genuine, loot) =>
      loot
        .forged()
        .replace('</saml:Issuer>', `</saml:Issuer>${withoutSignature(genuine)}${signatureOf(genuine)}`),
    code: 'saml.signature_invalid',
  },
  {
    name: 'XSW3: a forged assertion stands before the genuine one',
    ids: [
      'CVE-2016-5697',
      'CVE-2015-5253',
      'CVE-2026-25922',
      'CVE-2026-34840',
      'CVE-2022-41912',
      'CVE-2017-18122',
      'CVE-2017-16897',
      'CVE-2026-47201',
    ],
    forge: (genuine, loot) => withAssertion(genuine, loot.evil() + assertionOf(genuine)),
    code: 'saml.malformed',
  },
  {
    name: 'XSW3, the other way round: a forged assertion stands behind the genuine one',
    ids: ['CVE-2020-5407', 'CVE-2021-28091', 'CVE-2025-47949'],
    forge: (genuine, loot) => withAssertion(genuine, assertionOf(genuine) + loot.evil()),
    code: 'saml.malformed',
  },
  {
    name: 'XSW4: a forged assertion is the parent of the genuine one',
    ids: ['CVE-2016-5697', 'CVE-2023-34923', 'CVE-2024-6202'],
    forge: (genuine, loot) =>
      withAssertion(
        genuine,
        change(loot.evil(), '</saml:Assertion>', `${assertionOf(genuine)}</saml:Assertion>`),
      ),
    code: 'saml.signature_missing',
  },
  {
    name: 'XSW5: a forged assertion keeps the genuine Signature, the genuine one stands at the end',
    ids: ['CVE-2020-5390'],
    forge: (genuine, loot) =>
      withAssertion(
        genuine,
        behindIssuer(loot.evil(), signatureOf(genuine)) + withoutSignature(assertionOf(genuine)),
      ),
    code: 'saml.malformed',
  },
  {
    name: 'XSW6: a forged assertion keeps the genuine Signature, which holds the genuine one',
    ids: ['CVE-2020-5390', 'CVE-2016-1000253'],
    forge: (genuine, loot) => {
      const kept = withoutSignature(assertionOf(genuine));
      const signature = change(signatureOf(genuine), '<KeyInfo>', `${kept}<KeyInfo>`);
      return withAssertion(genuine, behindIssuer(loot.evil(), signature));
    },
    code: 'saml.signature_invalid',
  },
  {
    name: 'XSW7: Extensions hold a forged assertion of the genuine one’s ID',
    forge: (genuine, loot) =>
      beforeStatus(genuine, extensions(loot.evil((plan) => (plan.assertionId = idOf(assertionOf(genuine)))))),
    code: 'saml.signature_invalid',
  },
  {
    name: 'XSW8: a forged assertion keeps the genuine Signature, which holds the genuine one in an Object',
    ids: ['CVE-2016-1000253', 'CVE-2025-46572'],
    forge: (genuine, loot) => {
      const kept = `<Object>${withoutSignature(assertionOf(genuine))}</Object>`;
      const signature = change(signatureOf(genuine), '</Signature>', `${kept}</Signature>`);
      return withAssertion(genuine, behindIssuer(loot.evil(), signature));
    },
    code: 'saml.signature_invalid',
  },
];

const carriers: readonly Attack[] = [
  {
    name: 'the Signature of the assertion stands in the Response, the forged assertion has none',
    ids: ['CVE-2024-8698', 'CVE-2025-24894', 'CVE-2025-24895'],
    forge: (genuine, loot) => {
      const signature = signatureOf(genuine);
      return beforeStatus(
        withAssertion(genuine, loot.evil()),
        signature + extensions(withoutSignature(assertionOf(genuine))),
      );
    },
    code: 'saml.signature_invalid',
  },
  {
    name: 'metadata that the IdP signed stand beside a forged assertion',
    ids: ['CVE-2024-6800', 'CVE-2024-9487'],
    forge: (genuine, loot) => {
      const { idp } = loot.scene;
      const entity = change(idp.metadata(), '<md:EntityDescriptor ', '<md:EntityDescriptor ID="_m" ');
      const signed = signXml(`<x>${entity}</x>`, 'EntityDescriptor', idp.keys);
      return beforeStatus(withAssertion(genuine, loot.evil()), extensions(signed));
    },
    code: 'saml.signature_missing',
  },
  {
    name: 'the Signature of signed metadata stands in the Response',
    ids: ['CVE-2025-24894'],
    forge: (genuine, loot) => {
      const { idp } = loot.scene;
      const entity = change(idp.metadata(), '<md:EntityDescriptor ', '<md:EntityDescriptor ID="_m" ');
      const signed = signXml(`<x>${entity}</x>`, 'EntityDescriptor', idp.keys);
      const extra = signatureOf(signed) + extensions(withoutSignature(signed));
      return beforeStatus(withAssertion(genuine, loot.evil()), extra);
    },
    code: 'saml.signature_invalid',
  },
  {
    name: 'a signed error Response holds a forged assertion in a second Signature',
    forge: (_, loot) => {
      const error = loot.genuine('response', (plan) => {
        plan.statusCodes = ['urn:oasis:names:tc:SAML:2.0:status:Requester'];
      });
      const second = change(
        signatureOf(error),
        '</Signature>',
        `<Object>${loot.evil()}</Object></Signature>`,
      );
      return change(error, '<samlp:Status>', `${second}<samlp:Status>`);
    },
    code: 'saml.status_not_success',
  },
  {
    name: 'a signed Response holds a forged assertion in its Signature',
    from: signedResponse,
    forge: (genuine, loot) => change(genuine, '</Signature>', `<Object>${loot.evil()}</Object></Signature>`),
    code: 'saml.signature_invalid',
  },
  {
    name: 'a signed Response has its assertion exchanged',
    from: signedResponse,
    forge: (genuine, loot) => withAssertion(genuine, loot.evil()),
    code: 'saml.signature_invalid',
  },
  {
    name: 'a signed Response has a second assertion put in',
    ids: ['CVE-2020-5407'],
    from: signedResponse,
    forge: (genuine, loot) => atEnd(genuine, loot.evil()),
    code: 'saml.malformed',
  },
  {
    name: 'a signed Response stands inside a forged one',
    from: signedResponse,
    forge: (genuine, loot) => atEnd(loot.forged(), genuine),
    code: 'saml.signature_missing',
  },
  {
    name: 'a signed Response is the first child of a root of another name',
    from: signedResponse,
    forge: (genuine, loot) => `<x>${genuine}${loot.forged()}</x>`,
    code: 'saml.malformed',
  },
  {
    name: 'both are signed, and the assertion is replaced by another genuine one',
    from: (loot) => loot.genuine('both'),
    forge: (genuine, loot) => withAssertion(genuine, assertionOf(loot.genuine())),
    code: 'saml.signature_invalid',
  },
  {
    name: 'attributes are added beside the signed assertion',
    ids: ['CVE-2025-46573', 'CVE-2017-1000452'],
    forge: (genuine, loot) =>
      atEnd(
        genuine,
        `<saml:Subject><saml:NameID>${loot.victim}</saml:NameID></saml:Subject><saml:Assertion/>`,
      ),
    code: 'saml.malformed',
  },
  {
    name: 'a second Subject stands in front of the signed one',
    ids: ['CVE-2017-1000452'],
    forge: (genuine, loot) =>
      change(
        genuine,
        '<saml:Subject>',
        `<saml:Subject><saml:NameID>${loot.victim}</saml:NameID></saml:Subject><saml:Subject>`,
      ),
    code: 'saml.signature_invalid',
  },
  {
    name: 'a genuine assertion that has expired keeps its Signature for a forged one of its ID',
    ids: ['CVE-2020-13415'],
    forge: (genuine, loot) => {
      const old = loot.genuine('assertion', (plan) => {
        plan.issueInstant = new Date('2020-01-01T00:00:00Z');
      });
      const evil = loot.evil((plan) => (plan.assertionId = idOf(assertionOf(old))));
      return withAssertion(genuine, behindIssuer(evil, signatureOf(old)));
    },
    code: 'saml.signature_invalid',
  },
  {
    name: 'a signed assertion hides in the child of SignatureValue',
    ids: ['CVE-2021-21238'],
    forge: (genuine, loot) => {
      const kept = withoutSignature(assertionOf(genuine));
      const signature = change(signatureOf(genuine), '</SignatureValue>', `${kept}</SignatureValue>`);
      return withAssertion(genuine, behindIssuer(loot.evil(), signature));
    },
    code: 'saml.signature_invalid',
  },
  {
    name: 'a signed assertion hides in KeyInfo',
    forge: (genuine, loot) => {
      const kept = withoutSignature(assertionOf(genuine));
      const signature = change(signatureOf(genuine), '<KeyInfo>', `<KeyInfo>${kept}`);
      return withAssertion(genuine, behindIssuer(loot.evil(), signature));
    },
    code: 'saml.signature_invalid',
  },
  {
    name: 'a forged EncryptedAssertion stands beside the genuine assertion',
    ids: ['CVE-2026-2092'],
    forge: (genuine, loot) =>
      atEnd(genuine, `<saml:EncryptedAssertion>${loot.evil()}</saml:EncryptedAssertion>`),
    code: 'saml.malformed',
  },
];

export const wrapping: AttackFamily = {
  name: 'signature wrapping',
  why:
    'A verifier looks for what is signed, a reader for what is asked for, and the two find different elements. Here the verifier ' +
    'answers the signed bytes, and everything is read from a parse of these.',
  attacks: [...numbered, ...hidings.flatMap(hidden), ...carriers],
};
