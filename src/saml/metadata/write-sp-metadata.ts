import { createHash } from 'node:crypto';
import { BINDING, ENCRYPTION_ALGORITHM, NS } from '../names';
import { type EnvelopedSigner, signMetadata } from '../signature/sign';
import { element, type WrittenXml } from '../xml/write-xml';

export interface SpMetadata {
  readonly entityId: string;
  readonly acsUrl: string;
  readonly sloUrl: string;
  /** DER: the one that is signed with first, as some importers take one alone. */
  readonly signingCertificates: readonly Buffer[];
  /** DER, the one to be used first; without any the IdP is told to encrypt nothing. */
  readonly encryptionCertificates: readonly Buffer[];
  readonly authnRequestsSigned: boolean;
  readonly nameIdFormats: readonly string[];
  /** Who runs the SP. */
  readonly organization: { readonly name: string; readonly url: string } | undefined;
  readonly technicalContactEmail: string | undefined;
}

/** What an IdP may encrypt with, best first: CBC is read too, but is nothing to ask for. */
const ENCRYPTION_METHODS = [
  ENCRYPTION_ALGORITHM.aes256Gcm,
  ENCRYPTION_ALGORITHM.aes128Gcm,
  ENCRYPTION_ALGORITHM.rsaOaep,
  ENCRYPTION_ALGORITHM.rsaOaepMgf1p,
];

/** saml-metadata 2.4.4, in the schema's order of elements. The same facts always give the same bytes. */
export function writeSpMetadata(sp: SpMetadata): string {
  return document(writeEntity(sp).xml);
}

/** The same, signed (saml-metadata 3.1). Signatures by RSA, too, are the same for the same bytes. */
export function writeSignedSpMetadata(sp: SpMetadata, signer: EnvelopedSigner): string {
  // xs:ID begins with no digit.
  const id = `_${createHash('sha256').update(writeEntity(sp).xml).digest('hex')}`;
  return document(signMetadata(writeEntity(sp, id).xml, signer));
}

function document(xml: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`;
}

function writeEntity(sp: SpMetadata, id?: string): WrittenXml {
  const names = { 'xmlns:md': NS.metadata, 'xmlns:ds': NS.signature, ID: id, entityID: sp.entityId };
  return element('md:EntityDescriptor', names, [
    writeRole(sp),
    sp.organization && writeOrganization(sp.organization),
    sp.technicalContactEmail !== undefined ? writeContact(sp.technicalContactEmail) : undefined,
  ]);
}

function writeRole(sp: SpMetadata): WrittenXml {
  return element(
    'md:SPSSODescriptor',
    {
      AuthnRequestsSigned: String(sp.authnRequestsSigned),
      WantAssertionsSigned: 'true',
      protocolSupportEnumeration: NS.protocol,
    },
    [
      sp.signingCertificates.map((der) => writeKey('signing', der, [])),
      sp.encryptionCertificates.map((der) => writeKey('encryption', der, ENCRYPTION_METHODS)),
      element('md:SingleLogoutService', { Binding: BINDING.redirect, Location: sp.sloUrl }),
      element('md:SingleLogoutService', { Binding: BINDING.post, Location: sp.sloUrl }),
      sp.nameIdFormats.map((format) => element('md:NameIDFormat', {}, format)),
      element('md:AssertionConsumerService', {
        Binding: BINDING.post,
        Location: sp.acsUrl,
        index: '0',
        isDefault: 'true',
      }),
    ],
  );
}

/** saml-metadata 2.3.2.1: a name for machines, one for people, and a page, each in a language. */
function writeOrganization({ name, url }: NonNullable<SpMetadata['organization']>): WrittenXml {
  const language = { 'xml:lang': 'en' };
  return element('md:Organization', {}, [
    element('md:OrganizationName', language, name),
    element('md:OrganizationDisplayName', language, name),
    element('md:OrganizationURL', language, url),
  ]);
}

/** saml-metadata 2.3.2.2. */
function writeContact(email: string): WrittenXml {
  const address = element('md:EmailAddress', {}, `mailto:${email}`);
  return element('md:ContactPerson', { contactType: 'technical' }, address);
}

function writeKey(use: 'signing' | 'encryption', der: Buffer, methods: readonly string[]): WrittenXml {
  const certificate = element('ds:X509Certificate', {}, der.toString('base64'));
  return element('md:KeyDescriptor', { use }, [
    element('ds:KeyInfo', {}, element('ds:X509Data', {}, certificate)),
    methods.map((Algorithm) => element('md:EncryptionMethod', { Algorithm })),
  ]);
}
