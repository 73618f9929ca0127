import { malformed } from '../malformed';
import type { Conditions } from '../messages/conditions';
import { writeInstant } from '../messages/instants';
import { SamlRefusal } from '../refusal';
import type { LoginExpectations } from './expectations';
import { hasPassed, isAhead } from '../checks/skew';

/**
 * saml-core 2.5.1: every condition must hold, and every AudienceRestriction must name us.
 * @returns the end of the assertion's validity, where it has one
 */
export function checkConditions(
  conditions: Conditions | undefined,
  expected: LoginExpectations,
  now: Date,
): Date | undefined {
  expected.progress?.began('conditions');
  if (!conditions || conditions.audienceRestrictions.length === 0) throw wrongAudience('none', expected);
  const [unknown] = conditions.unknown;
  if (unknown !== undefined) {
    throw malformed(
      'only conditions of saml-core 2.5.1, since an unknown one leaves the validity open',
      unknown,
      'Remove this condition at the IdP.',
    );
  }
  expected.progress?.began('validity');
  checkTimes(conditions, expected, now);
  expected.progress?.began('audience');
  for (const audiences of conditions.audienceRestrictions) {
    if (!audiences.includes(expected.audience))
      throw wrongAudience(audiences.join(', ') || '(empty)', expected);
  }
  return conditions.notOnOrAfter;
}

function checkTimes(
  { notBefore, notOnOrAfter }: Conditions,
  { clockSkewSeconds }: LoginExpectations,
  now: Date,
): void {
  const hint = 'Sign in anew. If it goes on, compare the clocks of the IdP and of this service.';
  if (notBefore && isAhead(notBefore, clockSkewSeconds, now)) {
    const expected = `a time from Conditions' NotBefore ${writeInstant(notBefore)} on`;
    throw new SamlRefusal('saml.not_yet_valid', { expected, actual: writeInstant(now), hint });
  }
  if (notOnOrAfter && hasPassed(notOnOrAfter, clockSkewSeconds, now)) {
    const expected = `a time before Conditions' NotOnOrAfter ${writeInstant(notOnOrAfter)}`;
    throw new SamlRefusal('saml.expired', { expected, actual: writeInstant(now), hint });
  }
}

function wrongAudience(actual: string, { audience }: LoginExpectations): SamlRefusal {
  return new SamlRefusal('saml.audience_mismatch', {
    expected: `Audience ${audience} in every AudienceRestriction`,
    actual: `Audience ${actual}`,
    hint: "Set the IdP's audience (SP entity ID, identifier) for this application to the expected value.",
  });
}
