import { malformed } from '../malformed';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { attribute, findChild, textOf } from '../xml/read-element';
import { readInstant } from './instants';
import { say } from '../../sentences/sentence';

/** What every message and assertion begins with (saml-core 2.3.3, 3.2.1, 3.2.2). */
export interface MessageHeader {
  readonly id: string;
  readonly issueInstant: Date;
  readonly destination: string | undefined;
  readonly issuer: string | undefined;
}

/** The characters of an xs:ID; a digit in front is let pass, since some IdPs write bare UUIDs. Nearly all are ASCII, which is tried first. */
const ASCII_ID = /^[\w.:-]{1,1024}$/;
const ID = /^[\p{L}\p{N}\p{M}_.\-:]{1,1024}$/u;

const LONGEST_TEXT = 1024;

export function readHeader(root: XmlElement): MessageHeader {
  const version = requireText(root, 'Version');
  if (version !== '2.0') {
    throw malformed(
      say`Version 2.0 on <${root.localName}>`,
      say`Version ${version}`,
      say`Set the IdP to SAML 2.0 for this application.`,
    );
  }
  const id = requireText(root, 'ID');
  if (!ASCII_ID.test(id) && !ID.test(id))
    throw malformed(say`an ID on <${root.localName}> that is an xs:ID`, say`ID ${id}`);
  const issuer = findChild(root, NS.assertion, 'Issuer');
  return {
    id,
    issueInstant: requireInstant(root, 'IssueInstant'),
    destination: attribute(root, 'Destination'),
    issuer: issuer && textOf(issuer),
  };
}

/** That an element is the one that a reader is for. */
export function requireElement(element: XmlElement, namespace: string, localName: string): void {
  if (element.localName === localName && element.namespace === namespace) return;
  throw malformed(
    say`<${localName}> of namespace ${namespace}`,
    say`<${element.localName}> of namespace ${element.namespace || say`(none)`}`,
  );
}

/** An attribute that the schema requires; empty it says nothing, and is as good as absent. */
export function requireText(element: XmlElement, name: string): string {
  const value = attribute(element, name);
  if (value !== undefined && value !== '') return value;
  throw malformed(
    say`${name} on <${element.localName}>`,
    value === undefined ? say`no such attribute` : say`an empty one`,
  );
}

/** Where it is stored or sent back, a text has a bound: an attribute that is optional, of at most 1024 characters. */
export function findShortText(element: XmlElement, name: string): string | undefined {
  const value = attribute(element, name);
  if (value === undefined || value.length <= LONGEST_TEXT) return value;
  throw malformed(say`${name} of at most ${LONGEST_TEXT} characters`, say`${value.length} characters`);
}

export function requireInstant(element: XmlElement, name: string): Date {
  return toInstant(element, name, requireText(element, name));
}

export function findInstant(element: XmlElement, name: string): Date | undefined {
  const value = attribute(element, name);
  return value === undefined ? undefined : toInstant(element, name, value);
}

function toInstant(element: XmlElement, name: string, value: string): Date {
  const instant = readInstant(value);
  if (instant) return instant;
  throw malformed(say`${name} on <${element.localName}> as an xs:dateTime in UTC`, say`${name} ${value}`);
}
