import { malformed } from '../malformed';
import type { Conditions } from '../messages/conditions';
import { writeInstant } from '../messages/instants';
import { SamlRefusal } from '../refusal';
import type { LoginExpectations } from './expectations';
import { CLOCKS, hasPassed, isAhead } from '../checks/skew';
import { listed, type Sentence, say } from '../../sentences/sentence';

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
  if (!conditions || conditions.audienceRestrictions.length === 0) throw wrongAudience(say`none`, expected);
  const [unknown] = conditions.unknown;
  if (unknown !== undefined) {
    throw malformed(
      say`only conditions of saml-core 2.5.1, since an unknown one leaves the validity open`,
      say`${unknown}`,
      say`Remove this condition at the IdP.`,
    );
  }
  expected.progress?.began('validity');
  checkTimes(conditions, expected, now);
  expected.progress?.began('audience');
  for (const audiences of conditions.audienceRestrictions) {
    if (!audiences.includes(expected.audience))
      throw wrongAudience(audiences.length === 0 ? say`(empty)` : listed(audiences), expected);
  }
  return conditions.notOnOrAfter;
}

function checkTimes(
  { notBefore, notOnOrAfter }: Conditions,
  { clockSkewSeconds }: LoginExpectations,
  now: Date,
): void {
  if (notBefore && isAhead(notBefore, clockSkewSeconds, now)) {
    const expected = say`a time from Conditions' NotBefore ${writeInstant(notBefore)} on`;
    throw new SamlRefusal('saml.not_yet_valid', {
      expected,
      actual: say`${writeInstant(now)}`,
      hint: CLOCKS,
    });
  }
  if (notOnOrAfter && hasPassed(notOnOrAfter, clockSkewSeconds, now)) {
    const expected = say`a time before Conditions' NotOnOrAfter ${writeInstant(notOnOrAfter)}`;
    throw new SamlRefusal('saml.expired', { expected, actual: say`${writeInstant(now)}`, hint: CLOCKS });
  }
}

function wrongAudience(actual: Sentence, { audience }: LoginExpectations): SamlRefusal {
  return new SamlRefusal('saml.audience_mismatch', {
    expected: say`Audience ${audience} in every AudienceRestriction`,
    actual: say`Audience ${actual}`,
    hint: say`Set the IdP's audience (SP entity ID, identifier) for this application to the expected value.`,
  });
}
