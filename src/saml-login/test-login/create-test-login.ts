import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service';
import { isForeignKeyViolation } from '../../database/driver-error';
import { Transactions } from '../../database/transactions';
import type { RequestContext } from '../../http/request';
import type { TenantRef } from '../../http/tenant-ref';
import { IdpTrustService } from '../../idp-trust/idp-trust.service';
import { newId } from '../../secrets/ids';
import { hashSecret, newSecret } from '../../secrets/tokens';
import { Settings } from '../../settings/settings';
import { tenantNotFound } from '../../tenants/alias';
import { type NewTestLogin, TestLoginsRepository } from './test-logins.repository';

/** A link that begins a test, once, in whichever browser opens it. */
export interface TestLink {
  readonly url: string;
  readonly expiresAt: Date;
}

@Injectable()
export class CreateTestLogin {
  constructor(
    private readonly settings: Settings,
    private readonly trusts: IdpTrustService,
    private readonly transactions: Transactions,
    private readonly tests: TestLoginsRepository,
    private readonly audit: AuditService,
  ) {}

  /** @throws Problem `idp.not_configured`; `tenant.not_found` where the tenant has gone meanwhile */
  async run(tenant: TenantRef, context: RequestContext): Promise<TestLink> {
    await this.trusts.require(tenant);
    const token = newSecret();
    const id = newId();
    const expiresAt = await this.store(
      { tenantId: tenant.id, id, tokenHash: hashSecret(token) },
      context,
    ).catch((error: unknown) => {
      throw isForeignKeyViolation(error, 'fk_test_logins_tenant') ? tenantNotFound(tenant.alias) : error;
    });
    return { url: `${this.settings.baseUrl}/saml/${tenant.alias}/test-login?token=${token}`, expiresAt };
  }

  private store(test: NewTestLogin, context: RequestContext): Promise<Date> {
    return this.transactions.run(async (tx) => {
      const expiresAt = await this.tests.add(tx, test);
      const { tenantId, id: testId } = test;
      const details = { testId, expiresAt: expiresAt.toISOString() };
      await this.audit.append(tx, { tenantId, type: 'idp.test_login_created', details, context });
      return expiresAt;
    });
  }
}
