import { change } from '../../support/change';
import { makeKeyPair, type TestKeyPair } from '../../support/idp/key-pair';
import { ourVerdict } from './our-verdict';
import {
  DSIG,
  EXCLUSIVE,
  MORE,
  type SignatureForm,
  withValuesOf,
  writeTemplate,
  XENC,
} from './signature-forms';
import { Xmlsec1 } from './xmlsec1';

const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const INCLUSIVE_11 = 'http://www.w3.org/2006/12/xml-c14n11';
const PLAIN = { withComments: false, prefixes: undefined };
const FORM: SignatureForm = {
  method: `${MORE}rsa-sha256`,
  digest: `${XENC}sha256`,
  ofSignedInfo: PLAIN,
  ofReference: PLAIN,
  prefix: 'ds',
  space: '',
  keyInfo: '',
};

const METHOD = `<ds:SignatureMethod Algorithm="${FORM.method}">`;
const DIGEST = `<ds:DigestMethod Algorithm="${FORM.digest}">`;
const CANONICALIZATION = `<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}">`;
const TRANSFORM = `<ds:Transform Algorithm="${EXCLUSIVE}"></ds:Transform>`;
const ENVELOPED = `<ds:Transform Algorithm="${DSIG}enveloped-signature"></ds:Transform>`;
const inclusive = (uri: string) => change(TRANSFORM, EXCLUSIVE, uri);
const signedWith = (uri: string) => change(METHOD, FORM.method, uri);
const digestedBy = (uri: string) => change(DIGEST, FORM.digest, uri);
const everything = `<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>true()</ds:XPath></ds:Transform>`;

let xmlsec1: Xmlsec1;
let rsa: TestKeyPair;
beforeAll(async () => {
  xmlsec1 = new Xmlsec1();
  rsa = await makeKeyPair();
});
afterAll(() => {
  xmlsec1.stop();
});

function expectOnlyXmlsec1(template: string, keys = rsa): void {
  const [written = ''] = xmlsec1.sign([template], keys);
  const signed = withValuesOf(written, template);
  expect(xmlsec1.verify([signed], keys)).toMatchObject([{ isValid: true }]);
  expect(ourVerdict(signed, keys)).toMatchObject({ code: 'saml.signature_invalid' });
}

function documentAround(signature: string): string {
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r">${signature}<samlp:Status/></samlp:Response>`;
}

describe('a signature that xmlsec1 finds right is refused here', () => {
  it.each([
    ['by RSA with SHA-1', METHOD, signedWith(`${DSIG}rsa-sha1`)],
    ['by RSA with SHA-224', METHOD, signedWith(`${MORE}rsa-sha224`)],
    ['by RSA with RIPEMD-160', METHOD, signedWith(`${MORE}rsa-ripemd160`)],
    ['with a digest by SHA-1', DIGEST, digestedBy(`${DSIG}sha1`)],
    ['with a digest by SHA-224', DIGEST, digestedBy(`${MORE}sha224`)],
    ['with an inclusive SignedInfo', CANONICALIZATION, change(CANONICALIZATION, EXCLUSIVE, INCLUSIVE)],
    ['with an inclusive form', TRANSFORM, inclusive(INCLUSIVE)],
    ['with an inclusive form 1.1', TRANSFORM, inclusive(INCLUSIVE_11)],
    ['without a canonical transform', TRANSFORM, ''],
    ['with a canonical transform twice', TRANSFORM, TRANSFORM + TRANSFORM],
    ['with the enveloped transform twice', ENVELOPED, ENVELOPED + ENVELOPED],
    ['with an XPath transform', TRANSFORM, everything + TRANSFORM],
    ['of the whole document', "URI='#_r'", 'URI=""'],
    ['of an XPointer', "URI='#_r'", 'URI="#xpointer(id(\'_r\'))"'],
    ['with a comment in SignedInfo', METHOD, `<!--x-->${METHOD}`],
    ['with an Object', '</ds:SignatureValue>', '</ds:SignatureValue><ds:Object/>'],
    [
      'with two References',
      '</ds:Reference>',
      `</ds:Reference><ds:Reference URI="#_r"><ds:Transforms>${ENVELOPED}${TRANSFORM}</ds:Transforms>${DIGEST}</ds:DigestMethod><ds:DigestValue></ds:DigestValue></ds:Reference>`,
    ],
  ])('%s', (_, from, to) => {
    expectOnlyXmlsec1(documentAround(change(writeTemplate(FORM, '_r'), from, to)));
  });

  it('by RSA of 1024 bits', async () => {
    expectOnlyXmlsec1(documentAround(writeTemplate(FORM, '_r')), await makeKeyPair({ bits: 1024 }));
  });

  it('by ECDSA with SHA-1', async () => {
    const form = { ...FORM, method: `${MORE}ecdsa-sha1` };
    expectOnlyXmlsec1(documentAround(writeTemplate(form, '_r')), await makeKeyPair({ kind: 'ec' }));
  });

  it('outside of what it signs', () => {
    const xml = documentAround(`<samlp:Extensions ID="_e">${writeTemplate(FORM, '_r')}</samlp:Extensions>`);
    const path = `//*[local-name()='Signature']`;
    const [written = ''] = xmlsec1.sign([xml], rsa, path);
    expect(xmlsec1.verify([withValuesOf(written, xml)], rsa, path)).toMatchObject([{ isValid: true }]);
    expect(ourVerdict(withValuesOf(written, xml), rsa)).toBeInstanceOf(Error);
  });
});
