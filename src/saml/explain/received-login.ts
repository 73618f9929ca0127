import { say } from '../../sentences/sentence';
import { decodePost } from '../bindings/post';
import { cutText } from '../cut-text';
import type { VerifiedLogin } from '../login/verified-login';
import { parseMessage } from '../messages/parse-message';
import { readInstant } from '../messages/instants';
import { NS } from '../names';
import { SamlRefusal } from '../refusal';
import type { XmlElement } from '../xml/element';
import { attribute, findChildren } from '../xml/read-element';
import { type AssertionAsItCame, describeAssertion } from './received-assertion';
import { describeSignature, type SignatureAsItCame } from './received-signature';
import { firstChild, shownAttribute, shownText } from './lenient';
import { showText, showXml } from './show-xml';

/** What came, as it was written: to be read by people, and believed by nobody. */
export interface ReceivedLogin {
  /** The message, indented and masked; where it is no XML, what else it is. */
  readonly message: string;
  readonly response: ResponseAsItCame | undefined;
  readonly signatures: readonly SignatureAsItCame[];
  readonly assertion: AssertionAsItCame | undefined;
  /** Plain; decrypted; or not shown, since it could not be opened or answers another request. */
  readonly encryption: 'none' | 'opened' | 'not_shown';
  /** How far the clock here is ahead of the IssueInstant: transport and typing, or a wrong clock. */
  readonly clockDifferenceSeconds: number | undefined;
}

export interface ResponseAsItCame {
  readonly id: string | undefined;
  readonly issueInstant: string | undefined;
  readonly issuer: string | undefined;
  readonly destination: string | undefined;
  readonly inResponseTo: string | undefined;
  readonly statusCodes: readonly string[];
  readonly statusMessage: string | undefined;
}

/** What the check found, and for which request it was. */
export interface CheckedFacts {
  readonly assertion: XmlElement | undefined;
  /** Undefined where nothing was checked. */
  readonly verdict: VerifiedLogin | SamlRefusal | undefined;
  readonly requestId: string | undefined;
}

/** In place of what was opened for nobody to see. */
export const NOT_SHOWN = say`not shown: it came encrypted, and answers no request of this browser`;

const MOST_CODES = 10;
const LONGEST_FIELD = 200;

/** The InResponseTo of a Response, as it came; undefined where there is none, or none can be read. */
export function readUntrustedInResponseTo(samlResponse: string): string | undefined {
  const root = open(samlResponse);
  return typeof root === 'string' ? undefined : attribute(root, 'InResponseTo');
}

/** Whether whom it names came encrypted and is not shown. */
export function hidesName({ encryption, assertion }: ReceivedLogin): boolean {
  return encryption === 'not_shown' || (assertion !== undefined && assertion.nameId === undefined);
}

/** Where there is nothing yet to hold it against. */
export function describeUnchecked(samlResponse: string, now: Date): ReceivedLogin {
  return describeReceived(samlResponse, now, {
    assertion: undefined,
    verdict: undefined,
    requestId: undefined,
  });
}

export function describeReceived(samlResponse: string, now: Date, checked: CheckedFacts): ReceivedLogin {
  const root = open(samlResponse);
  if (typeof root === 'string') {
    const nothing = { response: undefined, assertion: undefined, clockDifferenceSeconds: undefined };
    return { message: root, signatures: [], encryption: 'none', ...nothing };
  }
  const response = describeResponse(root);
  const encrypted = findChildren(root, NS.assertion, 'EncryptedAssertion').length > 0;
  const assertion = encrypted ? openedFor(checked) : firstChild(root, NS.assertion, 'Assertion');
  const issued = readInstant(response.issueInstant ?? '');
  return {
    message: messageOf(root, encrypted ? assertion : undefined),
    response,
    signatures: [
      describeSignature('response', root),
      assertion && describeSignature('assertion', assertion),
    ].filter((signature) => signature !== undefined),
    assertion: assertion && describeAssertion(assertion, nameIdFor(checked)),
    encryption: encrypted ? (assertion ? 'opened' : 'not_shown') : 'none',
    clockDifferenceSeconds: issued && Math.round((now.getTime() - issued.getTime()) / 1000),
  };
}

/** The root, or a sentence for who wants to see what came instead of XML. */
function open(samlResponse: string): XmlElement | string {
  let xml: string;
  try {
    xml = decodePost(samlResponse);
  } catch (refusal) {
    if (refusal instanceof SamlRefusal) return cutText(samlResponse, LONGEST_FIELD);
    throw refusal;
  }
  try {
    return parseMessage(xml);
  } catch (refusal) {
    if (refusal instanceof SamlRefusal) return showText(xml);
    throw refusal;
  }
}

function messageOf(root: XmlElement, opened: XmlElement | undefined): string {
  if (!opened) return showXml(root);
  return `${showXml(root)}\n\n<!-- decrypted, as it was signed -->\n${showXml(opened)}`;
}

/** Whoever holds somebody's encrypted assertion could have it opened here: it is shown only where it was made for this request. */
function openedFor({ assertion, requestId }: CheckedFacts): XmlElement | undefined {
  const subject = assertion && firstChild(assertion, NS.assertion, 'Subject');
  const answered = subject && findChildren(subject, NS.assertion, 'SubjectConfirmation').map(answeredBy);
  return requestId !== undefined && answered?.includes(requestId) ? assertion : undefined;
}

function answeredBy(confirmation: XmlElement): string | undefined {
  const held = firstChild(confirmation, NS.assertion, 'SubjectConfirmationData');
  return held && attribute(held, 'InResponseTo');
}

/** Of a NameID that came encrypted, where it was made for this request. */
function nameIdFor({ verdict, requestId }: CheckedFacts): VerifiedLogin['nameId'] | undefined {
  if (!verdict || verdict instanceof SamlRefusal || requestId === undefined) return undefined;
  return verdict.inResponseTo === requestId ? verdict.nameId : undefined;
}

function describeResponse(root: XmlElement): ResponseAsItCame {
  const status = firstChild(root, NS.protocol, 'Status');
  return {
    id: shownAttribute(root, 'ID'),
    issueInstant: shownAttribute(root, 'IssueInstant'),
    issuer: shownText(firstChild(root, NS.assertion, 'Issuer')),
    destination: shownAttribute(root, 'Destination'),
    inResponseTo: shownAttribute(root, 'InResponseTo'),
    statusCodes: codesBelow(status).slice(0, MOST_CODES),
    statusMessage: shownText(status && firstChild(status, NS.protocol, 'StatusMessage')),
  };
}

function codesBelow(parent: XmlElement | undefined): string[] {
  const code = parent && firstChild(parent, NS.protocol, 'StatusCode');
  return code ? [shownAttribute(code, 'Value') ?? '', ...codesBelow(code)] : [];
}
