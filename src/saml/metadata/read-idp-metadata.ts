import type { KeyObject } from 'node:crypto';
import { BINDING, NS } from '../names';
import { strip } from '../white-space';
import { XmlError, type XmlElement } from '../xml/element';
import { attribute, findChildren, textOf } from '../xml/read-element';
import { atMost } from './at-most';
import { decodeDocument } from './decode-document';
import { type IdpEntity, IdpSearch } from './find-idp';
import type { Endpoint, IdpMetadata, MetadataWarning } from './idp-metadata';
import { MetadataError, quoted } from './metadata-error';
import { readSloServices, readSsoServices, warnOfHttp } from './read-endpoints';
import { readSigningCertificates } from './read-signing-certificates';
import { readValidity } from './read-validity';
import { requireSignedMetadata } from './require-signed-metadata';
import { inWords, say } from '../../sentences/sentence';

export interface IntakeOptions {
  /** Picks one IdP out of an aggregate. */
  readonly entityId?: string | undefined;
  /** Under whose key the document must be signed; then nothing is read but what was signed. */
  readonly signer?: KeyObject | undefined;
}

const NAME_ID_FORMAT_LIMIT = 100;
const SAML2_BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings:';

/**
 * Reads an IdP's metadata as it came, alone or out of an aggregate (saml-metadata 2).
 * @throws MetadataError
 */
export function readIdpMetadata(bytes: Uint8Array, { entityId, signer }: IntakeOptions = {}): IdpMetadata {
  const search = new IdpSearch(entityId);
  // A signature is over the whole, and nothing is looked at before it is verified.
  const root = signer
    ? requireSignedMetadata(decodeDocument(bytes), signer, bytes.byteLength)
    : decodeDocument(bytes, (entity) => {
        search.look(entity);
      });
  try {
    return readIdp(search.find(root));
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new MetadataError(
      say`Expected metadata as its schema has it, got a fault: ${error.sentence}. Export the metadata from the IdP anew.`,
      [],
      { cause: error },
    );
  }
}

function readIdp({ entityId, entity, roles: all }: IdpEntity): IdpMetadata {
  const saml2 = all.filter(speaksSaml2);
  const roles = saml2.length === 0 ? all : saml2;
  const validity = readValidity(entity, roles);
  const signing = readSigningCertificates(roles);
  const ssoServices = readSsoServices(roles);
  const sloServices = readSloServices(roles);
  return {
    entityId,
    ssoServices,
    sloServices,
    signingCertificates: signing.certificates,
    wantAuthnRequestsSigned: roles.some(wantsSignedRequests),
    nameIdFormats: readNameIdFormats(roles),
    validUntil: validity.validUntil,
    cacheSeconds: validity.cacheSeconds,
    warnings: [
      ...validity.warnings,
      ...(saml2.length === 0 ? [warnOfProtocol(all)] : []),
      ...warnOfSso(ssoServices),
      ...signing.warnings,
      ...warnOfHttp([...ssoServices, ...sloServices]),
    ],
  };
}

/** saml-metadata 2.4.1: which protocols the role speaks. */
function speaksSaml2(role: XmlElement): boolean {
  return protocolsOf(role).includes(NS.protocol);
}

function protocolsOf(role: XmlElement): string[] {
  return (attribute(role, 'protocolSupportEnumeration') ?? '')
    .split(/[ \t\r\n]+/)
    .filter((one) => one !== '');
}

/** An xs:boolean (saml-metadata 2.4.3). */
function wantsSignedRequests(role: XmlElement): boolean {
  return ['true', '1'].includes(strip(attribute(role, 'WantAuthnRequestsSigned') ?? ''));
}

function readNameIdFormats(roles: readonly XmlElement[]): string[] {
  const formats = roles
    .flatMap((role) => findChildren(role, NS.metadata, 'NameIDFormat'))
    .map((format) => strip(textOf(format)))
    .filter((format) => format !== '');
  return atMost(NAME_ID_FORMAT_LIMIT, [...new Set(formats)], '<NameIDFormat>');
}

function warnOfProtocol(roles: readonly XmlElement[]): MetadataWarning {
  const protocols = quoted(roles.flatMap(protocolsOf).join(' '));
  return {
    code: 'saml2_not_supported',
    message: inWords(
      say`Expected an IdP that speaks SAML 2.0 (${NS.protocol} in protocolSupportEnumeration), got ${protocols}. It may not sign anyone in here; upload the metadata of its SAML 2.0 side.`,
    ),
  };
}

/**
 * A sign-in is asked for by Redirect or POST. Where SAML 2.0 offers only others, none can begin, and the document is refused; where
 * another protocol does (Shibboleth's own, say), the IdP may still begin one itself.
 */
function warnOfSso(ssoServices: readonly Endpoint[]): MetadataWarning[] {
  if (ssoServices.some(({ binding }) => binding === BINDING.redirect || binding === BINDING.post)) return [];
  const bindings = ssoServices.map(({ binding }) => quoted(binding)).join(', ');
  const expected = say`Expected a SingleSignOnService by HTTP-Redirect or HTTP-POST, got ${bindings}.`;
  if (ssoServices.every(({ binding }) => binding.startsWith(SAML2_BINDINGS))) {
    throw new MetadataError(
      say`${expected} No sign-in could be asked for: switch on HTTP-Redirect or HTTP-POST at the IdP and upload its metadata anew.`,
    );
  }
  return [
    {
      code: 'sso_endpoint_missing',
      message: inWords(
        say`${expected} Sign-in can only begin at the IdP; to begin here, switch one on there and upload the metadata anew.`,
      ),
    },
  ];
}
