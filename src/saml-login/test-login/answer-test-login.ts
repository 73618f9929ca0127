import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../../audit/audit.service';
import { Transactions } from '../../database/transactions';
import type { RequestContext } from '../../http/request';
import { EarlyRefresh } from '../../idp-trust/early-refresh';
import { foldUserName } from '../../principal-names/principal-name';
import { explainLogin, type ExplainedLogin } from '../../saml/explain/explain-login';
import { hidesName } from '../../saml/explain/received-login';
import { askOwnKey } from '../../saml/login/ask-own-key';
import { SamlRefusal } from '../../saml/refusal';
import { Clock } from '../../settings/clock';
import { Settings } from '../../settings/settings';
import { TenantsService } from '../../tenants/tenants.service';
import { assertionHashOf, type PostedResponse, questionOf } from '../finish-login';
import { requireTrust } from '../login-gate';
import type { LoginTrust } from '../login-trust';
import type { SignInQuestion } from '../decide-sign-in';
import { ProvenAttempt, STALE } from '../proven-attempt';
import type { LoginGate } from '../tenant-strategies';
import { loginExpectations } from '../tenant-strategy';
import { explainSignIn, notReachedSignIn } from './explain-sign-in';
import { findTest, type FoundTest } from './find-test';
import { type MappedUser, reportDetails, type TestReport, writeReport } from './test-report';
import { type AnswerableTest, TestLoginsRepository, type TestRequest } from './test-logins.repository';

/** One response, held against one trust. */
interface Tested {
  readonly trust: LoginTrust;
  readonly explained: ExplainedLogin;
  readonly requestId: string;
  readonly request: TestRequest;
  readonly responseHash: Buffer;
  readonly testedAt: Date;
  readonly context: RequestContext;
}

/** What the store said of it. */
interface Findings {
  readonly question: SignInQuestion | SamlRefusal | undefined;
  readonly isReplayed: boolean;
  readonly userStatus: 'active' | 'disabled' | null;
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
    private readonly earlyRefresh: EarlyRefresh,
    private readonly audit: AuditService,
  ) {}

  /** @returns undefined where it answers no test that this browser began: it is a login like any other then */
  async answer(
    alias: string,
    posted: PostedResponse,
    context: RequestContext,
  ): Promise<TestReport | undefined> {
    const test = findTest(alias, posted, this.settings.baseUrl);
    if (!test) return undefined;
    return this.attempts.run('login', alias, context, (gate) => this.attempt(gate, test, posted, context));
  }

  private async attempt(
    gate: LoginGate,
    test: FoundTest,
    { samlResponse }: PostedResponse,
    context: RequestContext,
  ): Promise<TestReport | undefined | typeof STALE> {
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
    return this.record({ trust, explained, requestId, request, responseHash, testedAt, context });
  }

  private record(tested: Tested): Promise<TestReport | undefined | typeof STALE> {
    return this.transactions.run(async (tx) => {
      const { trust, request, responseHash } = tested;
      if (!(await this.tenants.isCurrent(tx, trust.tenant))) return STALE;
      const test = await this.tests.lockAnswerable(tx, request, responseHash);
      if (!test) return undefined;
      const findings = await this.ask(tx, test, tested);
      const report = reportOf(tested, findings);
      if (!test.isRepeat) await this.remember(tx, test, tested, { report, isReplayed: findings.isReplayed });
      return report;
    });
  }

  /** The assertion is used up whoever it names, so that what was shown here signs nobody in. */
  private async ask(
    tx: EntityManager,
    test: AnswerableTest,
    { trust, explained, context }: Tested,
  ): Promise<Findings> {
    const { verdict } = explained;
    if (verdict instanceof SamlRefusal) return { question: undefined, isReplayed: false, userStatus: null };
    const { tenant } = trust;
    const hash = assertionHashOf(verdict);
    const rememberUntil = new Date(verdict.usableUntil.getTime() + 2000 * this.settings.clockSkewSeconds);
    const wasUnused = await this.tests.useUp(tx, tenant.id, { hash, rememberUntil });
    const isReplayed = !wasUnused && !test.assertionHash?.equals(hash);
    const question = readQuestion(() => questionOf(verdict, trust, context.ip));
    const userName = question instanceof SamlRefusal ? undefined : question.user.userName;
    const userStatus =
      userName === undefined ? null : await this.tests.findUserStatus(tx, tenant.id, foldUserName(userName));
    return { question, isReplayed, userStatus };
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
    await this.audit.append(tx, {
      tenantId: request.tenantId,
      type: 'login.tested',
      userName: report.user?.userName,
      ...(report.code === undefined ? {} : { code: report.code }),
      details: { testId: test.id, ...reportDetails(report) },
      context,
    });
  }
}

function readQuestion(read: () => SignInQuestion): SignInQuestion | SamlRefusal {
  try {
    return read();
  } catch (refusal) {
    if (refusal instanceof SamlRefusal) return refusal;
    throw refusal;
  }
}

function reportOf(
  { trust, explained, requestId, testedAt, context }: Tested,
  findings: Findings,
): TestReport {
  const { question, isReplayed, userStatus } = findings;
  const { tenant } = trust;
  const isHidden = hidesName(explained.received);
  const signIn = question
    ? explainSignIn({ tenant, ip: context.ip, requestId, question, isReplayed, userStatus, isHidden })
    : notReachedSignIn(tenant);
  const isNamed = signIn.some(({ check, result }) => check === 'user_name' && result !== 'not_reached');
  const user =
    isNamed && !isHidden && question && !(question instanceof SamlRefusal)
      ? mapped(question, userStatus)
      : undefined;
  return writeReport({ trust, explained, signIn, user, testedAt });
}

function mapped({ user }: SignInQuestion, status: Findings['userStatus']): MappedUser {
  const { source, value, userName } = user;
  return { source, value, userName, status: status ?? 'missing' };
}
