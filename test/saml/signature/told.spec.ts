import { generateKeyPairSync } from 'node:crypto';
import type { SamlRefusal } from '../../../src/saml/refusal';
import { signEnveloped } from '../../../src/saml/signature/sign';
import { findSignature, verifyEnveloped } from '../../../src/saml/signature/verify-enveloped';
import { MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import { change } from '../../support/change';
import { refusalOf } from '../../support/refusal-of';
import { findByName, resign } from '../../support/xmldsig';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const RESPONSE =
  '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ' +
  'ID="_r"><saml:Issuer>urn:idp</saml:Issuer><saml:Assertion></saml:Assertion></samlp:Response>';
const signed = signEnveloped(RESPONSE, { privateKey, certificateDer: Buffer.from('not read') });
const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/.exec(signed) ?? [];

/** Refused as a signature of the Response, wherever in it the Signature stands. */
function refused(xml: string): SamlRefusal {
  const root = parseXml(xml, MESSAGE_LIMITS);
  return refusalOf(() => {
    const found = findSignature(root) ?? findByName(root, 'Signature');
    return found && verifyEnveloped(root, found, [publicKey]);
  });
}

describe('of a signature the administrator is told', () => {
  it.each([
    [
      'which parts it has',
      change(signed, '</ds:KeyInfo>', '</ds:KeyInfo><ds:Object/>'),
      'SignedInfo, SignatureValue, KeyInfo in Signature, without text or comments',
      'SignedInfo, SignatureValue, KeyInfo, Object',
    ],
    [
      'that it has none',
      change(signed, signature, `<ds:Signature xmlns:ds="${DSIG}"/>`),
      'SignedInfo, SignatureValue in Signature, without text or comments',
      'no element',
    ],
    [
      'how many there are',
      change(signed, signature, `${signature}<ds:Signature xmlns:ds="${DSIG}"/>`),
      'one Signature in Response',
      '2',
    ],
    [
      'how many elements have the ID',
      change(signed, '</saml:Assertion>', '<saml:Advice id="_r"/></saml:Assertion>'),
      'one element of the ID _r',
      '2',
    ],
    [
      'which element has a comment',
      change(signed, '<ds:DigestValue>', '<ds:DigestValue><!--x-->'),
      'no comment in SignedInfo',
      'one in DigestValue',
    ],
  ])('%s', (_what, xml, expected, actual) => {
    expect(refused(xml)).toMatchObject({ code: 'saml.signature_invalid', expected, actual });
  });

  it.each([
    [
      'which algorithm signs',
      `"${RSA_SHA256}"`,
      `"${DSIG}rsa-sha1"`,
      'RSA (PKCS #1 v1.5) or ECDSA with SHA-256, SHA-384 or SHA-512',
      `${DSIG}rsa-sha1`,
    ],
    [
      'that none is named',
      `"${RSA_SHA256}"`,
      '""',
      'RSA (PKCS #1 v1.5) or ECDSA with SHA-256, SHA-384 or SHA-512',
      'nothing',
    ],
    [
      'which algorithm digests',
      'http://www.w3.org/2001/04/xmlenc#sha256',
      'urn:x',
      'a digest by SHA-256, SHA-384 or SHA-512',
      'urn:x',
    ],
    [
      'which element is signed',
      '"#_r"',
      '"#_a"',
      'a Reference to #_r, the element that the signature is in',
      '#_a',
    ],
    [
      'that all is',
      '"#_r"',
      '""',
      'a Reference to #_r, the element that the signature is in',
      'an empty URI',
    ],
    [
      'how many prefixes are listed',
      `<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}">`,
      `<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"><InclusiveNamespaces xmlns="${EXCLUSIVE}" PrefixList="${'a '.repeat(65)}"/>`,
      'at most 64 prefixes in a PrefixList',
      '65',
    ],
  ])('%s', (_what, from, to, expected, actual) => {
    const xml = resign(signed, privateKey, (info) => change(info, from, to));
    expect(refused(xml)).toMatchObject({ code: 'saml.signature_invalid', expected, actual });
  });
});

it('a signature in another element is refused, though its digest is that of the whole', () => {
  const inside = change(RESPONSE, '<saml:Assertion>', `<saml:Assertion>${signature}`);
  expect(refused(inside)).toMatchObject({
    code: 'saml.signature_invalid',
    expected: 'a Reference to #_r, the element that the signature is in',
  });
});
