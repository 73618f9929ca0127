import { Injectable } from '@nestjs/common';
import { isForeignKeyViolation } from '../database/driver-error';
import type { RequestContext } from '../http/request';
import { foldUserName } from '../principal-names/principal-name';
import { malformed } from '../saml/malformed';
import type { VerifiedLogin } from '../saml/login/verified-login';
import { LoginCounts } from '../login-counts/login-counts.service';
import { newId } from '../secrets/ids';
import { hashSecret, newSecret } from '../secrets/tokens';
import { formatSessionCookie } from '../sessions/session-cookie';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import { decideSignIn, type SignInDecision, type SignInQuestion } from './decide-sign-in';
import { landing } from './landing';
import { EarlyRefreshLogin } from './early-refresh-login';
import { findLoginSecret, hashRequestId } from './login-cookie';
import { requireTrust } from './login-gate';
import type { Refusal } from './login-refusal';
import { LoginTally } from './login-tally';
import type { LoginTrust } from './login-trust';
import { isOfTest, type PostedResponse } from './posted-response';
import { ProvenAttempt, STALE } from './proven-attempt';
import { KeepRefusedLogin } from './refused-login/keep-refused-login';
import { runStrategy, type StrategyOutcome } from './run-strategy';
import { questionOf } from './sign-in-question';
import { signInFacts } from './sign-in-facts';
import { SignIn } from './sign-in';
import type { NewSession, SignInAttempt, SignInFindings } from './sign-in.repository';
import { NoteUnmatched } from './unmatched-people/note-unmatched';
import type { LoginGate } from './tenant-strategies';
import { say } from '../sentences/sentence';

/** All that one attempt to sign in is made of. */
interface Asked {
  readonly login: VerifiedLogin;
  readonly question: SignInQuestion;
  readonly trust: LoginTrust;
  readonly posted: PostedResponse;
  /** The secret of the session that would be opened. */
  readonly token: string;
  readonly context: RequestContext;
}

export interface FinishedLogin {
  /** An absolute URL that is allowed. */
  readonly location: string;
  /** The new session's cookie; undefined where the browser repeated what it was signed in by. */
  readonly sessionCookie: string | undefined;
}

/** Turns a posted SAMLResponse into a session, or into a refusal (saml-profiles 4.1.4.3 to 4.1.5). */
@Injectable()
export class FinishLogin {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly attempts: ProvenAttempt,
    private readonly signIns: SignIn,
    private readonly earlyRefresh: EarlyRefreshLogin,
    private readonly tally: LoginTally,
    private readonly counts: LoginCounts,
    private readonly keepRefused: KeepRefusedLogin,
    private readonly noteUnmatched: NoteUnmatched,
  ) {}

  /** @throws Problem with the code of the refusal, which is in the audit trail by then */
  finish(alias: string, posted: PostedResponse, context: RequestContext): Promise<FinishedLogin> {
    let login: VerifiedLogin | undefined;
    const attempt = async (gate: LoginGate) => {
      login = undefined;
      const verified = await this.verify(gate, posted, context);
      if (verified === STALE) return STALE;
      login = verified;
      return this.signIn(gate, login, posted, context);
    };
    const refused = async (gate: LoginGate, refusal: Refusal): Promise<void> => {
      await Promise.all([
        this.keepRefused.run({ gate, posted, login, refusal, context }),
        this.noteUnmatched.run(gate.tenant, refusal),
      ]);
    };
    return this.attempts.run('login', alias, context, attempt, { refused }).catch((error: unknown) => {
      this.tally.countFailure(error);
      throw error;
    });
  }

  private async verify(
    gate: LoginGate,
    posted: PostedResponse,
    context: RequestContext,
  ): Promise<VerifiedLogin | typeof STALE> {
    requireTrust(gate);
    requireResponse(posted);
    const outcome = await this.check(gate, posted, context);
    if (outcome === STALE) return STALE;
    if (outcome.kind !== 'verified')
      throw new Error(`the strategy answered a response with a ${outcome.kind}`);
    return outcome.login;
  }

  private async signIn(
    gate: LoginGate,
    login: VerifiedLogin,
    posted: PostedResponse,
    context: RequestContext,
  ): Promise<FinishedLogin | typeof STALE> {
    const { trust } = requireTrust(gate);
    const token = newSecret();
    const asked = questionOf(login, trust, { ip: context.ip, now: this.clock.now() });
    const question = isOfTest(posted) ? { ...asked, isUnsolicitedAllowed: false } : asked;
    const attempt = this.attemptOf({ login, question, trust, posted, token, context });
    const findings = await this.signInUnlessGone(attempt);
    if (!findings?.isCurrent) return STALE;
    const decision = decideSignIn(question, findings);
    if (decision.kind === 'lost_race') return STALE;
    if (decision.kind === 'signed_in') this.count(login, trust);
    return this.land(decision, trust, posted, token);
  }

  /** A response by a key that is new at the IdP is checked anew once the key is known here. */
  private async check(
    gate: LoginGate,
    posted: PostedResponse,
    context: RequestContext,
  ): Promise<StrategyOutcome | typeof STALE> {
    const { trust, strategy } = requireTrust(gate);
    try {
      return await runStrategy(strategy, { body: { SAMLResponse: posted.samlResponse } });
    } catch (refusal) {
      if (await this.earlyRefresh.isWorthAnotherLook(refusal, trust, posted, context)) return STALE;
      throw refusal;
    }
  }

  /** Undefined: the tenant or the user was deleted while the statement ran; looking again says which. */
  private async signInUnlessGone(attempt: SignInAttempt): Promise<SignInFindings | undefined> {
    const beganAt = performance.now();
    try {
      return await this.signIns.run(attempt);
    } catch (error) {
      if (isForeignKeyViolation(error)) return undefined;
      throw error;
    } finally {
      this.tally.noteStep('commit', beganAt, performance.now());
    }
  }

  private attemptOf({ login, question, trust, posted, token, context }: Asked): SignInAttempt {
    const { tenant } = trust;
    const { userName } = question.user;
    const requestHash = login.inResponseTo === undefined ? null : hashRequestId(login.inResponseTo);
    const secret = requestHash && findLoginSecret(posted.cookies, requestHash, trust.sp.acsUrl);
    const isSolicitedOrAllowed = requestHash !== null || question.isUnsolicitedAllowed;
    const sessionId = newId();
    return {
      tenantId: tenant.id,
      tenantVersion: tenant.version,
      requestHash,
      browserSecretHash: secret ? hashSecret(secret) : null,
      assertionHash: question.assertionHash,
      rememberUntil: new Date(login.usableUntil.getTime() + 2000 * this.settings.clockSkewSeconds),
      userNameKey: userName === undefined ? null : foldUserName(userName),
      isOpen: isSolicitedOrAllowed && question.closed === undefined,
      sessionTtlSeconds: tenant.sessionTtlSeconds ?? this.settings.sessionTtlSeconds,
      sessionNotOnOrAfter: login.sessionNotOnOrAfter ?? null,
      session: newSession(login, sessionId, token),
      eventId: newId(),
      matchedBy: trust.matchedBy,
      trialEndsAt: tenant.ssoTrialEndsAt,
      eventDetails: eventDetails(login, trust, sessionId),
      context,
    };
  }

  private count(login: VerifiedLogin, trust: LoginTrust): void {
    this.tally.countSuccess();
    this.counts.countSignIn(trust.tenant.id, signInFacts(login, trust));
  }

  /** An answered request goes where it was started for; the posted RelayState counts only for an unsolicited response. */
  private land(
    decision: Exclude<SignInDecision, { kind: 'lost_race' }>,
    { tenant }: LoginTrust,
    { relayState }: PostedResponse,
    token: string,
  ): FinishedLogin {
    const location = landing(decision.target ?? relayState, this.settings);
    const isNew = decision.kind === 'signed_in';
    return { location, sessionCookie: isNew ? formatSessionCookie(tenant.id, token) : undefined };
  }
}

/** The strategy would take a form without it for the wish to begin. */
function requireResponse({ samlResponse, isArtifact }: PostedResponse): void {
  if (samlResponse !== '') return;
  if (!isArtifact) throw malformed(say`the form field SAMLResponse`, say`none`);
  throw malformed(
    say`the form field SAMLResponse, by HTTP-POST`,
    say`SAMLart, by HTTP-Artifact`,
    say`Have the IdP answer this application by HTTP-POST: artifacts are not resolved here.`,
  );
}

function newSession(
  { nameId, sessionIndex, authnInstant }: VerifiedLogin,
  id: string,
  token: string,
): NewSession {
  return {
    id,
    tokenHash: hashSecret(token),
    nameId: nameId.value,
    nameIdFormat: nameId.format ?? null,
    nameQualifier: nameId.nameQualifier ?? null,
    spNameQualifier: nameId.spNameQualifier ?? null,
    sessionIndex: sessionIndex ?? null,
    authnInstant,
  };
}

function eventDetails(login: VerifiedLogin, trust: LoginTrust, sessionId: string): Record<string, unknown> {
  return {
    sessionId,
    idpEntityId: login.issuer,
    nameId: login.nameId.value,
    userNameAttribute: trust.tenant.saml.userNameAttribute,
    assertionId: login.assertionId,
    inResponseTo: login.inResponseTo ?? null,
    signedBy: trust.keyFingerprints[login.keyIndex] ?? null,
    signatureAlgorithm: login.signatureAlgorithm,
  };
}
