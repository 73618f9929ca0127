import { generateKeyPairSync } from 'node:crypto';
import { requireSignedMetadata } from '../../../src/saml/metadata/require-signed-metadata';
import {
  type SpMetadata,
  writeSignedSpMetadata,
  writeSpMetadata,
} from '../../../src/saml/metadata/write-sp-metadata';
import { BINDING, NAMEID_FORMAT, NS } from '../../../src/saml/names';
import type { XmlElement } from '../../../src/saml/xml/element';
import { parseMetadata } from '../../../src/saml/metadata/parse-metadata';
import {
  attribute,
  childElements,
  findChildren,
  requireChild,
  textOf,
} from '../../../src/saml/xml/read-element';
import { change } from '../../support/change';

const SP: SpMetadata = {
  entityId: 'https://sp.example/saml/acme/metadata',
  acsUrl: 'https://sp.example/saml/acme/acs',
  sloUrl: 'https://sp.example/saml/acme/slo',
  signingCertificates: [Buffer.from('signing')],
  encryptionCertificates: [Buffer.from('encryption')],
  authnRequestsSigned: true,
  nameIdFormats: [NAMEID_FORMAT.unspecified, NAMEID_FORMAT.emailAddress],
  organization: undefined,
  technicalContactEmail: undefined,
};

function written(changes: Partial<SpMetadata> = {}): XmlElement {
  return parseMetadata(writeSpMetadata({ ...SP, ...changes }));
}

function roleOf(root: XmlElement): XmlElement {
  return requireChild(root, NS.metadata, 'SPSSODescriptor');
}

function all(root: XmlElement, localName: string): XmlElement[] {
  return findChildren(roleOf(root), NS.metadata, localName);
}

describe('writeSpMetadata', () => {
  it('names the SP', () => {
    expect(attribute(written(), 'entityID')).toBe(SP.entityId);
    expect(attribute(roleOf(written()), 'protocolSupportEnumeration')).toBe(NS.protocol);
  });

  it.each([true, false])('says whether requests are signed: %s', (authnRequestsSigned) => {
    const role = roleOf(written({ authnRequestsSigned }));
    expect(attribute(role, 'AuthnRequestsSigned')).toBe(String(authnRequestsSigned));
    expect(attribute(role, 'WantAssertionsSigned')).toBe('true');
  });

  it('keeps the schema’s order of elements', () => {
    expect(childElements(roleOf(written())).map(({ localName }) => localName)).toEqual([
      'KeyDescriptor',
      'KeyDescriptor',
      'SingleLogoutService',
      'SingleLogoutService',
      'NameIDFormat',
      'NameIDFormat',
      'AssertionConsumerService',
    ]);
  });

  it('carries both keys, and for encryption how', () => {
    const [signing, encryption] = all(written(), 'KeyDescriptor');
    expect(signing && attribute(signing, 'use')).toBe('signing');
    expect(encryption && attribute(encryption, 'use')).toBe('encryption');
    expect(signing && childElements(signing).map(({ localName }) => localName)).toEqual(['KeyInfo']);
    const methods = encryption ? findChildren(encryption, NS.metadata, 'EncryptionMethod') : [];
    expect(methods.map((method) => attribute(method, 'Algorithm'))).toEqual([
      'http://www.w3.org/2009/xmlenc11#aes256-gcm',
      'http://www.w3.org/2009/xmlenc11#aes128-gcm',
      'http://www.w3.org/2009/xmlenc11#rsa-oaep',
      'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
    ]);
    expect(writeSpMetadata(SP)).toContain(`>${Buffer.from('signing').toString('base64')}<`);
  });

  it('names several keys of a use in the order that is given', () => {
    const certificates = (uses: string) =>
      ['current', 'next'].map((place) => Buffer.from(`${uses} ${place}`));
    const root = written({
      signingCertificates: certificates('signing'),
      encryptionCertificates: certificates('encryption'),
    });
    const texts = all(root, 'KeyDescriptor').map((key) => {
      const data = requireChild(requireChild(key, NS.signature, 'KeyInfo'), NS.signature, 'X509Data');
      const base64 = textOf(requireChild(data, NS.signature, 'X509Certificate'));
      return [attribute(key, 'use'), Buffer.from(base64, 'base64').toString()];
    });
    expect(texts).toEqual([
      ['signing', 'signing current'],
      ['signing', 'signing next'],
      ['encryption', 'encryption current'],
      ['encryption', 'encryption next'],
    ]);
  });

  it('asks for no encryption without a key for it', () => {
    expect(all(written({ encryptionCertificates: [] }), 'KeyDescriptor')).toHaveLength(1);
  });

  it('takes answers by POST, and logout by Redirect and POST', () => {
    const [acs] = all(written(), 'AssertionConsumerService');
    expect(
      Object.fromEntries(acs?.attributes.map(({ localName, value }) => [localName, value]) ?? []),
    ).toEqual({
      Binding: BINDING.post,
      Location: SP.acsUrl,
      index: '0',
      isDefault: 'true',
    });
    expect(
      all(written(), 'SingleLogoutService').map((slo) => [
        attribute(slo, 'Binding'),
        attribute(slo, 'Location'),
      ]),
    ).toEqual([
      [BINDING.redirect, SP.sloUrl],
      [BINDING.post, SP.sloUrl],
    ]);
  });

  it('names the formats of NameID', () => {
    expect(all(written(), 'NameIDFormat').map(textOf)).toEqual(SP.nameIdFormats);
    expect(all(written({ nameIdFormats: [] }), 'NameIDFormat')).toEqual([]);
  });

  it('gives the same bytes for the same facts', () => {
    expect(writeSpMetadata({ ...SP })).toBe(writeSpMetadata(SP));
  });

  it('says who runs it, behind the role', () => {
    const organization = { name: 'Zoë & "Söhne" <Cloud>', url: 'https://www.example/?a=1&b=2' };
    const root = written({ organization, technicalContactEmail: 'saml@example.com' });
    expect(childElements(root).map(({ localName }) => localName)).toEqual([
      'SPSSODescriptor',
      'Organization',
      'ContactPerson',
    ]);
    const parts = childElements(requireChild(root, NS.metadata, 'Organization'));
    expect(parts.map((part) => [part.localName, textOf(part)])).toEqual([
      ['OrganizationName', organization.name],
      ['OrganizationDisplayName', organization.name],
      ['OrganizationURL', organization.url],
    ]);
    const languages = parts.map(({ attributes }) =>
      attributes.map(({ namespace, localName, value }) => [namespace, localName, value]),
    );
    expect(languages).toEqual(parts.map(() => [[NS.xml, 'lang', 'en']]));
    const contact = requireChild(root, NS.metadata, 'ContactPerson');
    expect(attribute(contact, 'contactType')).toBe('technical');
    expect(childElements(contact).map((part) => [part.localName, textOf(part)])).toEqual([
      ['EmailAddress', 'mailto:saml@example.com'],
    ]);
  });

  it('leaves out what is not known of who runs it', () => {
    const names = (changes: Partial<SpMetadata>) =>
      childElements(written(changes)).map(({ localName }) => localName);
    expect(names({})).toEqual(['SPSSODescriptor']);
    expect(names({ organization: { name: 'ACME', url: 'https://www.example' } })).toEqual([
      'SPSSODescriptor',
      'Organization',
    ]);
    expect(names({ technicalContactEmail: 'saml@example.com' })).toEqual([
      'SPSSODescriptor',
      'ContactPerson',
    ]);
  });
});

describe('writeSignedSpMetadata', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signer = { privateKey, certificateDer: Buffer.from('signing') };
  const sign = (changes: Partial<SpMetadata> = {}) => writeSignedSpMetadata({ ...SP, ...changes }, signer);

  it.each<Partial<SpMetadata>>([
    {},
    { organization: { name: 'a > b & "c" <d>', url: 'https://www.example/?a=1&b=2' } },
    { technicalContactEmail: 'saml@example.com' },
    { entityId: `https://sp.example/?a=">'<&x=1` },
    { encryptionCertificates: [] },
  ])('signs all of it: %j', (changes) => {
    const xml = sign(changes);
    const signed = requireSignedMetadata(parseMetadata(xml), publicKey, xml.length);
    const content = ({ name, attributes, children }: XmlElement): unknown => ({
      name,
      attributes: attributes
        .filter(({ localName }) => localName !== 'ID')
        .map(({ localName, value }) => `${localName}=${value}`)
        .sort(),
      children: children.map((child) => (child.kind === 'element' ? content(child) : child)),
    });
    expect(content(signed)).toEqual(content(written(changes)));
  });

  it('is refused under another key, and where anything is changed', () => {
    const read = (xml: string, key = publicKey) => requireSignedMetadata(parseMetadata(xml), key, xml.length);
    expect(() => read(sign(), other.publicKey)).toThrow();
    expect(() => read(change(sign(), SP.acsUrl, 'https://attacker.example/acs'))).toThrow();
    expect(() => read(writeSpMetadata(SP))).toThrow();
  });

  it('has the Signature first, where the schema has it', () => {
    const root = parseMetadata(sign({ technicalContactEmail: 'saml@example.com' }));
    expect(childElements(root).map(({ name }) => name)).toEqual([
      'ds:Signature',
      'md:SPSSODescriptor',
      'md:ContactPerson',
    ]);
  });

  it('gives the same bytes for the same facts, and another ID for others', () => {
    expect(sign()).toBe(sign());
    const idOf = (xml: string) => attribute(parseMetadata(xml), 'ID');
    expect(idOf(sign())).toMatch(/^_[0-9a-f]{64}$/);
    expect(idOf(sign({ authnRequestsSigned: false }))).not.toBe(idOf(sign()));
  });
});
