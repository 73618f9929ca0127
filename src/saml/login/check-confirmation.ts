import { malformed } from '../malformed';
import { writeInstant } from '../messages/instants';
import type { SubjectConfirmation } from '../messages/subject';
import { CONFIRMATION_BEARER } from '../names';
import { SamlRefusal } from '../refusal';
import type { Envelope } from './check-envelope';
import type { LoginExpectations } from './expectations';
import { CLOCKS, hasPassed } from '../checks/skew';
import { listed, type Sentence, say } from '../../sentences/sentence';

export interface ConfirmedSubject {
  readonly inResponseTo: string | undefined;
  /** The latest NotOnOrAfter of any bearer confirmation, since any of them could be shown again. */
  readonly usableUntil: Date;
}

/** saml-profiles 4.1.4.2 and 4.1.4.3: one bearer confirmation must hold; where none does, the first one's fault is told. */
export function checkConfirmations(
  confirmations: readonly SubjectConfirmation[],
  envelope: Envelope,
  expected: LoginExpectations,
  now: Date,
): ConfirmedSubject {
  expected.progress?.began('confirmation');
  const bearers = confirmations.filter(({ method }) => method === CONFIRMATION_BEARER);
  checkOneRequest(bearers);
  let firstFault: SamlRefusal | undefined;
  for (const bearer of bearers) {
    try {
      const held = firstFault ? { ...expected, progress: undefined } : expected;
      const inResponseTo = checkBearer(bearer, envelope, held, now);
      return { inResponseTo, usableUntil: latestEnd(bearers, now) };
    } catch (fault) {
      if (!(fault instanceof SamlRefusal)) throw fault;
      firstFault ??= fault;
    }
  }
  throw firstFault ?? missingBearer(say`none`);
}

/** Which of them holds must not decide whether the response counts as an answer, and to which request. */
function checkOneRequest(bearers: readonly SubjectConfirmation[]): void {
  const answered = [...new Set(bearers.map(({ inResponseTo }) => inResponseTo))];
  if (answered.length <= 1) return;
  throw new SamlRefusal('saml.in_response_to_mismatch', {
    expected: say`the same InResponseTo in every bearer SubjectConfirmation`,
    actual: say`InResponseTo ${listed(answered.map((one) => one ?? say`(none)`))}`,
    hint: say`The IdP must answer one request in an assertion (saml-profiles 4.1.4.2).`,
  });
}

function checkBearer(
  bearer: SubjectConfirmation,
  envelope: Envelope,
  expected: LoginExpectations,
  now: Date,
): string | undefined {
  expected.progress?.began('recipient');
  if (bearer.recipient !== expected.acsUrl) {
    throw new SamlRefusal('saml.recipient_mismatch', {
      expected: say`Recipient ${expected.acsUrl}`,
      actual: bearer.recipient === undefined ? say`no Recipient` : say`Recipient ${bearer.recipient}`,
      hint: say`Set the IdP's ACS (recipient) URL for this application to the expected address.`,
    });
  }
  expected.progress?.began('confirmation_validity');
  if (bearer.notBefore) throw missingBearer(say`one with a NotBefore, which the profile forbids`);
  if (!bearer.notOnOrAfter) throw missingBearer(say`one without NotOnOrAfter`);
  if (hasPassed(bearer.notOnOrAfter, expected.clockSkewSeconds, now)) {
    throw new SamlRefusal('saml.expired', {
      expected: say`a time before SubjectConfirmationData's NotOnOrAfter ${writeInstant(bearer.notOnOrAfter)}`,
      actual: say`${writeInstant(now)}`,
      hint: CLOCKS,
    });
  }
  expected.progress?.began('in_response_to');
  return answeredRequest(bearer.inResponseTo, envelope);
}

/** The signed assertion says which request it answers; a Response around it must not say otherwise, and vouches itself only where signed. */
function answeredRequest(
  confirmed: string | undefined,
  { response, isSigned }: Envelope,
): string | undefined {
  const outer = response.inResponseTo;
  if (outer === undefined || outer === confirmed) return confirmed;
  if (confirmed === undefined && isSigned) return outer;
  throw new SamlRefusal('saml.in_response_to_mismatch', {
    expected: say`InResponseTo ${confirmed ?? say`(none)`} on the Response, as in the signed assertion`,
    actual: say`InResponseTo ${outer}`,
    hint: say`Sign in anew. The IdP must write the same InResponseTo into the Response and into SubjectConfirmationData.`,
  });
}

function latestEnd(bearers: readonly SubjectConfirmation[], now: Date): Date {
  return bearers.reduce(
    (latest, { notOnOrAfter }) => (notOnOrAfter && notOnOrAfter > latest ? notOnOrAfter : latest),
    now,
  );
}

function missingBearer(actual: Sentence): SamlRefusal {
  return malformed(
    say`a bearer SubjectConfirmation with Recipient and NotOnOrAfter and without NotBefore`,
    actual,
    say`The IdP must follow the Web Browser SSO profile (saml-profiles 4.1.4.2).`,
  );
}
