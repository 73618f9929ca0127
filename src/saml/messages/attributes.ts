import { orMalformed } from '../malformed';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { childElements, findChildren, textOf } from '../xml/read-element';
import { requireText } from './message-header';
import { say } from '../../sentences/sentence';

export interface AssertedAttribute {
  readonly name: string;
  /** As written, blanks around them too. */
  readonly values: readonly string[];
  /** How many values are XML, or nil (saml-core 2.7.3.1): nothing here reads one. */
  readonly otherValues: number;
}

const ATTRIBUTES = say`attributes as saml-core 2.7.3 has them`;

/** saml-core 2.7.3, of all statements of an assertion. Of one Name there may be several. */
export function readAttributes(assertion: XmlElement): AssertedAttribute[] {
  return orMalformed(ATTRIBUTES, () =>
    attributeElements(assertion, 'Attribute').map((attribute) => {
      const values = findChildren(attribute, NS.assertion, 'AttributeValue');
      const texts = values.filter((value) => childElements(value).length === 0 && !isNil(value));
      return {
        name: requireText(attribute, 'Name'),
        values: texts.map(textOf),
        otherValues: values.length - texts.length,
      };
    }),
  );
}

/** saml-core 2.7.3.2. None is opened: what they hold is told to nobody. */
export function countEncryptedAttributes(assertion: XmlElement): number {
  return attributeElements(assertion, 'EncryptedAttribute').length;
}

function attributeElements(assertion: XmlElement, localName: string): XmlElement[] {
  return findChildren(assertion, NS.assertion, 'AttributeStatement').flatMap((statement) =>
    findChildren(statement, NS.assertion, localName),
  );
}

/** xmlschema-1 2.6.2. */
function isNil({ attributes }: XmlElement): boolean {
  return attributes.some(
    ({ localName, namespace, value }) =>
      localName === 'nil' && namespace === NS.schemaInstance && (value === 'true' || value === '1'),
  );
}
