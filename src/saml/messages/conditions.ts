import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { childElements, findChildren } from '../xml/read-element';
import { findInstant } from './message-header';
import { uriOf } from './uri-text';

export interface Conditions {
  readonly notBefore: Date | undefined;
  readonly notOnOrAfter: Date | undefined;
  /** The audiences of each AudienceRestriction; every restriction must be met (saml-core 2.5.1.4). */
  readonly audienceRestrictions: readonly (readonly string[])[];
  /** Conditions of a kind that is not known here: what they demand can't be met (saml-core 2.5.1). */
  readonly unknown: readonly string[];
}

/** saml-core 2.5.1. A OneTimeUse asks for no more than every assertion gets, and a ProxyRestriction binds who issues further ones. */
export function readConditions(conditions: XmlElement): Conditions {
  const audienceRestrictions: string[][] = [];
  const unknown: string[] = [];
  for (const condition of childElements(conditions)) {
    const kind = condition.namespace === NS.assertion ? condition.localName : '';
    if (kind === 'AudienceRestriction') {
      audienceRestrictions.push(findChildren(condition, NS.assertion, 'Audience').map(uriOf));
    } else if (kind !== 'OneTimeUse' && kind !== 'ProxyRestriction') {
      unknown.push(`${condition.localName} of namespace ${condition.namespace || '(none)'}`);
    }
  }
  return {
    notBefore: findInstant(conditions, 'NotBefore'),
    notOnOrAfter: findInstant(conditions, 'NotOnOrAfter'),
    audienceRestrictions,
    unknown,
  };
}
