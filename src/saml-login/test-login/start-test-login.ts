import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service';
import { Transactions } from '../../database/transactions';
import { Problem } from '../../http/problem';
import type { RequestContext } from '../../http/request';
import { writeMessageId } from '../../saml/messages/message-id';
import { takeRandomBytes } from '../../secrets/entropy';
import { hashSecret, newSecret } from '../../secrets/tokens';
import { Clock } from '../../settings/clock';
import { tenantNotFound } from '../../tenants/alias';
import { TenantsService, type LoginTenant } from '../../tenants/tenants.service';
import { hashRequestId, loginCookies } from '../login-cookie';
import { requireTrust } from '../login-gate';
import { ProvenAttempt, STALE } from '../proven-attempt';
import { carryRequest, type StartedLogin } from '../start-login';
import { type TestRequest, TestLoginsRepository } from './test-logins.repository';

/** Begins the login of a test, as any other, but for whether single sign-on is on, and from where: that is what is tried out. */
@Injectable()
export class StartTestLogin {
  constructor(
    private readonly clock: Clock,
    private readonly attempts: ProvenAttempt,
    private readonly transactions: Transactions,
    private readonly tenants: TenantsService,
    private readonly tests: TestLoginsRepository,
    private readonly audit: AuditService,
  ) {}

  /** Opening it is for a press of a button: what looks at links beforehand uses none up. @throws Problem `not_found` */
  async requireLink(alias: string, token: string): Promise<void> {
    const tenant = await this.tenants.findRef(alias);
    if (!tenant) throw tenantNotFound(alias);
    if (!(await this.tests.isOpenable(tenant.id, hashSecret(token)))) throw usedUp();
  }

  /** @throws Problem `not_found` where the link is unknown, used or too old */
  async start(alias: string, token: string, context: RequestContext): Promise<StartedLogin> {
    // First, so that who has no link leaves no trace in the audit trail.
    await this.requireLink(alias, token);
    return this.attempts.run('login', alias, context, async (gate) => {
      const { trust } = requireTrust(gate);
      const issueInstant = this.clock.now();
      const id = writeMessageId(issueInstant, takeRandomBytes(16));
      const secret = newSecret();
      const requestHash = hashRequestId(id);
      // Most IdPs bring RelayState back even where they forget which request they answer.
      const message = await carryRequest(gate, { id, issueInstant, relayState: id, loginHint: undefined });
      const request = { tenantId: gate.tenant.id, requestHash, browserSecretHash: hashSecret(secret) };
      if (!(await this.open(gate.tenant, token, request, context))) return STALE;
      return { message, cookies: loginCookies(requestHash, secret, trust.sp.acsUrl, 'test') };
    });
  }

  /** False where the tenant has changed since the request was made: nothing was written. */
  private open(
    tenant: LoginTenant,
    token: string,
    request: TestRequest,
    context: RequestContext,
  ): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      if (!(await this.tenants.isCurrent(tx, tenant))) return false;
      const testId = await this.tests.open(tx, hashSecret(token), request);
      if (testId === null) throw usedUp();
      const details = { testId, userAgent: context.userAgent };
      await this.audit.append(tx, { tenantId: tenant.id, type: 'idp.test_login_started', details, context });
      return true;
    });
  }
}

function usedUp(): Problem {
  return new Problem(
    'not_found',
    'This link is unknown, was used, or is too old. Ask for a new one with POST /api/v1/tenants/{alias}/idp/test-login.',
  );
}
