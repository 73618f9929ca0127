import { malformed } from '../malformed';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { findChild } from '../xml/read-element';
import { findInstant, findShortText, requireInstant } from './message-header';
import { uriOf } from './uri-text';
import { say } from '../../sentences/sentence';

export interface AuthnStatement {
  readonly authnInstant: Date;
  readonly sessionIndex: string | undefined;
  readonly sessionNotOnOrAfter: Date | undefined;
  /** Absent where the IdP declares the context in another way (saml-core 2.7.2.2). */
  readonly classRef: string | undefined;
}

/** saml-core 2.7.2. */
export function readAuthnStatement(statement: XmlElement): AuthnStatement {
  const context = findChild(statement, NS.assertion, 'AuthnContext');
  if (!context) throw malformed(say`an AuthnContext in the AuthnStatement`, say`none`);
  const classRef = findChild(context, NS.assertion, 'AuthnContextClassRef');
  return {
    authnInstant: requireInstant(statement, 'AuthnInstant'),
    sessionIndex: findShortText(statement, 'SessionIndex'),
    sessionNotOnOrAfter: findInstant(statement, 'SessionNotOnOrAfter'),
    classRef: classRef && uriOf(classRef),
  };
}
