import { decodePost } from '../bindings/post';
import { parseMessage } from '../messages/parse-message';
import { NS } from '../names';
import { SamlRefusal } from '../refusal';
import type { XmlElement } from '../xml/element';
import { attribute } from '../xml/read-element';
import { allText, firstChild } from './lenient';

/** What a response says of itself, whoever wrote it: good for looking up what is remembered, and for nothing else. */
export interface UntrustedNames {
  readonly inResponseTo: string | undefined;
  /** Of an assertion that came plain. */
  readonly assertion: { readonly issuer: string; readonly assertionId: string } | undefined;
}

const NONE: UntrustedNames = { inResponseTo: undefined, assertion: undefined };

export function readUntrustedNames(samlResponse: string): UntrustedNames {
  const root = parse(samlResponse);
  if (!root) return NONE;
  const assertion = firstChild(root, NS.assertion, 'Assertion');
  const issuer = assertion && firstChild(assertion, NS.assertion, 'Issuer');
  const assertionId = assertion && attribute(assertion, 'ID');
  return {
    inResponseTo: attribute(root, 'InResponseTo') ?? confirmedRequest(assertion),
    assertion: issuer && assertionId !== undefined ? { issuer: allText(issuer), assertionId } : undefined,
  };
}

function confirmedRequest(assertion: XmlElement | undefined): string | undefined {
  const subject = assertion && firstChild(assertion, NS.assertion, 'Subject');
  const confirmation = subject && firstChild(subject, NS.assertion, 'SubjectConfirmation');
  const held = confirmation && firstChild(confirmation, NS.assertion, 'SubjectConfirmationData');
  return held && attribute(held, 'InResponseTo');
}

function parse(samlResponse: string): XmlElement | undefined {
  try {
    return parseMessage(decodePost(samlResponse));
  } catch (refusal) {
    if (refusal instanceof SamlRefusal) return undefined;
    throw refusal;
  }
}
