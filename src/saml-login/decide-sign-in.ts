import type { AssertedUser } from './asserted-user';
import type { RefusalFacts } from '../saml/refusal';
import { LoginRefusal, type LoginRefusalCode } from './login-refusal';
import type { SignInFindings } from './sign-in.repository';
import { type Sentence, say } from '../sentences/sentence';

/** What was asked, as far as the decision needs it. */
export interface SignInQuestion {
  readonly user: AssertedUser;
  readonly assertionHash: Buffer;
  /** Undefined for an unsolicited response. */
  readonly inResponseTo: string | undefined;
  readonly isUnsolicitedAllowed: boolean;
  /** Why nobody may sign in here at all, or from there; undefined where one may. */
  readonly closed: LoginRefusal | undefined;
}

export type SignInDecision =
  | { readonly kind: 'signed_in'; readonly target: string | undefined }
  /** The browser posted again what it was signed in by: it goes on, without a new session. */
  | { readonly kind: 'repeated'; readonly target: string }
  /** Everything held when it was looked at, but another login or change came first: look again. */
  | { readonly kind: 'lost_race' };

/**
 * Reads the statement's findings: unsolicited or repeated, replay, request, form of the name, user, openness. Replay comes before the request,
 * since a request that was answered says less than the assertion that answered it.
 * @throws LoginRefusal for the first that does not hold
 */
export function decideSignIn(question: SignInQuestion, findings: SignInFindings): SignInDecision {
  const { request } = findings;
  if (findings.isSignedIn) return { kind: 'signed_in', target: request?.target };
  if (question.inResponseTo === undefined) checkUnsolicited(question);
  else if (request?.isThisBrowsers && request.answeredBy?.equals(question.assertionHash)) {
    return { kind: 'repeated', target: request.target };
  }
  if (findings.isReplayed) throw replayed(question);
  if (question.inResponseTo !== undefined) checkRequest(question, request);
  if (question.user.fault) throw question.user.fault;
  checkUser(question, findings.userStatus);
  if (question.closed) throw question.closed;
  return { kind: 'lost_race' };
}

export function checkUnsolicited(question: SignInQuestion): void {
  if (question.isUnsolicitedAllowed) return;
  throw refusal(question, 'saml.unsolicited_forbidden', {
    expected: say`an answer to a sign-in that began here, since idpInitiatedLogin is refused, forceAuthn is on, or a test has ended`,
    actual: say`a response without InResponseTo`,
    hint: say`Begin at the tenant's login address, or allow idpInitiatedLogin for the tenant. After a test, ask for a new link.`,
  });
}

export function checkRequest(question: SignInQuestion, request: SignInFindings['request']): void {
  const actual = requestFault(request);
  if (!actual) return;
  throw refusal(question, 'saml.in_response_to_mismatch', {
    expected: say`an answer, within ten minutes, to a request that this browser began and that was not answered yet`,
    actual: say`InResponseTo ${question.inResponseTo ?? ''}: ${actual}`,
    hint: say`Sign in anew, in one browser and one window. If it goes on, the browser may be dropping cookies.`,
  });
}

function requestFault(request: SignInFindings['request']): Sentence | undefined {
  if (!request) return say`no such request of this tenant is known`;
  if (!request.isFresh) return say`the request is too old`;
  if (!request.isThisBrowsers) return say`another browser began the request`;
  return request.answeredBy ? say`the request was answered before` : undefined;
}

export function replayed(question: SignInQuestion): LoginRefusal {
  return refusal(question, 'saml.replayed', {
    expected: say`an assertion that was not used before`,
    actual: say`one that was`,
    hint: say`Sign in anew. If nobody went back in the browser, somebody may have copied the response.`,
  });
}

export function checkUser(question: SignInQuestion, status: SignInFindings['userStatus']): void {
  if (status === 'active') return;
  const { source, value } = question.user;
  const code = status === null ? 'user.not_found' : 'user.disabled';
  throw refusal(question, code, {
    expected: say`an active RAM user of this name`,
    actual: status === null ? say`none for ${source} ${value}` : say`${value} is disabled`,
    hint:
      status === null
        ? say`Create the RAM user, or correct ${source} at the IdP.`
        : say`Set the status of the RAM user to active.`,
  });
}

/** Found again under the user's name, where the name is one of this tenant's. */
function refusal({ user }: SignInQuestion, code: LoginRefusalCode, facts: RefusalFacts): LoginRefusal {
  return new LoginRefusal(code, facts, user.userName, user.value);
}
