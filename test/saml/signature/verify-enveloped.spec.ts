import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { XmlElement } from '../../../src/saml/xml/element';
import {
  findSignature,
  verifyEnveloped,
  type VerifiedXml,
} from '../../../src/saml/signature/verify-enveloped';
import { signEnveloped } from '../../../src/saml/signature/sign';
import { canonicalize } from '../../../src/saml/xml/canonicalize';
import { MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import { change } from '../../support/change';
import { refusalOf } from '../../support/refusal-of';
import { signXml } from '../../support/idp/sign-xml';
import { findByName, resign, withDigestOf } from '../../support/xmldsig';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';

const idp = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keyPair = {
  privateKeyPem: idp.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  certificateDer: Buffer.from('not read'),
};

const RESPONSE =
  '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ' +
  'xmlns:unused="urn:unused" ID="_r" Version="2.0"><saml:Issuer>https://idp.example</saml:Issuer>' +
  '<saml:Assertion ID="_a"><saml:Issuer>https://idp.example</saml:Issuer>' +
  '<saml:Subject><saml:NameID>alice@good.example</saml:NameID></saml:Subject></saml:Assertion></samlp:Response>';

/** Signed by ourselves, all on one line under the prefix ds, and all around the Signature as it stands above. */
const [signature = ''] = /<ds:Signature .*<\/ds:Signature>/.exec(signedBy(idp.privateKey)) ?? [];
const signed = RESPONSE.replace('</saml:Issuer>', `$&${signature}`);

function signedBy(privateKey: KeyObject): string {
  return signEnveloped(RESPONSE, { privateKey, certificateDer: keyPair.certificateDer });
}

function verify(xml: string, keys: readonly KeyObject[] = [idp.publicKey], name = 'Response'): VerifiedXml {
  const element = findByName(parseXml(xml, MESSAGE_LIMITS), name);
  const signature = element && findSignature(element);
  if (!signature) throw new Error(`there is no signed ${name}`);
  return verifyEnveloped(element, signature, keys);
}

function expectInvalid(run: () => unknown): void {
  const refusal = refusalOf(run);
  expect(refusal.code).toBe('saml.signature_invalid');
  expect([refusal.expected, refusal.actual, refusal.hint].every((fact) => fact.length > 0)).toBe(true);
}

const plain = (element: XmlElement) => canonicalize(element, { inclusivePrefixes: [] });

describe('a signature that is believed', () => {
  it('gives a fresh tree of what was signed, without the signature', () => {
    const verified = verify(signed);
    expect(verified).toMatchObject({ keyIndex: 0, signatureAlgorithm: `${MORE}rsa-sha256` });
    expect(plain(verified.root)).toBe(plain(parseXml(RESPONSE, MESSAGE_LIMITS)));
    expect(verified.root.parent).toBeNull();
  });

  it.each(['Response', 'Assertion'] as const)('is one of xml-crypto, on the %s', (name) => {
    const { root } = verify(signXml(RESPONSE, name, keyPair), [idp.publicKey], name);
    expect(root.localName).toBe(name);
    expect(findByName(root, 'NameID')?.children).toEqual([{ kind: 'text', value: 'alice@good.example' }]);
  });

  it.each([
    [
      'RSA with SHA-512 and a digest by SHA-512',
      `${MORE}rsa-sha512`,
      'http://www.w3.org/2001/04/xmlenc#sha512',
    ],
    [
      'RSA with SHA-256 and a digest by SHA-512',
      `${MORE}rsa-sha256`,
      'http://www.w3.org/2001/04/xmlenc#sha512',
    ],
  ])('is %s', (_, signatureAlgorithm, digestAlgorithm) => {
    const xml = signXml(RESPONSE, 'Assertion', keyPair, { signatureAlgorithm, digestAlgorithm });
    const verified = verify(xml, [idp.publicKey], 'Assertion');
    expect(verified).toMatchObject({ signatureAlgorithm, digestAlgorithm: digestAlgorithm.slice(-6) });
  });

  it.each(['P-256', 'P-384', 'P-521'])('is one by ECDSA on %s', (namedCurve) => {
    const ec = generateKeyPairSync('ec', { namedCurve });
    const xml = signEnveloped(RESPONSE, {
      privateKey: ec.privateKey,
      certificateDer: keyPair.certificateDer,
    });
    expect(verify(xml, [idp.publicKey, ec.publicKey])).toMatchObject({
      keyIndex: 1,
      signatureAlgorithm: `${MORE}ecdsa-sha256`,
    });
  });

  it('is by any of the keys that are trusted', () => {
    expect(verify(signed, [stranger.publicKey, idp.publicKey]).keyIndex).toBe(1);
  });

  it('may name the form with comments, which a reference by ID leaves out all the same', () => {
    const xml = signedWithComments(false);
    expect(findByName(verify(xml).root, 'NameID')?.children).toEqual([
      { kind: 'text', value: 'alice@good.example' },
    ]);
    expectInvalid(() => verify(signedWithComments(true)));
  });

  it('is one over a form without comments, which are then gone', () => {
    const xml = change(signed, 'alice@good', 'alice@<!--.evil-->good');
    expect(findByName(verify(xml).root, 'NameID')?.children).toEqual([
      { kind: 'text', value: 'alice@good.example' },
    ]);
  });

  it('may list prefixes of the surroundings', () => {
    const list = `<InclusiveNamespaces xmlns="${EXCLUSIVE}" PrefixList="unused samlp #default"/>`;
    const transform = `<ds:Transform Algorithm="${EXCLUSIVE}">`;
    const canonical = canonicalize(parseXml(RESPONSE, MESSAGE_LIMITS), {
      inclusivePrefixes: ['unused', 'samlp'],
    });
    const xml = resign(signed, idp.privateKey, (info) =>
      withDigestOf(canonical)(change(info, transform, transform + list)),
    );
    expect(verify(xml).root.declarations.map(({ prefix }) => prefix)).toContain('unused');
  });

  it('may list 64 prefixes, or none', () => {
    const method = `<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}">`;
    for (const list of [`PrefixList="${' a\n'.repeat(64)}"`, '']) {
      const inclusive = `<InclusiveNamespaces xmlns="${EXCLUSIVE}" ${list}/>`;
      const xml = resign(signed, idp.privateKey, (info) => change(info, method, method + inclusive));
      expect(verify(xml).keyIndex).toBe(0);
    }
  });

  it('may have white space between its parts, in its values, and an Id', () => {
    const spaced = change(signed, '<ds:SignatureValue>', '\n<ds:SignatureValue Id="_s">\n ').replace(
      '<ds:Signature ',
      '<ds:Signature Id="_t" ',
    );
    expect(verify(spaced).keyIndex).toBe(0);
  });

  it('needs no KeyInfo', () => {
    expect(verify(signed.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, '')).keyIndex).toBe(0);
  });
});

describe('a signature is refused when', () => {
  it.each([
    ['the text is another', 'alice@good', 'mallory@good'],
    ['a blank is added', '</saml:Subject>', ' </saml:Subject>'],
    ['an attribute is added', 'ID="_a"', 'ID="_a" Version="2.0"'],
    ['an element is added', '</saml:Assertion>', '<saml:Advice/></saml:Assertion>'],
    [
      'an element is missing',
      '<saml:Subject><saml:NameID>alice@good.example</saml:NameID></saml:Subject>',
      '',
    ],
    ['a namespace is another', 'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"', 'xmlns:saml="urn:evil"'],
    ['its value is cut short', /.(?=<\/ds:SignatureValue>)/, ''],
    ['its value is empty', signatureValue(signed), ''],
    ['its value has a comment', '</ds:SignatureValue>', '<!----></ds:SignatureValue>'],
    ['its value has an element', '</ds:SignatureValue>', '<x/></ds:SignatureValue>'],
    ['its value is not Base64', '</ds:SignatureValue>', '*</ds:SignatureValue>'],
    ['its digest has a comment', '</ds:DigestValue>', '<!--x--></ds:DigestValue>'],
    ['its digest begins with a comment', '<ds:DigestValue>', '<ds:DigestValue><!--x-->'],
    ['SignedInfo has a comment', '<ds:SignatureMethod', '<!--x--><ds:SignatureMethod'],
    ['there are two values', '<ds:KeyInfo>', '<ds:SignatureValue>AAAA</ds:SignatureValue><ds:KeyInfo>'],
    ['there are two KeyInfos', '<ds:KeyInfo>', '<ds:KeyInfo/><ds:KeyInfo>'],
    ['there is an Object', '</ds:KeyInfo>', '</ds:KeyInfo><ds:Object/>'],
    ['there is an element of another namespace', '</ds:KeyInfo>', '</ds:KeyInfo><x/>'],
    ['there is text beside its parts', '</ds:KeyInfo>', '</ds:KeyInfo>x'],
    ['there is a comment beside its parts', '</ds:KeyInfo>', '</ds:KeyInfo><!--x-->'],
    ['there is a blank comment beside its parts', '</ds:KeyInfo>', '</ds:KeyInfo><!-- -->'],
    ['a second SignedInfo stands first', '<ds:SignedInfo', '<ds:SignedInfo/><ds:SignedInfo'],
    ['there is no SignedInfo', /ds:SignedInfo/g, 'ds:Signedinfo'],
    [
      'there are two signatures',
      '<ds:Signature ',
      '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/><ds:Signature ',
    ],
  ])('%s', (_, from, to) => {
    expectInvalid(() => verify(edit(signed, from, to)));
  });

  it.each([
    ['none is trusted', []],
    ['a stranger alone is trusted', [stranger.publicKey]],
    ['the key is of another kind', [generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey]],
    ['the key is for RSA-PSS', [generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey]],
    ['the key is a secret', [idp.privateKey]],
  ])('%s', (_, keys) => {
    expectInvalid(() => verify(signed, keys));
  });

  it.each([
    ['RSA of 1024 bits', generateKeyPairSync('rsa', { modulusLength: 1024 })],
    ['RSA of 2047 bits', generateKeyPairSync('rsa', { modulusLength: 2047 })],
    ['the curve of Bitcoin', generateKeyPairSync('ec', { namedCurve: 'secp256k1' })],
    ['P-224', generateKeyPairSync('ec', { namedCurve: 'P-224' })],
  ])('its key is %s, trusted or not', (_, weak) => {
    const xml = signEnveloped(RESPONSE, {
      privateKey: weak.privateKey,
      certificateDer: keyPair.certificateDer,
    });
    expectInvalid(() => verify(xml, [weak.publicKey]));
  });
});

describe('a form is refused, though a trusted key signed it, when', () => {
  const transform = (algorithm: string) => `<ds:Transform Algorithm="${algorithm}"></ds:Transform>`;
  const both = transform(ENVELOPED) + transform(EXCLUSIVE);
  const canonicalization = `<ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}">`;
  const method = `<ds:SignatureMethod Algorithm="${MORE}rsa-sha256">`;
  const digest = '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256">';
  const hmac = '<ds:SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#hmac-sha1">';

  it.each([
    ['SHA-1 signs', method, '<ds:SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#rsa-sha1">'],
    ['MD5 signs', method, `<ds:SignatureMethod Algorithm="${MORE}rsa-md5">`],
    ['a secret signs', method, hmac],
    [
      'RSA-PSS signs',
      method,
      '<ds:SignatureMethod Algorithm="http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1">',
    ],
    ['ECDSA is said to sign', method, `<ds:SignatureMethod Algorithm="${MORE}ecdsa-sha256">`],
    ['another hash is said to sign', method, `<ds:SignatureMethod Algorithm="${MORE}rsa-sha512">`],
    ['nothing signs', method, '<ds:SignatureMethod Algorithm="">'],
    ['the method is not named', method, '<ds:SignatureMethod>'],
    ['the method has parameters', method, `${method}<ds:HMACOutputLength>1</ds:HMACOutputLength>`],
    ['SHA-1 digests', digest, '<ds:DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1">'],
    ['an unknown hash digests', digest, '<ds:DigestMethod Algorithm="constructor">'],
    [
      'SignedInfo is canonical inclusively',
      canonicalization,
      '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315">',
    ],
    [
      'SignedInfo is canonical by XPath',
      canonicalization,
      '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116">',
    ],
    ['there are no transforms', both, ''],
    ['the canonical transform is missing', both, transform(ENVELOPED)],
    ['the enveloped transform is missing', both, transform(EXCLUSIVE)],
    ['the transforms are in the other order', both, transform(EXCLUSIVE) + transform(ENVELOPED)],
    ['there are three transforms', both, both + transform(EXCLUSIVE)],
    ['the enveloped transform comes twice', both, transform(ENVELOPED) + transform(ENVELOPED)],
    [
      'a transform is inclusive',
      both,
      transform(ENVELOPED) + transform('http://www.w3.org/TR/2001/REC-xml-c14n-20010315'),
    ],
    [
      'a transform is XSLT',
      both,
      transform(ENVELOPED) + transform('http://www.w3.org/TR/1999/REC-xslt-19991116'),
    ],
    [
      'a transform is XPath',
      both,
      transform('http://www.w3.org/TR/1999/REC-xpath-19991116') + transform(EXCLUSIVE),
    ],
    [
      'a transform is Base64',
      both,
      transform(ENVELOPED) + transform('http://www.w3.org/2000/09/xmldsig#base64'),
    ],
    [
      'a transform has parameters',
      `<ds:Transform Algorithm="${ENVELOPED}">`,
      `<ds:Transform Algorithm="${ENVELOPED}"><x/>`,
    ],
    ['a canonical form has strange parameters', canonicalization, `${canonicalization}<x/>`],
    [
      'prefixes are listed twice',
      canonicalization,
      canonicalization + `<InclusiveNamespaces xmlns="${EXCLUSIVE}" PrefixList=""/>`.repeat(2),
    ],
    [
      'too many prefixes are listed',
      canonicalization,
      `${canonicalization}<InclusiveNamespaces xmlns="${EXCLUSIVE}" PrefixList="${'a '.repeat(65)}"/>`,
    ],
    [
      'listed prefixes have something in them',
      canonicalization,
      `${canonicalization}<InclusiveNamespaces xmlns="${EXCLUSIVE}" PrefixList=""><x/></InclusiveNamespaces>`,
    ],
    ['a part has another name', /ds:DigestMethod/g, 'ds:DigestMethods'],
    ['there are two References', '</ds:Reference>', '</ds:Reference><ds:Reference URI="#_a"/>'],
    ['there is no Reference', /<ds:Reference .*<\/ds:Reference>/, ''],
    ['the digest is empty', /(?<=<ds:DigestValue>)[^<]+/, ''],
    ['the digest is cut short', /.{4}(?=<\/ds:DigestValue>)/, ''],
    ['the digest is there twice', /(<ds:DigestValue>.*<\/ds:DigestValue>)/, '$1$1'],
    ['the digest is not Base64', '</ds:DigestValue>', '!</ds:DigestValue>'],
    ['the Reference is to the Assertion', 'URI="#_r"', 'URI="#_a"'],
    ['the Reference is to the document', 'URI="#_r"', 'URI=""'],
    ['the Reference is to anything', ' URI="#_r"', ''],
    ['the Reference is an XPointer', 'URI="#_r"', `URI="#xpointer(id('_r'))"`],
    ['the Reference is external', 'URI="#_r"', 'URI="https://evil.example/#_r"'],
    ['the Reference is encoded', 'URI="#_r"', 'URI="#%5Fr"'],
    ['the Reference has a blank', 'URI="#_r"', 'URI="#_r "'],
    [
      'the order of SignedInfo is another',
      /(<ds:CanonicalizationMethod.*?<\/ds:CanonicalizationMethod>)(<ds:SignatureMethod.*?<\/ds:SignatureMethod>)/,
      '$2$1',
    ],
    ['there is an element more', '</ds:SignedInfo>', '<x/></ds:SignedInfo>'],
    ['there is text in SignedInfo', '</ds:SignedInfo>', 'x</ds:SignedInfo>'],
  ])('%s', (_, from, to) => {
    expect(verify(resign(signed, idp.privateKey, (info) => info)).keyIndex).toBe(0);
    expectInvalid(() => verify(resign(signed, idp.privateKey, (info) => edit(info, from, to))));
  });

  it.each([
    ['the element has no ID', ' ID="_r"', ''],
    ['its ID is empty', ' ID="_r"', ' ID=""'],
    ['its ID is no name', ' ID="_r"', ' ID="1"'],
    ['its ID is an XPointer', ' ID="_r"', ' ID="xpointer(/)"'],
    ['its ID is called Id', ' ID="_r"', ' Id="_r"'],
    ['its ID has a namespace', ' ID="_r"', ' saml:ID="_r"'],
    ['another element has its ID', '<saml:Subject>', '<saml:Subject Id="_r">'],
    [
      'a second signature stands behind it',
      '</saml:Assertion>',
      '</saml:Assertion><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>',
    ],
  ])('%s', (_, from, to) => {
    const changed = change(signed, from, to);
    const id = /ID="([^"]*)"/.exec(to)?.[1] ?? '_r';
    const canonical = plain(parseXml(change(RESPONSE, from, to), MESSAGE_LIMITS));
    const xml = resign(changed, idp.privateKey, (info) =>
      withDigestOf(canonical)(change(info, '#_r', `#${id}`)),
    );
    expectInvalid(() => verify(xml));
  });
});

/** A comment in what is signed, and a digest over the form with or without it: xmldsig-core1 4.4.3.3 has it without. */
function signedWithComments(areDigested: boolean): string {
  const commented = (xml: string) => change(xml, 'alice@', 'alice@<!--c-->');
  const bare = plain(parseXml(RESPONSE, MESSAGE_LIMITS));
  const canonical = areDigested ? commented(bare) : bare;
  return resign(commented(signed), idp.privateKey, (info) =>
    withDigestOf(canonical)(info.replaceAll(EXCLUSIVE, `${EXCLUSIVE}WithComments`)),
  );
}

function edit(text: string, from: string | RegExp, to: string): string {
  const edited = typeof from === 'string' ? change(text, from, to) : text.replace(from, to);
  expect(edited).not.toBe(text);
  return edited;
}

function signatureValue(xml: string): string {
  return /<ds:SignatureValue>([^<]+)/.exec(xml)?.[1] ?? '';
}
