import { inWords, say } from '../../sentences/sentence';
import { readInstant } from '../messages/instants';
import type { XmlElement } from '../xml/element';
import { attribute } from '../xml/read-element';
import type { MetadataWarning } from './idp-metadata';
import { quoted } from './metadata-error';
import { readDuration } from './read-duration';

export interface Validity {
  readonly validUntil: Date | undefined;
  readonly cacheSeconds: number | undefined;
  readonly warnings: readonly MetadataWarning[];
}

/** saml-metadata 2.3.1, 2.3.2, 2.4.1: the earliest end and the shortest duration count, of the roles, the entity and the aggregates around it. */
export function readValidity(entity: XmlElement, roles: readonly XmlElement[]): Validity {
  const elements = [...roles, ...withParents(entity)];
  const texts = elements.flatMap((one) => attribute(one, 'validUntil') ?? []);
  let validUntil: Date | undefined;
  const warnings: MetadataWarning[] = [];
  for (const text of texts) {
    const end = readInstant(text);
    if (!end) warnings.push(warnOfUnreadable(text));
    else if (!validUntil || end < validUntil) validUntil = end;
  }
  return { validUntil, cacheSeconds: shortestCache(elements), warnings };
}

/** One that can't be read is passed over: a document is fetched anew from time to time in any case. */
function shortestCache(elements: readonly XmlElement[]): number | undefined {
  const durations = elements.flatMap((one) => readDuration(attribute(one, 'cacheDuration') ?? '') ?? []);
  return durations.length === 0 ? undefined : Math.min(...durations);
}

function withParents(entity: XmlElement): XmlElement[] {
  return entity.parent ? [entity, ...withParents(entity.parent)] : [entity];
}

function warnOfUnreadable(text: string): MetadataWarning {
  return {
    code: 'valid_until_unreadable',
    message: inWords(
      say`Expected validUntil as an xs:dateTime in UTC, got ${quoted(text)}; it is passed over. Correct it at the IdP.`,
    ),
  };
}
