import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../http/request';
import type { PageRequest } from '../http/list-page';
import { newId } from '../secrets/ids';
import { Clock } from '../settings/clock';
import type { AuditEventEntity, AuditOutcome } from './audit-event.entity';
import { AuditRepository, type AuditFilter } from './audit.repository';
import { storableDetails, storableText } from './storable';
import { userNameKey } from './user-name-key';

/** Whose trail an event of the platform itself belongs to: the nil UUID is no tenant's id. */
const PLATFORM_TRAIL = '00000000-0000-0000-0000-000000000000';

export interface NewAuditEvent {
  /** Null: an event of the platform. */
  readonly tenantId: string | null;
  readonly type: string;
  readonly userName?: string | undefined;
  readonly outcome: AuditOutcome;
  readonly code?: string | undefined;
  /** Never a secret, a token, a cookie or a whole message. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

@Injectable()
export class AuditService {
  constructor(
    private readonly clock: Clock,
    private readonly repository: AuditRepository,
  ) {}

  /** Writes in the caller's transaction: what happened and its event are committed together or not at all. */
  async append(tx: EntityManager, event: NewAuditEvent): Promise<void> {
    const { userName, context } = event;
    await this.repository.insert(tx, {
      tenantId: event.tenantId ?? PLATFORM_TRAIL,
      id: newId(),
      time: this.clock.now(),
      type: event.type,
      actor: context.actor,
      userName: userName === undefined ? null : storableText(userName),
      userNameKey: userName === undefined ? null : storableText(userNameKey(userName)),
      outcome: event.outcome,
      code: event.code ?? null,
      ip: storableText(context.ip),
      requestId: storableText(context.requestId),
      details: storableDetails(event.details),
    });
  }

  /** Newest first; one row more than the page's limit where there are more. */
  list(tenantId: string, filter: AuditFilter, page: PageRequest): Promise<AuditEventEntity[]> {
    return this.repository.list(tenantId, filter, page);
  }
}
