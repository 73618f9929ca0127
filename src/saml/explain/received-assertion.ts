import type { NameId } from '../messages/name-id';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { findChildren } from '../xml/read-element';
import { firstChild, shownAttribute, shownText } from './lenient';

/** An assertion as it was written. */
export interface AssertionAsItCame {
  readonly id: string | undefined;
  readonly issueInstant: string | undefined;
  readonly issuer: string | undefined;
  readonly nameId: string | undefined;
  readonly nameIdFormat: string | undefined;
  readonly confirmations: readonly ConfirmationAsItCame[];
  readonly notBefore: string | undefined;
  readonly notOnOrAfter: string | undefined;
  readonly audiences: readonly string[];
  readonly authnInstant: string | undefined;
  readonly sessionIndex: string | undefined;
  readonly sessionNotOnOrAfter: string | undefined;
  readonly authnContextClassRef: string | undefined;
  readonly attributes: readonly AttributeAsItCame[];
}

export interface ConfirmationAsItCame {
  readonly method: string | undefined;
  readonly recipient: string | undefined;
  readonly inResponseTo: string | undefined;
  readonly notBefore: string | undefined;
  readonly notOnOrAfter: string | undefined;
}

export interface AttributeAsItCame {
  readonly name: string | undefined;
  readonly values: readonly string[];
}

/** More are not listed; the message shows them. */
const MOST = 100;

/** @param decrypted the name, where it came encrypted and was opened */
export function describeAssertion(assertion: XmlElement, decrypted: NameId | undefined): AssertionAsItCame {
  const subject = firstChild(assertion, NS.assertion, 'Subject');
  const nameId = subject && firstChild(subject, NS.assertion, 'NameID');
  return {
    id: shownAttribute(assertion, 'ID'),
    issueInstant: shownAttribute(assertion, 'IssueInstant'),
    issuer: shownText(firstChild(assertion, NS.assertion, 'Issuer')),
    nameId: nameId ? shownText(nameId) : decrypted?.value,
    nameIdFormat: nameId ? shownAttribute(nameId, 'Format') : decrypted?.format,
    confirmations: childrenOf(subject, 'SubjectConfirmation').map(describeConfirmation),
    ...describeConditions(firstChild(assertion, NS.assertion, 'Conditions')),
    ...describeAuthn(firstChild(assertion, NS.assertion, 'AuthnStatement')),
    attributes: childrenOf(assertion, 'AttributeStatement')
      .flatMap((statement) => childrenOf(statement, 'Attribute'))
      .slice(0, MOST)
      .map(describeAttribute),
  };
}

function describeConfirmation(confirmation: XmlElement): ConfirmationAsItCame {
  const held = firstChild(confirmation, NS.assertion, 'SubjectConfirmationData');
  return {
    method: shownAttribute(confirmation, 'Method'),
    recipient: shownAttribute(held, 'Recipient'),
    inResponseTo: shownAttribute(held, 'InResponseTo'),
    notBefore: shownAttribute(held, 'NotBefore'),
    notOnOrAfter: shownAttribute(held, 'NotOnOrAfter'),
  };
}

function describeConditions(
  conditions: XmlElement | undefined,
): Pick<AssertionAsItCame, 'notBefore' | 'notOnOrAfter' | 'audiences'> {
  return {
    notBefore: shownAttribute(conditions, 'NotBefore'),
    notOnOrAfter: shownAttribute(conditions, 'NotOnOrAfter'),
    audiences: childrenOf(conditions, 'AudienceRestriction')
      .flatMap((restriction) => childrenOf(restriction, 'Audience'))
      .slice(0, MOST)
      .map((audience) => shownText(audience) ?? ''),
  };
}

function describeAuthn(
  statement: XmlElement | undefined,
): Pick<AssertionAsItCame, 'authnInstant' | 'sessionIndex' | 'sessionNotOnOrAfter' | 'authnContextClassRef'> {
  const context = statement && firstChild(statement, NS.assertion, 'AuthnContext');
  return {
    authnInstant: shownAttribute(statement, 'AuthnInstant'),
    sessionIndex: shownAttribute(statement, 'SessionIndex'),
    sessionNotOnOrAfter: shownAttribute(statement, 'SessionNotOnOrAfter'),
    authnContextClassRef: shownText(context && firstChild(context, NS.assertion, 'AuthnContextClassRef')),
  };
}

function describeAttribute(element: XmlElement): AttributeAsItCame {
  const values = childrenOf(element, 'AttributeValue').slice(0, MOST);
  return { name: shownAttribute(element, 'Name'), values: values.map((one) => shownText(one) ?? '') };
}

function childrenOf(parent: XmlElement | undefined, localName: string): XmlElement[] {
  return parent ? findChildren(parent, NS.assertion, localName).slice(0, MOST) : [];
}
