import { generateKeyPairSync } from 'node:crypto';
import { signEnveloped } from '../../../src/saml/signature/sign';
import { findSignature, verifyEnveloped } from '../../../src/saml/signature/verify-enveloped';
import type { XmlElement } from '../../../src/saml/xml/element';
import { MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import { childElements } from '../../../src/saml/xml/read-element';
import { refusalOf } from '../../support/refusal-of';
import { findByName } from '../../support/xmldsig';

const idp = generateKeyPairSync('rsa', { modulusLength: 2048 });

const assertion = (id: string, name: string, more = '') =>
  `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${id}"><saml:Issuer>https://idp.example</saml:Issuer>` +
  `${more}<saml:NameID>${name}</saml:NameID></saml:Assertion>`;

const signed = () =>
  signEnveloped(assertion('_a', 'alice'), {
    privateKey: idp.privateKey,
    certificateDer: Buffer.alloc(0),
  });
const signature = () => /<ds:Signature .*<\/ds:Signature>/.exec(signed())?.[0] ?? '';
const unsigned = () => signed().replace(signature(), '');

function response(...content: string[]): string {
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r">${content.join('')}</samlp:Response>`;
}

/** All that a trusted key is found to vouch for, whichever element one asks about. */
function vouchedFor(xml: string): string[] {
  const all = descendants(parseXml(xml, MESSAGE_LIMITS));
  return all
    .flatMap((element) => {
      try {
        const found = findSignature(element);
        return found ? [findByName(verifyEnveloped(element, found, [idp.publicKey]).root, 'NameID')] : [];
      } catch (error) {
        refusalOf(() => {
          throw error;
        });
        return [];
      }
    })
    .map(
      (nameId) => nameId?.children.map((child) => (child.kind === 'text' ? child.value : '')).join('') ?? '',
    );
}

function descendants(element: XmlElement): XmlElement[] {
  return [element, ...childElements(element).flatMap(descendants)];
}

const evil = (more = '', id = '_evil') => assertion(id, 'mallory', more);

it('believes what was signed', () => {
  expect(vouchedFor(response(signed()))).toEqual(['alice']);
});

describe('a wrapped signature vouches for nobody else', () => {
  it.each([
    ['beside the signed assertion', () => response(evil(), signed()), ['alice']],
    ['behind the signed assertion', () => response(signed(), evil()), ['alice']],
    ['with the signature, the signed one beside it', () => response(evil(signature()), unsigned()), []],
    ['around the signed assertion', () => response(evil(signed())), ['alice']],
    ['with the signature, around the assertion', () => response(evil(signature() + unsigned())), []],
    ['with the signature, the signed one in its Object', () => response(evil(inObject(unsigned()))), []],
    ['with the signature, the signed one in its KeyInfo', () => response(evil(inKeyInfo(unsigned()))), []],
    [
      'beside the signed one in Extensions',
      () => response(`<samlp:Extensions>${signed()}</samlp:Extensions>`, evil()),
      ['alice'],
    ],
    ['with the signature, of the same ID', () => response(evil(signature(), '_a'), unsigned()), []],
    ['with the signature, of the same ID, alone', () => response(evil(signature(), '_a')), []],
    ['of the same ID, before the signed one', () => response(evil('', '_a'), signed()), []],
    ['of the same ID, behind the signed one', () => response(signed(), evil('', '_a')), []],
    ['of the same ID called Id', () => response(signed(), evil('', '_x').replace('ID=', 'Id=')), ['alice']],
    [
      'of the ID of the Reference called Id',
      () => response(signed(), evil('', '_a').replace('ID=', 'Id=')),
      [],
    ],
    [
      'of the ID of the Reference called id',
      () => response(signed(), evil('', '_a').replace('ID=', 'id=')),
      [],
    ],
    ['with two signatures', () => response(evil(signature() + signature())), []],
    ['with the Response of the same ID', () => response(signed()).replace('"_r"', '"_a"'), []],
  ])('%s', (_, xml, names) => {
    expect(vouchedFor(xml())).toEqual(names);
  });

  it('as the Response around it', () => {
    const root = parseXml(response(signed()), MESSAGE_LIMITS);
    const found = findByName(root, 'Signature');
    if (!found) throw new Error('there is no signature');
    expect(refusalOf(() => verifyEnveloped(root, found, [idp.publicKey])).code).toBe(
      'saml.signature_invalid',
    );
    expect(findSignature(root)).toBeUndefined();
  });

  it('by a signature that stands in another document', () => {
    const found = findByName(parseXml(signed(), MESSAGE_LIMITS), 'Signature');
    if (!found) throw new Error('there is no signature');
    const other = parseXml(evil('', '_a'), MESSAGE_LIMITS);
    expect(refusalOf(() => verifyEnveloped(other, found, [idp.publicKey])).code).toBe(
      'saml.signature_invalid',
    );
  });
});

function inObject(content: string): string {
  return signature().replace('</ds:Signature>', `<ds:Object>${content}</ds:Object>$&`);
}

function inKeyInfo(content: string): string {
  return signature().replace('</ds:KeyInfo>', `${content}$&`);
}
