import { hasPassed, isAhead } from '../checks/skew';
import { writeInstant } from '../messages/instants';
import { SamlRefusal } from '../refusal';
import { say } from '../../sentences/sentence';

/** How long a message without an end of its own may be on its way. */
const LONGEST_JOURNEY_SECONDS = 600;

const CLOCKS = say`Sign out anew. If it goes on, compare the clocks of the IdP and of this service.`;

export interface MessageTimes {
  readonly issueInstant: Date;
  readonly notOnOrAfter?: Date;
}

/** saml-core 3.2.1, 3.7.1: a message from the future, past its end, or from long ago is none to act on. */
export function checkTimes(
  { issueInstant, notOnOrAfter }: MessageTimes,
  clockSkewSeconds: number,
  now: Date,
): void {
  if (isAhead(issueInstant, clockSkewSeconds, now)) {
    const expected = say`a time from IssueInstant ${writeInstant(issueInstant)} on`;
    throw new SamlRefusal('saml.not_yet_valid', {
      expected,
      actual: say`${writeInstant(now)}`,
      hint: CLOCKS,
    });
  }
  const end = notOnOrAfter ?? new Date(issueInstant.getTime() + LONGEST_JOURNEY_SECONDS * 1000);
  if (!hasPassed(end, clockSkewSeconds, now)) return;
  const expected = notOnOrAfter
    ? say`a time before NotOnOrAfter ${writeInstant(end)}`
    : say`a time before ${LONGEST_JOURNEY_SECONDS} s after IssueInstant, ${writeInstant(end)}`;
  throw new SamlRefusal('saml.expired', { expected, actual: say`${writeInstant(now)}`, hint: CLOCKS });
}
