import type { NameId } from '../messages/name-id';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { findChildren } from '../xml/read-element';
import { first, text, value } from './lenient';

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
  const subject = first(assertion, NS.assertion, 'Subject');
  const nameId = subject && first(subject, NS.assertion, 'NameID');
  return {
    id: value(assertion, 'ID'),
    issueInstant: value(assertion, 'IssueInstant'),
    issuer: text(first(assertion, NS.assertion, 'Issuer')),
    nameId: nameId ? text(nameId) : decrypted?.value,
    nameIdFormat: nameId ? value(nameId, 'Format') : decrypted?.format,
    confirmations: childrenOf(subject, 'SubjectConfirmation').map(describeConfirmation),
    ...describeConditions(first(assertion, NS.assertion, 'Conditions')),
    ...describeAuthn(first(assertion, NS.assertion, 'AuthnStatement')),
    attributes: childrenOf(assertion, 'AttributeStatement')
      .flatMap((statement) => childrenOf(statement, 'Attribute'))
      .slice(0, MOST)
      .map(describeAttribute),
  };
}

function describeConfirmation(confirmation: XmlElement): ConfirmationAsItCame {
  const held = first(confirmation, NS.assertion, 'SubjectConfirmationData');
  return {
    method: value(confirmation, 'Method'),
    recipient: value(held, 'Recipient'),
    inResponseTo: value(held, 'InResponseTo'),
    notBefore: value(held, 'NotBefore'),
    notOnOrAfter: value(held, 'NotOnOrAfter'),
  };
}

function describeConditions(
  conditions: XmlElement | undefined,
): Pick<AssertionAsItCame, 'notBefore' | 'notOnOrAfter' | 'audiences'> {
  return {
    notBefore: value(conditions, 'NotBefore'),
    notOnOrAfter: value(conditions, 'NotOnOrAfter'),
    audiences: childrenOf(conditions, 'AudienceRestriction')
      .flatMap((restriction) => childrenOf(restriction, 'Audience'))
      .slice(0, MOST)
      .map((audience) => text(audience) ?? ''),
  };
}

function describeAuthn(
  statement: XmlElement | undefined,
): Pick<AssertionAsItCame, 'authnInstant' | 'sessionIndex' | 'sessionNotOnOrAfter' | 'authnContextClassRef'> {
  const context = statement && first(statement, NS.assertion, 'AuthnContext');
  return {
    authnInstant: value(statement, 'AuthnInstant'),
    sessionIndex: value(statement, 'SessionIndex'),
    sessionNotOnOrAfter: value(statement, 'SessionNotOnOrAfter'),
    authnContextClassRef: text(context && first(context, NS.assertion, 'AuthnContextClassRef')),
  };
}

function describeAttribute(element: XmlElement): AttributeAsItCame {
  const values = childrenOf(element, 'AttributeValue').slice(0, MOST);
  return { name: value(element, 'Name'), values: values.map((one) => text(one) ?? '') };
}

function childrenOf(parent: XmlElement | undefined, localName: string): XmlElement[] {
  return parent ? findChildren(parent, NS.assertion, localName).slice(0, MOST) : [];
}
