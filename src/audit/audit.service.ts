import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Counter } from '../counters/counter';
import { Counters } from '../counters/counters';
import type { RequestContext } from '../http/request';
import type { PageRequest } from '../http/list-page';
import { newId } from '../secrets/ids';
import { Clock } from '../settings/clock';
import type { AuditEventEntity, AuditOutcome } from './audit-event.entity';
import { type AuditedEvent, AuditListeners } from './audit-listeners';
import { type AuditFilter, AuditRepository, type RequestFilter } from './audit.repository';
import { storableDetails, storableText } from './storable';
import { PLATFORM_TRAIL } from './trails';
import { foldUserName } from '../principal-names/principal-name';

/** What the contract lists; the platform's own are among them. */
export type AuditEventType =
  | 'login'
  | 'login.tested'
  | 'logout'
  | 'tenant.created'
  | 'tenant.updated'
  | 'tenant.deleted'
  | 'idp.updated'
  | 'idp.deleted'
  | 'idp.refresh_failed'
  | 'idp.refresh_recovered'
  | 'idp.certificate_expiring'
  | 'idp.metadata_expiring'
  | 'idp.test_login_created'
  | 'idp.test_login_started'
  | 'sso.trial_started'
  | 'sso.confirmed'
  | 'sso.reverted'
  | 'setup_link.created'
  | 'setup_link.opened'
  | 'setup_link.revoked'
  | 'sp_key.created'
  | 'sp_key.promoted'
  | 'sp_key.deleted'
  | 'sp_key.expiring'
  | 'user.created'
  | 'user.updated'
  | 'user.deleted'
  | 'sessions.ended'
  | 'refused_login.deleted'
  | 'unmatched_person.dismissed'
  | 'api_token.created'
  | 'api_token.deleted'
  | 'webhook.created'
  | 'webhook.updated'
  | 'webhook.deleted'
  | 'webhook.tested'
  | 'webhook.retried'
  | 'webhook.failed'
  | 'console.entered'
  | 'console.left'
  | 'audit.dropped';

interface EventFacts {
  readonly type: AuditEventType;
  readonly userName?: string | undefined;
  /** Never a secret, a token, a cookie or a whole message. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

/** Something that was done, or that failed. */
export interface NewAuditEvent extends EventFacts {
  /** Null: an event of the platform. */
  readonly tenantId: string | null;
  /** Why it failed. */
  readonly code?: string;
}

/** Something that was asked for and refused. */
export interface NewRefusalEvent extends EventFacts {
  /** As the refusal was computed from it. */
  readonly tenant: { readonly id: string; readonly version: string };
  readonly code: string;
}

/** An event, and whose trail it stands in; null: the platform's. */
export interface OwnedAuditEvent {
  readonly event: AuditEventEntity;
  readonly tenantId: string | null;
}

@Injectable()
export class AuditService {
  private readonly written: Counter<'type' | 'outcome'>;

  constructor(
    private readonly clock: Clock,
    private readonly repository: AuditRepository,
    private readonly listeners: AuditListeners,
    counters: Counters,
  ) {
    this.written = counters.counter({
      name: 'ram_sso_audit_events_total',
      help: 'Events that were written to the audit trail, by type.',
      labels: ['type', 'outcome'],
    });
  }

  /** Writes in the caller's transaction: what happened and its event are committed together or not at all. */
  append(tx: EntityManager, event: NewAuditEvent): Promise<void> {
    return this.appendAll(tx, [event]);
  }

  /** The same for many, in one statement. */
  async appendAll(tx: EntityManager, events: readonly NewAuditEvent[]): Promise<void> {
    const rows = events.map(({ tenantId, code, ...facts }) =>
      this.rowOf(facts, {
        tenantId: tenantId ?? PLATFORM_TRAIL,
        outcome: code === undefined ? 'success' : 'refused',
        code: code ?? null,
      }),
    );
    await this.repository.insert(tx, rows);
    for (const { type, outcome } of rows) this.written.of({ type, outcome }).add();
    await this.listeners.tell(tx, rows.map(auditedEvent));
  }

  /**
   * Writes a refusal, if the tenant is still at the version that it was computed from.
   * @returns false where it is not: nothing was written
   */
  async appendRefusal(event: NewRefusalEvent): Promise<boolean> {
    const { tenant, code } = event;
    const row = this.rowOf(event, { tenantId: tenant.id, outcome: 'refused', code });
    const isWritten = await this.repository.insertAtVersion(row, tenant.version);
    if (isWritten) this.noteWritten(event.type, 'refused');
    return isWritten;
  }

  /** Of an event that a statement of its own has written: it is counted with all others. */
  noteWritten(type: AuditEventType, outcome: AuditOutcome): void {
    this.written.of({ type, outcome }).add();
  }

  /** Newest first; one row more than the page's limit where there are more. */
  list(tenantId: string, filter: AuditFilter, page: PageRequest): Promise<AuditEventEntity[]> {
    return this.repository.list(tenantId, filter, page);
  }

  /** Whatever a request caused, in any tenant's trail or the platform's; newest first, and one row more likewise. */
  async listByRequest(filter: RequestFilter, page: PageRequest): Promise<OwnedAuditEvent[]> {
    return (await this.repository.listByRequest(filter, page)).map(owned);
  }

  /**
   * Of one trail likewise.
   * @param tenantId also of a tenant that was deleted; null: the platform's own
   */
  async listOwned(
    tenantId: string | null,
    filter: AuditFilter,
    page: PageRequest,
  ): Promise<OwnedAuditEvent[]> {
    return (await this.repository.list(tenantId ?? PLATFORM_TRAIL, filter, page)).map(owned);
  }

  private rowOf(
    { type, userName, details, context }: EventFacts,
    verdict: Pick<AuditEventEntity, 'tenantId' | 'outcome' | 'code'>,
  ): AuditEventEntity {
    return {
      ...verdict,
      id: newId(),
      time: this.clock.now(),
      type,
      actor: context.actor,
      userName: userName === undefined ? null : storableText(userName),
      userNameKey: userName === undefined ? null : storableText(foldUserName(userName)),
      ip: storableText(context.ip),
      requestId: storableText(context.requestId),
      details: storableDetails(details),
    };
  }
}

function auditedEvent({
  id,
  tenantId,
  time,
  type,
  actor,
  code,
  requestId,
  details,
}: AuditEventEntity): AuditedEvent {
  return { id, tenantId: ownerOf(tenantId), time, type, actor, code, requestId, details };
}

function owned(event: AuditEventEntity): OwnedAuditEvent {
  return { event, tenantId: ownerOf(event.tenantId) };
}

function ownerOf(trail: string): string | null {
  return trail === PLATFORM_TRAIL ? null : trail;
}
