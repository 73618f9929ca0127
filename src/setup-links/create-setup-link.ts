import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { isForeignKeyViolation } from '../database/driver-error';
import { Transactions } from '../database/transactions';
import { fieldProblem } from '../http/field-problem';
import { readInstant } from '../http/instant';
import type { RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { newId } from '../secrets/ids';
import { hashSecret, newSecret } from '../secrets/tokens';
import { Clock } from '../settings/clock';
import { Settings } from '../settings/settings';
import { tenantNotFound } from '../tenants/alias';
import type { CreateSetupLinkBody } from './setup-link.dto';
import type { SetupLinkEntity } from './setup-link.entity';
import { LONGEST_SECONDS, SETUP_PATH } from './setup-link-limits';
import { SetupLinksRepository } from './setup-links.repository';
import { say } from '../sentences/sentence';

const DEFAULT_SECONDS = 7 * 86_400;

export interface CreatedSetupLink {
  readonly link: SetupLinkEntity;
  /** The one time that its secret is seen. */
  readonly url: string;
}

@Injectable()
export class CreateSetupLink {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly links: SetupLinksRepository,
    private readonly audit: AuditService,
  ) {}

  /** Throws `request.invalid` for an end that has passed or lies too far ahead, `tenant.not_found`. */
  async run(
    tenant: TenantRef,
    wanted: CreateSetupLinkBody,
    context: RequestContext,
  ): Promise<CreatedSetupLink> {
    const now = this.clock.now();
    const expiresAt = readEnd(wanted, now);
    const secret = newSecret();
    const link: SetupLinkEntity = {
      tenantId: tenant.id,
      id: newId(),
      secretHash: hashSecret(secret),
      note: wanted.note ?? null,
      createdBy: context.actor,
      createdAt: now,
      expiresAt,
      openedAt: null,
      revokedAt: null,
    };
    await this.store(link, context).catch((error: unknown) => {
      throw isForeignKeyViolation(error, 'fk_setup_links_tenant') ? tenantNotFound(tenant.alias) : error;
    });
    return { link, url: `${this.settings.baseUrl}${SETUP_PATH}/${tenant.alias}?secret=${secret}` };
  }

  private store(link: SetupLinkEntity, context: RequestContext): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.links.insert(tx, link);
      const { tenantId, id, note, expiresAt } = link;
      const details = { id, note, expiresAt: expiresAt.toISOString() };
      await this.audit.append(tx, { tenantId, type: 'setup_link.created', details, context });
    });
  }
}

function readEnd({ expiresAt, ttlSeconds }: CreateSetupLinkBody, now: Date): Date {
  const given = readInstant(expiresAt);
  if (given && typeof ttlSeconds === 'number') {
    const message = say`at most one of expiresAt and ttlSeconds may be there; both are`;
    throw fieldProblem([
      { field: 'expiresAt', message },
      { field: 'ttlSeconds', message },
    ]);
  }
  const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
  const end = given ?? after(ttlSeconds ?? DEFAULT_SECONDS);
  if (end > now && end <= after(LONGEST_SECONDS)) return end;
  const message = say`must lie in the future, and at most 30 days ahead; it is ${now.toISOString()} now`;
  throw fieldProblem([{ field: 'expiresAt', message }]);
}
