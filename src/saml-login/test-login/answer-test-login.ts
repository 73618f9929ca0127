import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../../audit/audit.service';
import { Transactions } from '../../database/transactions';
import type { RequestContext } from '../../http/request';
import { EarlyRefresh } from '../../idp-trust/early-refresh';
import { MatchedUsers } from '../../ram-users/matched-users.service';
import { RamUsersService } from '../../ram-users/ram-users.service';
import { explainLogin, type ExplainedLogin } from '../../saml/explain/explain-login';
import { hidesName } from '../../saml/explain/received-login';
import { askOwnKey } from '../../saml/login/ask-own-key';
import { SamlRefusal } from '../../saml/refusal';
import { Clock } from '../../settings/clock';
import { Settings } from '../../settings/settings';
import { TenantsService } from '../../tenants/tenants.service';
import type { PostedResponse } from '../posted-response';
import { requireTrust } from '../login-gate';
import type { LoginTrust } from '../login-trust';
import { ProvenAttempt, STALE } from '../proven-attempt';
import type { LoginGate } from '../tenant-strategies';
import { assertionHashOf } from '../sign-in-question';
import { loginExpectations } from '../tenant-strategy';
import { explainSignIn, notReachedSignIn } from './explain-sign-in';
import { findNamed, mappedUser, type Named } from './named-user';
import { findTest, type FoundTest } from './find-test';
import { KeptTestReports } from './kept-test-reports';
import { reportDetails, type TestReport, writeReport } from './test-report';
import { type AnswerableTest, TestLoginsRepository, type TestRequest } from './test-logins.repository';

/** One response, held against one trust. */
interface Tested {
  readonly trust: LoginTrust;
  readonly explained: ExplainedLogin;
  /** Undefined where the response is refused. */
  readonly named: Named | undefined;
  readonly requestId: string;
  readonly request: TestRequest;
  readonly responseHash: Buffer;
  readonly testedAt: Date;
  readonly context: RequestContext;
}

/** What is told, and of which test. */
interface Answered {
  readonly report: TestReport;
  readonly trust: LoginTrust;
  readonly test: AnswerableTest;
}

/** Takes the response of a test: it opens no session, uses up the assertion, and tells all. */
@Injectable()
export class AnswerTestLogin {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly attempts: ProvenAttempt,
    private readonly transactions: Transactions,
    private readonly tenants: TenantsService,
    private readonly tests: TestLoginsRepository,
    private readonly users: RamUsersService,
    private readonly matches: MatchedUsers,
    private readonly earlyRefresh: EarlyRefresh,
    private readonly audit: AuditService,
    private readonly kept: KeptTestReports,
  ) {}

  /** @returns undefined where it answers no test that this browser began: it is a login like any other then */
  async answer(
    alias: string,
    posted: PostedResponse,
    context: RequestContext,
  ): Promise<TestReport | undefined> {
    const test = findTest(alias, posted, this.settings.baseUrl);
    if (!test) return undefined;
    const attempt = (gate: LoginGate) => this.attempt(gate, test, posted, context);
    const answered = await this.attempts.run('login', alias, context, attempt);
    if (!answered) return undefined;
    const { report, trust, test: answeredTest } = answered;
    if (!answeredTest.isRepeat) await this.kept.keep(trust, answeredTest.id, report);
    return report;
  }

  private async attempt(
    gate: LoginGate,
    test: FoundTest,
    { samlResponse }: PostedResponse,
    context: RequestContext,
  ): Promise<Answered | undefined | typeof STALE> {
    const { trust } = requireTrust(gate);
    const { requestId, requestHash, browserSecretHash } = test;
    const request = { tenantId: gate.tenant.id, requestHash, browserSecretHash };
    const responseHash = createHash('sha256').update(samlResponse).digest();
    if (!(await this.tests.isAnswerable(request, responseHash))) return undefined;
    const testedAt = this.clock.now();
    const expected = loginExpectations(trust, this.settings.clockSkewSeconds);
    const explained = explainLogin(samlResponse, expected, testedAt, requestId);
    const isByUnknownKey =
      explained.verdict instanceof SamlRefusal && explained.verdict.code === 'saml.signature_invalid';
    const isWorthRefresh = isByUnknownKey && trust.idp.metadataUrl !== null;
    if (isWorthRefresh && askOwnKey(samlResponse, expected, testedAt) === requestId) {
      if (await this.earlyRefresh.run(gate.tenant, context)) return STALE;
    }
    const named = await findNamed(explained.verdict, trust, { ip: context.ip, now: testedAt }, this.users);
    return this.record({ trust, explained, named, requestId, request, responseHash, testedAt, context });
  }

  private record(tested: Tested): Promise<Answered | undefined | typeof STALE> {
    return this.transactions.run(async (tx) => {
      const { trust, request, responseHash } = tested;
      if (!(await this.tenants.isCurrent(tx, trust.tenant))) return STALE;
      const test = await this.tests.lockAnswerable(tx, request, responseHash);
      if (!test) return undefined;
      const isReplayed = await this.useUp(tx, test, tested);
      const report = reportOf(tested, isReplayed);
      if (!test.isRepeat) await this.remember(tx, test, tested, { report, isReplayed });
      return { report, trust, test };
    });
  }

  /**
   * The assertion is used up whoever it names, so that what was shown here signs nobody in.
   * @returns whether something else had used it up before
   */
  private async useUp(
    tx: EntityManager,
    test: AnswerableTest,
    { trust, explained: { verdict } }: Tested,
  ): Promise<boolean> {
    if (verdict instanceof SamlRefusal) return false;
    const hash = assertionHashOf(verdict);
    const rememberUntil = new Date(verdict.usableUntil.getTime() + 2000 * this.settings.clockSkewSeconds);
    const wasUnused = await this.tests.useUp(tx, trust.tenant.id, { hash, rememberUntil });
    return !wasUnused && !test.assertionHash?.equals(hash);
  }

  private async remember(
    tx: EntityManager,
    test: AnswerableTest,
    tested: Tested,
    { report, isReplayed }: { readonly report: TestReport; readonly isReplayed: boolean },
  ): Promise<void> {
    const { request, responseHash, explained, context } = tested;
    const { verdict } = explained;
    // One that was used before is none that this test used up: a reload must be told the same.
    const assertionHash = verdict instanceof SamlRefusal || isReplayed ? null : assertionHashOf(verdict);
    await this.tests.answer(tx, request.tenantId, test.id, { responseHash, assertionHash });
    const { user } = report;
    if (user?.userName !== undefined && holds(report))
      await this.matches.note(tx, tested.trust.tenant, tested.trust.idp, user.userName);
    await this.audit.append(tx, {
      tenantId: request.tenantId,
      type: 'login.tested',
      userName: user?.userName,
      ...(report.code === undefined ? {} : { code: report.code }),
      details: { testId: test.id, ...reportDetails(report) },
      context,
    });
  }
}

/** Whether single sign-on is on is no matter of whom the IdP names. */
function holds({ checks }: TestReport): boolean {
  return checks.every(({ check, result }) => result === 'passed' || check === 'sso_enabled');
}

function reportOf(tested: Tested, isReplayed: boolean): TestReport {
  const { trust, explained, named, requestId, testedAt, context } = tested;
  const { tenant } = trust;
  const isHidden = hidesName(explained.received);
  const signIn = named
    ? explainSignIn({ tenant, ip: context.ip, now: testedAt, requestId, ...named, isReplayed, isHidden })
    : notReachedSignIn(tenant);
  const isNamed = signIn.some(({ check, result }) => check === 'user_name' && result !== 'not_reached');
  const user = named && isNamed && !isHidden ? mappedUser(named) : undefined;
  return writeReport({ trust, explained, signIn, user, testedAt });
}
