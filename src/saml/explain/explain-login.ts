import type { Sentence } from '../../sentences/sentence';
import { checkLogin } from '../login/check-login';
import type { LoginExpectations } from '../login/expectations';
import type { LoginCheck, LoginProgress, SignedFacts } from '../login/progress';
import type { VerifiedLogin } from '../login/verified-login';
import { type RefusalFacts, SamlRefusal, type SamlRefusalCode } from '../refusal';
import { expectationOf, LOGIN_CHECKS } from './expected-by-check';
import { describeReceived, NOT_SHOWN, type ReceivedLogin } from './received-login';

/** How one check came out. */
export interface ExplainedCheck<Check extends string = LoginCheck, Code extends string = SamlRefusalCode> {
  readonly check: Check;
  readonly result: 'passed' | 'failed' | 'not_reached';
  readonly expected: Sentence;
  /** Of a check that failed: its code, what came instead, and whose side must mend it. */
  readonly fault?: { readonly code: Code } & Pick<RefusalFacts, 'actual' | 'hint'>;
}

export interface ExplainedLogin {
  /** All of them, in their order: what comes after the one that failed was not reached. */
  readonly checks: readonly ExplainedCheck[];
  readonly received: ReceivedLogin;
  /** What the trusted key signed; undefined where no such signature was found. */
  readonly signed: Omit<SignedFacts, 'assertion'> | undefined;
  /** Exactly what `checkLogin` gave, or threw. */
  readonly verdict: VerifiedLogin | SamlRefusal;
}

/**
 * Has `checkLogin` decide on a response and tells what it did: nothing is judged here.
 * @param requestId the request that the response must answer for anything that had to be decrypted to be shown
 */
export function explainLogin(
  samlResponse: string,
  expected: LoginExpectations,
  now: Date,
  requestId: string | undefined,
): ExplainedLogin {
  const begun: LoginCheck[] = [];
  let signed: SignedFacts | undefined;
  const progress: LoginProgress = {
    began: (check) => begun.push(check),
    signed: (facts) => (signed = facts),
  };
  const verdict = verdictOf(() => checkLogin(samlResponse, { ...expected, progress }, now));
  const received = describeReceived(samlResponse, now, { assertion: signed?.assertion, verdict, requestId });
  const checks = explainChecks(verdict, begun.at(-1), expected);
  return {
    checks: received.encryption === 'not_shown' ? withoutOpened(checks, expected) : checks,
    received,
    signed,
    verdict,
  };
}

function verdictOf(check: () => VerifiedLogin): VerifiedLogin | SamlRefusal {
  try {
    return check();
  } catch (refusal) {
    if (refusal instanceof SamlRefusal) return refusal;
    throw refusal;
  }
}

function explainChecks(
  verdict: VerifiedLogin | SamlRefusal,
  last: LoginCheck | undefined,
  expectations: LoginExpectations,
): ExplainedCheck[] {
  const reached = last === undefined ? 0 : LOGIN_CHECKS.indexOf(last);
  return LOGIN_CHECKS.map((check, place) => {
    if (verdict instanceof SamlRefusal && place === reached) {
      const { code, facts } = verdict;
      const { expected, actual, hint } = facts;
      return { check, result: 'failed', expected, fault: { code, actual, hint } };
    }
    const result = verdict instanceof SamlRefusal && place > reached ? 'not_reached' : 'passed';
    return { check, result, expected: expectationOf(check, expectations) };
  });
}

/** What an assertion failed by that was opened and is not shown: its code, and nothing that stood in it. */
function withoutOpened(
  checks: readonly ExplainedCheck[],
  expectations: LoginExpectations,
): readonly ExplainedCheck[] {
  const outside = LOGIN_CHECKS.indexOf('destination');
  return checks.map((one, place) =>
    one.fault === undefined || place <= outside
      ? one
      : {
          ...one,
          expected: expectationOf(one.check, expectations),
          fault: { ...one.fault, actual: NOT_SHOWN },
        },
  );
}
