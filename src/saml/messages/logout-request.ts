import { malformed, orMalformed } from '../malformed';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { findChildren, textOf } from '../xml/read-element';
import { element } from '../xml/write-xml';
import { writeInstant } from './instants';
import { findInstant, type MessageHeader, readHeader, requireElement } from './message-header';
import { type NameId, readSubjectName, type SubjectName } from './name-id';
import { say } from '../../sentences/sentence';

/** A LogoutRequest as it came: that it was read says nothing about who wrote it. */
export interface UntrustedLogoutRequest extends MessageHeader, SubjectName {
  readonly notOnOrAfter: Date | undefined;
  /** None: every session of that name. */
  readonly sessionIndexes: readonly string[];
}

const SESSION_INDEX_LIMIT = 1000;

const A_LOGOUT_REQUEST = say`a LogoutRequest as saml-core 3.7.1 has it`;

/** saml-core 3.7.1. */
export function readLogoutRequest(root: XmlElement): UntrustedLogoutRequest {
  return orMalformed(A_LOGOUT_REQUEST, () => {
    requireElement(root, NS.protocol, 'LogoutRequest');
    const sessionIndexes = findChildren(root, NS.protocol, 'SessionIndex').map(textOf);
    if (sessionIndexes.length > SESSION_INDEX_LIMIT) {
      throw malformed(say`at most ${SESSION_INDEX_LIMIT} SessionIndexes`, say`${sessionIndexes.length}`);
    }
    return {
      ...readHeader(root),
      ...readSubjectName(root),
      notOnOrAfter: findInstant(root, 'NotOnOrAfter'),
      sessionIndexes,
    };
  });
}

export interface LogoutRequest {
  readonly id: string;
  readonly issueInstant: Date;
  /** The IdP's SLO address. */
  readonly destination: string;
  /** Our entityID. */
  readonly issuer: string;
  readonly notOnOrAfter: Date;
  /** As the IdP named the user when he signed in, qualifiers and all. */
  readonly nameId: NameId;
  readonly sessionIndexes: readonly string[];
}

export function writeLogoutRequest(request: LogoutRequest): string {
  const { value, format, nameQualifier, spNameQualifier } = request.nameId;
  const qualifiers = { NameQualifier: nameQualifier, SPNameQualifier: spNameQualifier, Format: format };
  return element(
    'samlp:LogoutRequest',
    {
      'xmlns:samlp': NS.protocol,
      'xmlns:saml': NS.assertion,
      ID: request.id,
      Version: '2.0',
      IssueInstant: writeInstant(request.issueInstant),
      Destination: request.destination,
      NotOnOrAfter: writeInstant(request.notOnOrAfter),
    },
    [
      element('saml:Issuer', {}, request.issuer),
      element('saml:NameID', qualifiers, value),
      request.sessionIndexes.map((index) => element('samlp:SessionIndex', {}, index)),
    ],
  ).xml;
}
