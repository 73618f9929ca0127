import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { attribute, findChild, findChildren } from '../xml/read-element';
import { findInstant, requireText } from './message-header';
import { readSubjectName, type SubjectName } from './name-id';

export interface SubjectConfirmation {
  readonly method: string;
  readonly recipient: string | undefined;
  readonly notBefore: Date | undefined;
  readonly notOnOrAfter: Date | undefined;
  readonly inResponseTo: string | undefined;
}

export interface Subject extends SubjectName {
  readonly confirmations: readonly SubjectConfirmation[];
}

/** saml-core 2.4.1. An assertion may be without a Subject: then it names nobody and confirms nothing. */
export function readSubject(subject: XmlElement | undefined): Subject {
  if (!subject) return { nameId: undefined, encryptedId: undefined, confirmations: [] };
  const confirmations = findChildren(subject, NS.assertion, 'SubjectConfirmation').map(readConfirmation);
  const { nameId, encryptedId } = readSubjectName(subject);
  return { nameId, encryptedId, confirmations };
}

function readConfirmation(confirmation: XmlElement): SubjectConfirmation {
  const held = findChild(confirmation, NS.assertion, 'SubjectConfirmationData');
  return {
    method: requireText(confirmation, 'Method'),
    recipient: held && attribute(held, 'Recipient'),
    notBefore: held && findInstant(held, 'NotBefore'),
    notOnOrAfter: held && findInstant(held, 'NotOnOrAfter'),
    inResponseTo: held && attribute(held, 'InResponseTo'),
  };
}
