import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { attribute, childElements, findChildren, isElement } from '../xml/read-element';
import { atMost } from './at-most';
import { MetadataError, quoted } from './metadata-error';
import { listed, type Sentence, say } from '../../sentences/sentence';

export interface IdpEntity {
  readonly entityId: string;
  readonly entity: XmlElement;
  readonly roles: readonly XmlElement[];
}

const CANDIDATES_SHOWN = 20;
const ROLE_LIMIT = 20;
const ENTITY_ID_LIMIT = 1024;

/** The one IdP of the document, or the one of that entityID (saml-metadata 2.3). */
export function findIdp(root: XmlElement, entityId: string | undefined): IdpEntity {
  const entities = collectEntities(root);
  const idps = entities.flatMap((entity) => {
    const roles = findChildren(entity, NS.metadata, 'IDPSSODescriptor');
    return roles.length === 0 ? [] : [{ entityId: attribute(entity, 'entityID') ?? '', entity, roles }];
  });
  const [first, ...others] = idps;
  if (!first) throw new MetadataError(noIdp(entities));
  const chosen = entityId === undefined ? idps : idps.filter((idp) => idp.entityId === entityId);
  const [idp, ...more] = chosen;
  if (!idp) throw unknownEntity(quoted(entityId ?? ''), idps);
  if (entityId === undefined && others.length > 0) throw severalIdps(idps);
  if (more.length > 0) {
    throw new MetadataError(
      say`Expected one IdP with the entityID ${quoted(idp.entityId)}, got ${chosen.length}. Upload the metadata of that IdP alone.`,
    );
  }
  checkEntityId(idp.entityId);
  return { ...idp, roles: atMost(ROLE_LIMIT, idp.roles, '<IDPSSODescriptor>') };
}

function collectEntities(root: XmlElement): XmlElement[] {
  const { localName, namespace } = root;
  const isMetadata =
    ['EntityDescriptor', 'EntitiesDescriptor'].includes(localName) && namespace === NS.metadata;
  if (isMetadata) return membersOf([root]);
  throw new MetadataError(
    say`Expected <EntityDescriptor> or <EntitiesDescriptor> of SAML 2.0 metadata, got <${localName}> of namespace ${quoted(namespace)}. Upload the document that the IdP calls its metadata.`,
  );
}

function membersOf(elements: readonly XmlElement[]): XmlElement[] {
  return elements.flatMap((one) => {
    if (isElement(one, NS.metadata, 'EntityDescriptor')) return [one];
    return isElement(one, NS.metadata, 'EntitiesDescriptor') ? membersOf(childElements(one)) : [];
  });
}

function noIdp(entities: readonly XmlElement[]): Sentence {
  const isSp = entities.some((entity) => findChildren(entity, NS.metadata, 'SPSSODescriptor').length > 0);
  const actual = isSp ? say`a service provider's metadata (SPSSODescriptor), maybe our own` : say`none`;
  return say`Expected an identity provider (IDPSSODescriptor), got ${actual}. Upload the metadata that the IdP gives out about itself.`;
}

function unknownEntity(wanted: string, idps: readonly IdpEntity[]): MetadataError {
  const { shown, sentence } = candidatesOf(idps);
  return new MetadataError(
    say`Expected an IdP with the entityID ${wanted}, got ${sentence}. Give one of these as entityId.`,
    shown,
  );
}

function severalIdps(idps: readonly IdpEntity[]): MetadataError {
  const { shown, sentence } = candidatesOf(idps);
  return new MetadataError(
    say`Expected one IdP, got ${sentence}. Say which one by its entityID, as entityId.`,
    shown,
  );
}

function candidatesOf(idps: readonly IdpEntity[]): { shown: string[]; sentence: Sentence } {
  const shown = idps.slice(0, CANDIDATES_SHOWN).map(({ entityId }) => cutToCharacters(entityId));
  const rest = idps.length - shown.length;
  const named = say`${idps.length}: ${listed(shown.map(quoted))}`;
  return { shown, sentence: rest > 0 ? say`${named} and ${rest} more` : named };
}

/** What is within the limit stays whole, so that it can be chosen; of the rest no half of a character is left. */
function cutToCharacters(entityId: string): string {
  return Array.from(entityId.slice(0, 2 * ENTITY_ID_LIMIT))
    .slice(0, ENTITY_ID_LIMIT)
    .join('');
}

function checkEntityId(entityId: string): void {
  // Characters, not UTF-16 units.
  const { length } = Array.from(entityId);
  if (length >= 1 && length <= ENTITY_ID_LIMIT) return;
  const actual = length === 0 ? say`none` : say`${length} characters`;
  throw new MetadataError(
    say`Expected an entityID of 1 to ${ENTITY_ID_LIMIT} characters, got ${actual}. Correct it at the IdP and upload the metadata anew.`,
  );
}
