import { listed, type Sentence, say } from '../../sentences/sentence';
import type { ExplainedCheck } from '../../saml/explain/explain-login';
import { NOT_SHOWN } from '../../saml/explain/received-login';
import { SamlRefusal } from '../../saml/refusal';
import type { LoginTenant } from '../../tenants/tenants.service';
import { checkRequest, checkUnsolicited, checkUser, replayed, type SignInQuestion } from '../decide-sign-in';
import { findClosure } from '../login-gate';
import { isRefusal, type Refusal } from '../login-refusal';
import type { FoundRequest, SignInFindings } from '../sign-in.repository';

/** What is held against the tenant's memory, directory and settings, once the response itself holds; in this order. */
export const SIGN_IN_CHECKS = ['request', 'replay', 'user_name', 'user', 'sso_enabled', 'network'] as const;

export type SignInCheck = (typeof SIGN_IN_CHECKS)[number];

export type ExplainedSignIn = ExplainedCheck<SignInCheck, Refusal['code']>;

/** What is asked of a response that holds. */
export interface AskedSignIn {
  readonly tenant: LoginTenant;
  readonly ip: string;
  readonly now: Date;
  /** The one that it names, as far as it is known. */
  readonly request: FoundRequest | null;
  /** A refusal where what names the user can't be read. */
  readonly question: SignInQuestion | SamlRefusal;
  readonly isReplayed: boolean;
  readonly userStatus: SignInFindings['userStatus'];
  /** Whom it names is not to be shown. */
  readonly isHidden: boolean;
}

/** The same of a test: what answers another request than the test's is told no more. */
export interface TestedSignIn extends Omit<AskedSignIn, 'request'> {
  /** The test's. */
  readonly requestId: string;
}

const LIVE_REQUEST: FoundRequest = { target: '', isFresh: true, isThisBrowsers: true, answeredBy: null };

/** The checks that `decideSignIn` makes, each for itself, so that an administrator sees all that is left to mend. */
export function explainSignIn({ requestId, ...tested }: TestedSignIn): ExplainedSignIn[] {
  const { tenant, question } = tested;
  const isAnswer = !(question instanceof SamlRefusal) && question.inResponseTo === requestId;
  const [answered, ...others] = explainEach({ ...tested, request: isAnswer ? LIVE_REQUEST : null });
  if (answered?.result !== 'failed') return [...(answered ? [answered] : []), ...others];
  return [answered, ...others.map(({ check }) => notReached(check, tenant))];
}

/** In the order in which a sign-in is decided: of a used answer less is said by its request than by its replay. */
export function explainAsDecided(asked: AskedSignIn): ExplainedSignIn[] {
  const [request, replay, ...others] = explainEach(asked);
  const { question } = asked;
  const isSolicited = !(question instanceof SamlRefusal) && question.inResponseTo !== undefined;
  const first = isSolicited ? [replay, request] : [request, replay];
  return [...first.filter((one) => one !== undefined), ...others];
}

function explainEach(asked: AskedSignIn): ExplainedSignIn[] {
  const checks = explainAll(asked);
  return asked.isHidden ? checks.map(withoutName) : checks;
}

function explainAll(asked: AskedSignIn): ExplainedSignIn[] {
  const { tenant, question, request, ip, now } = asked;
  if (question instanceof SamlRefusal) {
    return SIGN_IN_CHECKS.map((check) =>
      check === 'user_name' ? failed(check, question) : notReached(check, tenant),
    );
  }
  const { fault } = question.user;
  return [
    check('request', tenant, () => {
      if (question.inResponseTo === undefined) checkUnsolicited(question);
      else checkRequest(question, request);
    }),
    asked.isReplayed ? failed('replay', replayed(question)) : passed('replay', tenant),
    fault ? failed('user_name', fault) : passed('user_name', tenant),
    fault
      ? notReached('user', tenant)
      : check('user', tenant, () => {
          checkUser(question, asked.userStatus);
        }),
    ofClosure('sso_enabled', tenant, findClosure({ ...tenant, loginNetworkMasks: [] }, ip, now)),
    ofClosure('network', tenant, findClosure({ ...tenant, ssoEnabled: true }, ip, now)),
  ];
}

/** Where the response itself is refused, nothing is asked about whom it names. */
export function notReachedSignIn(tenant: LoginTenant): ExplainedSignIn[] {
  return SIGN_IN_CHECKS.map((check) => notReached(check, tenant));
}

/** The tenant's own settings are told all the same. */
function withoutName(one: ExplainedSignIn): ExplainedSignIn {
  if (one.fault === undefined || one.check === 'sso_enabled' || one.check === 'network') return one;
  return { ...one, fault: { ...one.fault, actual: NOT_SHOWN } };
}

function check(name: SignInCheck, tenant: LoginTenant, run: () => void): ExplainedSignIn {
  try {
    run();
    return passed(name, tenant);
  } catch (refusal) {
    if (isRefusal(refusal)) return failed(name, refusal);
    throw refusal;
  }
}

function ofClosure(name: SignInCheck, tenant: LoginTenant, closed: Refusal | undefined): ExplainedSignIn {
  return closed ? failed(name, closed) : passed(name, tenant);
}

function failed(name: SignInCheck, { code, facts }: Refusal): ExplainedSignIn {
  const { expected, actual, hint } = facts;
  return { check: name, result: 'failed', expected, fault: { code, actual, hint } };
}

function passed(name: SignInCheck, tenant: LoginTenant): ExplainedSignIn {
  return { check: name, result: 'passed', expected: EXPECTED[name](tenant) };
}

function notReached(name: SignInCheck, tenant: LoginTenant): ExplainedSignIn {
  return { check: name, result: 'not_reached', expected: EXPECTED[name](tenant) };
}

const EXPECTED: Readonly<Record<SignInCheck, (tenant: LoginTenant) => Sentence>> = {
  request: () =>
    say`an answer to a request that this browser began, or an unsolicited response where such are allowed`,
  replay: () => say`an assertion that was not used before`,
  user_name: ({ saml, domains }) => {
    const source = saml.userNameAttribute === null ? say`NameID` : say`attribute ${saml.userNameAttribute}`;
    if (saml.userNameAttribute !== null && saml.userNameForm !== 'principalName')
      return say`a user name in ${source}`;
    return say`${source} <userName>@ one of ${listed(domains)}`;
  },
  user: () => say`an active RAM user of this name`,
  sso_enabled: () => say`ssoEnabled to be true`,
  network: ({ loginNetworkMasks }) =>
    loginNetworkMasks.length === 0 ? say`any address` : say`an address inside ${listed(loginNetworkMasks)}`,
};
