import { malformed } from '../malformed';
import type { AuthnStatement } from '../messages/authn-statement';
import { writeInstant } from '../messages/instants';
import { readMessageInstant } from '../messages/message-id';
import { SamlRefusal } from '../refusal';
import type { LoginExpectations } from './expectations';
import { isAhead } from '../checks/skew';
import { eitherOf, say } from '../../sentences/sentence';

/**
 * saml-core 2.7.2: that and how the user authenticated. Where several statements are there each must hold: the first is the session's, which
 * ends with whichever ends first.
 * @param inResponseTo the request that is answered; its instant bounds the AuthnInstant where `forceAuthn` asked for a fresh sign-in
 */
export function checkAuthnStatements(
  statements: readonly AuthnStatement[],
  inResponseTo: string | undefined,
  expected: LoginExpectations,
  now: Date,
): AuthnStatement {
  const [first] = statements;
  if (!first) {
    const hint = say`The IdP must say when and how the user signed in (saml-profiles 4.1.4.2).`;
    throw malformed(say`an AuthnStatement`, say`none`, hint);
  }
  for (const statement of statements) {
    checkSessionEnd(statement, now);
    checkClass(statement, expected);
    if (expected.forceAuthn && inResponseTo !== undefined) checkFresh(statement, inResponseTo, expected);
  }
  return { ...first, sessionNotOnOrAfter: earliestEnd(statements) };
}

function earliestEnd(statements: readonly AuthnStatement[]): Date | undefined {
  const ends = statements.flatMap(({ sessionNotOnOrAfter }) => sessionNotOnOrAfter ?? []);
  return ends.reduce<Date | undefined>(
    (earliest, end) => (earliest && earliest <= end ? earliest : end),
    undefined,
  );
}

/** Without skew: the session that it would open is over already. */
function checkSessionEnd({ sessionNotOnOrAfter }: AuthnStatement, now: Date): void {
  if (!sessionNotOnOrAfter || sessionNotOnOrAfter > now) return;
  throw new SamlRefusal('saml.expired', {
    expected: say`a time before SessionNotOnOrAfter ${writeInstant(sessionNotOnOrAfter)}`,
    actual: say`${writeInstant(now)}`,
    hint: say`Sign in at the IdP anew: its own session has ended. If it goes on, lengthen the IdP's session.`,
  });
}

function checkClass({ classRef }: AuthnStatement, { authnContextClassRefs }: LoginExpectations): void {
  if (authnContextClassRefs.length === 0) return;
  if (classRef !== undefined && authnContextClassRefs.includes(classRef)) return;
  throw new SamlRefusal('saml.authn_context_mismatch', {
    expected: say`AuthnContextClassRef ${eitherOf(authnContextClassRefs)}`,
    actual: classRef === undefined ? say`none` : say`${classRef}`,
    hint: say`Have the IdP sign users in this way, or change the tenant's saml.authnContextClassRefs.`,
  });
}

function checkFresh(
  { authnInstant }: AuthnStatement,
  inResponseTo: string,
  expected: LoginExpectations,
): void {
  const asked = readMessageInstant(inResponseTo);
  if (!asked || !isAhead(asked, expected.clockSkewSeconds, authnInstant)) return;
  throw new SamlRefusal('saml.authn_too_old', {
    expected: say`AuthnInstant not before the request, ${writeInstant(asked)}`,
    actual: say`${writeInstant(authnInstant)}`,
    hint: say`The IdP must honour ForceAuthn and ask the user to sign in again.`,
  });
}
