import { Injectable } from '@nestjs/common';
import { AuditService } from '../../audit/audit.service';
import { Transactions } from '../../database/transactions';
import type { RequestContext } from '../../http/request';
import type { TenantRef } from '../../http/tenant-ref';
import { IdpTrustService } from '../../idp-trust/idp-trust.service';
import { newId } from '../../secrets/ids';
import { hashSecret, newSecret } from '../../secrets/tokens';
import { Settings } from '../../settings/settings';
import { TestLoginsRepository } from './test-logins.repository';

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

  /** @throws Problem `idp.not_configured` */
  async run(tenant: TenantRef, context: RequestContext): Promise<TestLink> {
    await this.trusts.require(tenant);
    const token = newSecret();
    const id = newId();
    const expiresAt = await this.transactions.run(async (tx) => {
      const added = await this.tests.add(tx, { tenantId: tenant.id, id, tokenHash: hashSecret(token) });
      const details = { testId: id, expiresAt: added.toISOString() };
      await this.audit.append(tx, { tenantId: tenant.id, type: 'idp.test_login_created', details, context });
      return added;
    });
    return { url: `${this.settings.baseUrl}/saml/${tenant.alias}/test-login?token=${token}`, expiresAt };
  }
}
