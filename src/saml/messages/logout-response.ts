import { orMalformed } from '../malformed';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { attribute } from '../xml/read-element';
import { element, type WrittenXml } from '../xml/write-xml';
import { writeInstant } from './instants';
import { type MessageHeader, readHeader, requireElement } from './message-header';
import { readStatus, type Status } from './status';
import { say } from '../../sentences/sentence';

/** A LogoutResponse as it came: that it was read says nothing about who wrote it. */
export interface UntrustedLogoutResponse extends MessageHeader {
  readonly inResponseTo: string | undefined;
  readonly status: Status;
}

const A_LOGOUT_RESPONSE = say`a LogoutResponse as saml-core 3.7.2 has it`;

/** saml-core 3.7.2. */
export function readLogoutResponse(root: XmlElement): UntrustedLogoutResponse {
  return orMalformed(A_LOGOUT_RESPONSE, () => {
    requireElement(root, NS.protocol, 'LogoutResponse');
    return { ...readHeader(root), inResponseTo: attribute(root, 'InResponseTo'), status: readStatus(root) };
  });
}

export interface LogoutResponse {
  readonly id: string;
  readonly issueInstant: Date;
  /** The IdP's SLO address for answers: its ResponseLocation, where it has one. */
  readonly destination: string;
  /** Our entityID. */
  readonly issuer: string;
  /** The LogoutRequest's ID. */
  readonly inResponseTo: string;
  /** The top-level code, then the ones below it. */
  readonly statusCodes: readonly [string, ...string[]];
}

export function writeLogoutResponse(response: LogoutResponse): string {
  return element(
    'samlp:LogoutResponse',
    {
      'xmlns:samlp': NS.protocol,
      'xmlns:saml': NS.assertion,
      ID: response.id,
      Version: '2.0',
      IssueInstant: writeInstant(response.issueInstant),
      Destination: response.destination,
      InResponseTo: response.inResponseTo,
    },
    [
      element('saml:Issuer', {}, response.issuer),
      element('samlp:Status', {}, writeStatusCode(response.statusCodes)),
    ],
  ).xml;
}

function writeStatusCode([code, ...below]: readonly string[]): WrittenXml | undefined {
  return code === undefined
    ? undefined
    : element('samlp:StatusCode', { Value: code }, writeStatusCode(below));
}
