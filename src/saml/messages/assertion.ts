import { malformed, orMalformed } from '../malformed';
import { NS } from '../names';
import type { XmlElement } from '../xml/element';
import { findChild, findChildren } from '../xml/read-element';
import { type AuthnStatement, readAuthnStatement } from './authn-statement';
import { type Conditions, readConditions } from './conditions';
import { readHeader, requireElement } from './message-header';
import type { NameId } from './name-id';
import { readSubject, type SubjectConfirmation } from './subject';
import { say } from '../../sentences/sentence';

/** What an assertion says. Believe it only where it was read from signed bytes. */
export interface AssertionFacts {
  readonly id: string;
  readonly issueInstant: Date;
  readonly issuer: string;
  readonly nameId: NameId | undefined;
  readonly encryptedId: XmlElement | undefined;
  readonly confirmations: readonly SubjectConfirmation[];
  readonly conditions: Conditions | undefined;
  readonly authnStatements: readonly AuthnStatement[];
}

const AN_ASSERTION = say`an Assertion as saml-core 2.3.3 has it`;

/** saml-core 2.3.3. What is not read is not judged either. */
export function readAssertion(root: XmlElement): AssertionFacts {
  return orMalformed(AN_ASSERTION, () => {
    requireElement(root, NS.assertion, 'Assertion');
    const { id, issueInstant, issuer } = readHeader(root);
    if (issuer === undefined) throw malformed(say`an Issuer in the Assertion`, say`none`);
    const { nameId, encryptedId, confirmations } = readSubject(findChild(root, NS.assertion, 'Subject'));
    const conditions = findChild(root, NS.assertion, 'Conditions');
    return {
      id,
      issueInstant,
      issuer,
      nameId,
      encryptedId,
      confirmations,
      conditions: conditions && readConditions(conditions),
      authnStatements: findChildren(root, NS.assertion, 'AuthnStatement').map(readAuthnStatement),
    };
  });
}
