import { Injectable } from '@nestjs/common';
import { RamUsersService } from '../../ram-users/ram-users.service';
import { type ExplainedCheck, explainLogin } from '../../saml/explain/explain-login';
import { describeUnchecked, hidesName, type ReceivedLogin } from '../../saml/explain/received-login';
import type { LoginCheck } from '../../saml/login/progress';
import { SamlRefusal } from '../../saml/refusal';
import { Clock } from '../../settings/clock';
import { Settings } from '../../settings/settings';
import type { LoginTenant } from '../../tenants/tenants.service';
import type { Refusal } from '../login-refusal';
import { trustMissing } from '../login-gate';
import type { FoundTenant } from '../login-trust';
import { loginExpectations } from '../tenant-strategy';
import { explainAsDecided, notReachedSignIn, type SignInCheck } from '../test-login/explain-sign-in';
import { findNamed, mappedUser, type Named } from '../test-login/named-user';
import { type MappedUser, signedBy, type SignedBy } from '../test-login/test-report';
import { answeredRequest, type Arrival, asFoundRequest } from './arrival';
import { findProduct, type IdpGuide } from './idp-product';

export type JudgedCheck = ExplainedCheck<'trust' | LoginCheck | SignInCheck, Refusal['code']>;

/** How a response fared against one trust, or would fare. */
export interface Judgement {
  /** What the first check that failed is refused with; undefined where all passed. */
  readonly code: Refusal['code'] | undefined;
  readonly checks: readonly JudgedCheck[];
  /** The product that the IdP seems to be. */
  readonly product: IdpGuide | undefined;
  readonly signedBy: SignedBy | undefined;
  readonly trustedFingerprints: readonly string[];
  readonly user: MappedUser | undefined;
  readonly received: ReceivedLogin;
}

/** Tells how a response fares: every check by the code that decides logins, without a session, a claim or a trace of it. */
@Injectable()
export class JudgeResponse {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly users: RamUsersService,
  ) {}

  /** As if it came at that moment, to the tenant as it is now. */
  async judge({ tenant, trust }: FoundTenant, arrival: Arrival): Promise<Judgement> {
    if (!trust) return withoutTrust(arrival);
    const { samlResponse, arrivedAt, memory } = arrival;
    const expected = loginExpectations(trust, this.settings.clockSkewSeconds);
    const explained = explainLogin(samlResponse, expected, arrivedAt, answeredRequest(memory));
    // Whether a trial of single sign-on has ended is no matter of the response.
    const now = this.clock.now();
    const named = await findNamed(explained.verdict, trust, { ip: arrival.ip, now }, this.users);
    const isHidden = hidesName(explained.received);
    const signIn = named ? explainNamed(named, tenant, arrival, { isHidden, now }) : notReachedSignIn(tenant);
    const checks: JudgedCheck[] = [TRUSTED, ...explained.checks, ...signIn];
    return {
      code: firstCode(checks),
      checks,
      product: findProduct(trust.idp),
      signedBy: signedBy(explained, trust),
      trustedFingerprints: trust.keyFingerprints,
      user: named && !isHidden ? mappedUser(named) : undefined,
      received: explained.received,
    };
  }
}

function explainNamed(
  { question, userStatus }: Named,
  tenant: LoginTenant,
  { ip, isOfTest, memory }: Arrival,
  { isHidden, now }: { readonly isHidden: boolean; readonly now: Date },
) {
  const asked =
    question instanceof SamlRefusal || !isOfTest ? question : { ...question, isUnsolicitedAllowed: false };
  const inResponseTo = question instanceof SamlRefusal ? undefined : question.inResponseTo;
  const request = inResponseTo === memory.inResponseTo ? asFoundRequest(memory.request) : null;
  return explainAsDecided({
    tenant,
    ip,
    now,
    request,
    question: asked,
    isReplayed: memory.isReplayed,
    userStatus,
    isHidden,
  });
}

const NO_TRUST = trustMissing();
const TRUSTED: JudgedCheck = { check: 'trust', result: 'passed', expected: NO_TRUST.facts.expected };

function withoutTrust({ samlResponse, arrivedAt }: Arrival): Judgement {
  const { code, facts } = NO_TRUST;
  const { expected, actual, hint } = facts;
  return {
    code,
    checks: [{ check: 'trust', result: 'failed', expected, fault: { code, actual, hint } }],
    product: undefined,
    signedBy: undefined,
    trustedFingerprints: [],
    user: undefined,
    received: describeUnchecked(samlResponse, arrivedAt),
  };
}

function firstCode(checks: readonly JudgedCheck[]): Refusal['code'] | undefined {
  return checks.find(({ result }) => result === 'failed')?.fault?.code;
}
