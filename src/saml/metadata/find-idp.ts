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

/** Looks for the one IdP of a document, or the one of that entityID (saml-metadata 2.3), and keeps of all others their names. */
export class IdpSearch {
  private chosen: IdpEntity | undefined;
  private chosenCount = 0;
  private idpCount = 0;
  private hasSp = false;
  /** As many as are shown. */
  private readonly names: string[] = [];

  constructor(private readonly entityId: string | undefined) {}

  /** At each of its entities, in the document's order. */
  look(entity: XmlElement): void {
    const roles = findChildren(entity, NS.metadata, 'IDPSSODescriptor');
    if (roles.length === 0) {
      this.hasSp ||= findChildren(entity, NS.metadata, 'SPSSODescriptor').length > 0;
      return;
    }
    const entityId = attribute(entity, 'entityID') ?? '';
    this.idpCount += 1;
    if (this.names.length < CANDIDATES_SHOWN) this.names.push(cutToCharacters(entityId));
    if (this.entityId !== undefined && this.entityId !== entityId) return;
    this.chosenCount += 1;
    this.chosen ??= { entityId, entity, roles };
  }

  /** @param root whose entities are looked at now, where they were not while it was read */
  find(root: XmlElement): IdpEntity {
    for (const entity of collectEntities(root)) this.look(entity);
    if (this.idpCount === 0) throw new MetadataError(noIdp(this.hasSp));
    if (!this.chosen) throw this.unknownEntity(quoted(this.entityId ?? ''));
    if (this.entityId === undefined && this.idpCount > 1) throw this.severalIdps();
    const { entityId, roles } = this.chosen;
    if (this.chosenCount > 1) {
      throw new MetadataError(
        say`Expected one IdP with the entityID ${quoted(entityId)}, got ${this.chosenCount}. Upload the metadata of that IdP alone.`,
      );
    }
    checkEntityId(entityId);
    return { ...this.chosen, roles: atMost(ROLE_LIMIT, roles, '<IDPSSODescriptor>') };
  }

  private unknownEntity(wanted: string): MetadataError {
    return new MetadataError(
      say`Expected an IdP with the entityID ${wanted}, got ${this.candidates()}. Give one of these as entityId.`,
      this.names,
    );
  }

  private severalIdps(): MetadataError {
    return new MetadataError(
      say`Expected one IdP, got ${this.candidates()}. Say which one by its entityID, as entityId.`,
      this.names,
    );
  }

  private candidates(): Sentence {
    const rest = this.idpCount - this.names.length;
    const named = say`${this.idpCount}: ${listed(this.names.map(quoted))}`;
    return rest > 0 ? say`${named} and ${rest} more` : named;
  }
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

function noIdp(isSp: boolean): Sentence {
  const actual = isSp ? say`a service provider's metadata (SPSSODescriptor), maybe our own` : say`none`;
  return say`Expected an identity provider (IDPSSODescriptor), got ${actual}. Upload the metadata that the IdP gives out about itself.`;
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
