import { BINDING, ENCRYPTION_ALGORITHM, NS } from '../names';
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
  const role = element(
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
  const names = { 'xmlns:md': NS.metadata, 'xmlns:ds': NS.signature, entityID: sp.entityId };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('md:EntityDescriptor', names, role).xml}\n`;
}

function writeKey(use: 'signing' | 'encryption', der: Buffer, methods: readonly string[]): WrittenXml {
  const certificate = element('ds:X509Certificate', {}, der.toString('base64'));
  return element('md:KeyDescriptor', { use }, [
    element('ds:KeyInfo', {}, element('ds:X509Data', {}, certificate)),
    methods.map((Algorithm) => element('md:EncryptionMethod', { Algorithm })),
  ]);
}
