import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { Transactions } from '../database/transactions';
import { isForeignKeyViolation } from '../database/driver-error';
import type { TenantRef } from '../http/tenant-ref';
import { fieldProblem } from '../http/field-problem';
import type { RequestContext } from '../http/request';
import { newId } from '../secrets/ids';
import { hashSecret, newSecret } from '../secrets/tokens';
import { Clock } from '../settings/clock';
import { tenantNotFound } from '../tenants/alias';
import { TenantsService } from '../tenants/tenants.service';
import type { ApiTokenEntity, TokenRole } from './api-token.entity';
import { ApiTokensRepository, type ListedToken } from './api-tokens.repository';
import { say } from '../sentences/sentence';

export interface NewApiToken {
  readonly name: string;
  /** An alias; null: the platform's. */
  readonly tenant: string | null;
  readonly role: TokenRole;
  readonly expiresAt: Date | null;
}

@Injectable()
export class CreateApiToken {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly tokens: ApiTokensRepository,
    private readonly tenants: TenantsService,
    private readonly audit: AuditService,
  ) {}

  /** Throws `request.invalid` for an expiry that has passed, `tenant.not_found`. */
  async run(wanted: NewApiToken, context: RequestContext): Promise<{ token: ListedToken; secret: string }> {
    const now = this.clock.now();
    if (wanted.expiresAt && wanted.expiresAt <= now) {
      throw fieldProblem([
        { field: 'expiresAt', message: say`must lie in the future; it is ${now.toISOString()} now` },
      ]);
    }
    const tenant = wanted.tenant === null ? null : await this.requireTenant(wanted.tenant);
    const secret = newSecret();
    const { name, role, expiresAt } = wanted;
    const token: ApiTokenEntity = {
      id: newId(),
      tenantId: tenant?.id ?? null,
      name,
      role,
      secretHash: hashSecret(secret),
      expiresAt,
      lastUsedAt: null,
      createdAt: now,
    };
    await this.store(token, tenant, context);
    return { token: Object.assign(token, { tenantAlias: tenant?.alias ?? null }), secret };
  }

  private async store(
    token: ApiTokenEntity,
    tenant: TenantRef | null,
    context: RequestContext,
  ): Promise<void> {
    const { id, tenantId, name, role } = token;
    try {
      await this.transactions.run(async (tx) => {
        await this.tokens.insert(tx, token);
        const details = { id, name, role };
        await this.audit.append(tx, {
          tenantId,
          type: 'api_token.created',
          details,
          context,
        });
      });
    } catch (error) {
      if (tenant && isForeignKeyViolation(error, 'fk_api_tokens_tenant')) throw tenantNotFound(tenant.alias);
      throw error;
    }
  }

  private async requireTenant(alias: string): Promise<TenantRef> {
    const tenant = await this.tenants.findRef(alias);
    if (!tenant) throw tenantNotFound(alias);
    return tenant;
  }
}
