import { malformed, orMalformed } from '../malformed';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { findChild, textOf } from '../xml/read-element';
import { findShortText, requireElement } from './message-header';
import { say } from '../../sentences/sentence';

export interface NameId {
  /** The whole text as written, blanks around it too. */
  readonly value: string;
  readonly format: string | undefined;
  readonly nameQualifier: string | undefined;
  readonly spNameQualifier: string | undefined;
}

const A_NAME_ID = say`a NameID as saml-core 2.2.3 has it`;

/** saml-core 2.2.3. */
export function readNameId(element: XmlElement): NameId {
  return orMalformed(A_NAME_ID, () => {
    requireElement(element, NS.assertion, 'NameID');
    return {
      value: textOf(element),
      format: findShortText(element, 'Format'),
      nameQualifier: findShortText(element, 'NameQualifier'),
      spNameQualifier: findShortText(element, 'SPNameQualifier'),
    };
  });
}

export interface SubjectName {
  readonly nameId: NameId | undefined;
  readonly encryptedId: XmlElement | undefined;
}

/** saml-core 2.4.1, 3.7.1: one name at most, plain or encrypted. */
export function readSubjectName(parent: XmlElement): SubjectName {
  const plain = findChild(parent, NS.assertion, 'NameID');
  const encryptedId = findChild(parent, NS.assertion, 'EncryptedID');
  if (plain && encryptedId)
    throw malformed(say`one name in <${parent.localName}>`, say`a NameID and an EncryptedID`);
  return { nameId: plain && readNameId(plain), encryptedId };
}
