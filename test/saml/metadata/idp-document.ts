import { readIdpMetadata } from '../../../src/saml/metadata/read-idp-metadata';
import { warningsNow } from '../../../src/saml/metadata/warn-of-dates';
import { makeKeyPair, type TestKeyPair } from '../../support/idp/key-pair';

export const NOW = new Date('2026-03-01T10:00:00Z');

const PAIRS = new Map<string, Promise<TestKeyPair>>();

/** One key pair a kind is enough for all documents. */
export async function pemPair(kind: 'rsa' | 'weak' | 'ec' | 'expired' | 'early'): Promise<TestKeyPair> {
  const pair = PAIRS.get(kind) ?? makeKeyPair(optionsOf(kind));
  PAIRS.set(kind, pair);
  return pair;
}

function optionsOf(kind: string): Parameters<typeof makeKeyPair>[0] {
  if (kind === 'weak') return { bits: 1024 };
  if (kind === 'ec') return { kind: 'ec' };
  if (kind === 'expired') return { notAfter: new Date('2026-02-01T00:00:00Z') };
  return kind === 'early' ? { notBefore: new Date('2026-04-01T00:00:00Z') } : {};
}

export async function certificateOf(kind: Parameters<typeof pemPair>[0]): Promise<string> {
  return (await pemPair(kind)).certificateDer.toString('base64');
}

export function key(content: string, use: string | null = 'signing'): string {
  const attribute = use === null ? '' : ` use="${use}"`;
  return `<md:KeyDescriptor${attribute}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${content}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
}

export function service(name: string, binding: string, location: string, more = ''): string {
  return `<md:${name} Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${location}" ${more}/>`;
}

export const SSO = service('SingleSignOnService', 'HTTP-Redirect', 'https://idp.example/sso');
const NAMESPACES =
  'xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';
export const SAML2 = 'protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"';

export function role(content: string, attributes: string = SAML2): string {
  return `<md:IDPSSODescriptor ${attributes}>${content}</md:IDPSSODescriptor>`;
}

export function entity(content: string, entityId = 'https://idp.example', attributes = ''): string {
  return `<md:EntityDescriptor ${NAMESPACES} entityID="${entityId}" ${attributes}>${content}</md:EntityDescriptor>`;
}

export function aggregate(content: string, attributes = ''): string {
  return `<md:EntitiesDescriptor ${NAMESPACES} ${attributes}>${content}</md:EntitiesDescriptor>`;
}

/** A sound document with one RSA key and one SSO address. */
export async function soundEntity(entityId?: string, attributes?: string): Promise<string> {
  return entity(role(key(await certificateOf('rsa')) + SSO), entityId, attributes);
}

export function read(xml: string | Uint8Array, entityId?: string) {
  return readIdpMetadata(typeof xml === 'string' ? Buffer.from(xml) : xml, { entityId });
}

/** What is to be told of it at `NOW`. */
export function warnings(xml: string) {
  return warningsNow(read(xml), NOW);
}

export function warningsOf(xml: string): string[] {
  return warnings(xml).map(({ code }) => code);
}
