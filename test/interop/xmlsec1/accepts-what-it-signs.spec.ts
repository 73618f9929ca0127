import fc from 'fast-check';
import type { XmlElement } from '../../../src/saml/xml/element';
import { canonicalize } from '../../../src/saml/xml/canonicalize';
import { MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import { findSignature } from '../../../src/saml/signature/verify-enveloped';
import { type KeyPairOptions, makeKeyPair, type TestKeyPair } from '../../support/idp/key-pair';
import { findByName } from '../../support/xmldsig';
import { ourVerdict } from './our-verdict';
import { signable, signAll, type Signed } from './signable';
import type { CanonicalChoice } from './signature-forms';
import { Xmlsec1 } from './xmlsec1';

const BATCH = 100;
const BATCHES = 5;

let xmlsec1: Xmlsec1;
beforeAll(() => {
  xmlsec1 = new Xmlsec1();
});
afterAll(() => {
  xmlsec1.stop();
});

describe.each<[string, KeyPairOptions]>([
  ['RSA', { kind: 'rsa' }],
  ['ECDSA on P-256', { kind: 'ec', curve: 'P-256' }],
  ['ECDSA on P-384', { kind: 'ec', curve: 'P-384' }],
  ['ECDSA on P-521', { kind: 'ec', curve: 'P-521' }],
])('a dirty document that xmlsec1 signs by %s', (_, options) => {
  let keys: TestKeyPair;
  beforeAll(async () => {
    keys = await makeKeyPair(options);
  });
  const batch = fc.array(signable(options.kind ?? 'rsa'), { minLength: BATCH, maxLength: BATCH });

  it('is accepted, over the same bytes, as xmlsec1 wrote it and as it was', () => {
    fc.assert(
      fc.property(batch, (signables) => {
        const signed = signAll(xmlsec1, signables, keys);
        const filled = signed.map((one) => one.filled);
        const verdicts = xmlsec1.verify(filled, keys);
        const theirs = verdicts.map((one) => (one.isValid ? [one.signed, one.signedInfo] : 'invalid'));
        expect(signed.map(signedBytes)).toEqual(theirs);
        const all = [...filled, ...signed.map(({ written }) => written)];
        expect(all.filter((xml) => ourVerdict(xml, keys) instanceof Error)).toEqual([]);
      }),
      { numRuns: BATCHES, endOnFailure: true },
    );
  });
});

/** What we take for signed: of the root, which has no comments in it (xmldsig-core1 4.4.3.3), and of SignedInfo. */
function signedBytes({ form, filled }: Signed): string[] {
  const root = parseXml(filled, MESSAGE_LIMITS);
  const signature = findSignature(root);
  const signedInfo = signature && findByName(signature, 'SignedInfo');
  if (!signature || !signedInfo) throw new Error(`there is no Signature in ${filled}`);
  return [canonical(root, form.ofReference, signature), canonical(signedInfo, form.ofSignedInfo)];
}

function canonical(element: XmlElement, { prefixes = [] }: CanonicalChoice, omit?: XmlElement): string {
  return canonicalize(element, { inclusivePrefixes: prefixes, omit });
}
