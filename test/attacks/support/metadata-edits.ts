import { change } from '../../support/change';
import type { MetadataAttack, MetadataStage } from './metadata-attack';

export type Edit = (xml: string, stage: MetadataStage) => string | Buffer;

export const refused = (name: string, forge: Edit, ids?: readonly string[]): MetadataAttack => ({
  name,
  ids,
  forge,
  code: 'idp.metadata_invalid',
});
export const ignored = (name: string, forge: Edit, ids?: readonly string[]): MetadataAttack => ({
  name,
  ids,
  forge,
});

const START = /<md:EntityDescriptor [^>]*/;
export const withAttribute = (xml: string, attribute: string) =>
  xml.replace(START, (start) => `${start} ${attribute}`);
export const inEntity = (xml: string, content: string) =>
  change(xml, '<md:IDPSSODescriptor', `${content}<md:IDPSSODescriptor`);
export const behindRole = (xml: string, content: string) =>
  change(xml, '</md:IDPSSODescriptor>', `</md:IDPSSODescriptor>${content}`);
export const entityIdAs = (xml: string, text: string) =>
  xml.replace(/entityID="[^"]*"/, () => `entityID="${text}"`);
export const aggregateOf = (content: string) =>
  `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${content}</md:EntitiesDescriptor>`;
export const keyHolder = (content: string, use = 'signing') =>
  `<md:KeyDescriptor use="${use}"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${content}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
const ROLE_START = /<md:IDPSSODescriptor [^>]*>/;
export const withKey = (xml: string, key: string) => xml.replace(ROLE_START, (start) => start + key);
export const spRole = (key: string) =>
  `<md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${key}</md:SPSSODescriptor>`;
export const otherEntity = (key: string) =>
  `<md:EntityDescriptor xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="urn:other">${spRole(key)}</md:EntityDescriptor>`;

const ROLE = /<md:IDPSSODescriptor.*<\/md:IDPSSODescriptor>/;
/** The one role of the IdP. */
export const roleOf = (xml: string) => ROLE.exec(xml)?.[0] ?? '';
