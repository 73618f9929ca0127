import { orMalformed } from '../malformed';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { childElements, findChildren, textOf } from '../xml/read-element';
import { requireText } from './message-header';

export interface AssertedAttribute {
  readonly name: string;
  readonly values: readonly string[];
}

/** saml-core 2.7.3, of all statements of an assertion. A value that is XML and no text is left out: nothing here reads one. */
export function readAttributes(assertion: XmlElement): AssertedAttribute[] {
  return orMalformed('attributes as saml-core 2.7.3 has them', () =>
    findChildren(assertion, NS.assertion, 'AttributeStatement')
      .flatMap((statement) => findChildren(statement, NS.assertion, 'Attribute'))
      .map((attribute) => ({
        name: requireText(attribute, 'Name'),
        values: findChildren(attribute, NS.assertion, 'AttributeValue')
          .filter((value) => childElements(value).length === 0)
          .map(textOf),
      })),
  );
}
