import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DeliveredType } from './delivered-types';
import { WebhookEntity } from './webhook.entity';

/** Who is told of what. */
export interface ListeningWebhook {
  readonly id: string;
  readonly tenantId: string | null;
  readonly eventTypes: readonly DeliveredType[] | null;
}

/** A webhook as somebody sends to it; nobody else does until he ends, or his lease does. */
export type LeasedWebhook = Pick<
  WebhookEntity,
  'id' | 'tenantId' | 'url' | 'failingSince' | 'failureCount' | 'isLossTold'
> & { readonly leasedUntil: Date };

export type DeliveryColumns = Partial<
  Pick<
    WebhookEntity,
    'pausedUntil' | 'lastDeliveredAt' | 'failingSince' | 'failureCount' | 'failureMessage' | 'isLossTold'
  >
>;

/** What sending reads and writes of webhooks, whosever they are. */
@Injectable()
export class DeliveringWebhooksRepository {
  /** Those of the tenants and of the platform; none of them is deleted until the transaction ends. */
  lockListening(tx: EntityManager, tenantIds: readonly string[]): Promise<ListeningWebhook[]> {
    return tx.query(
      `SELECT id, tenant_id AS "tenantId", event_types AS "eventTypes" FROM webhooks
        WHERE enabled AND (tenant_id = ANY ($1::uuid[]) OR tenant_id IS NULL) FOR KEY SHARE`,
      [tenantIds],
    );
  }

  async findAliases(tx: EntityManager, tenantIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ id: string; alias: string }[]>(
      `SELECT id, alias FROM tenants WHERE id = ANY ($1::uuid[])`,
      [tenantIds],
    );
    return new Map(rows.map(({ id, alias }) => [id, alias]));
  }

  /** Null where it is gone, not enabled, paused, or somebody else's; locked until the transaction ends. */
  async lockFree(
    tx: EntityManager,
    id: string,
    now: Date,
  ): Promise<Omit<LeasedWebhook, 'leasedUntil'> | null> {
    const rows = await tx.query<Omit<LeasedWebhook, 'leasedUntil'>[]>(
      `SELECT id, tenant_id AS "tenantId", url, failing_since AS "failingSince", failure_count AS "failureCount",
              is_loss_told AS "isLossTold"
         FROM webhooks
        WHERE id = $1 AND enabled AND (leased_until IS NULL OR leased_until <= $2)
          AND (paused_until IS NULL OR paused_until <= $2)
          FOR NO KEY UPDATE`,
      [id, now],
    );
    return rows[0] ?? null;
  }

  async lease(tx: EntityManager, id: string, leasedUntil: Date): Promise<void> {
    await tx.update(WebhookEntity, { id }, { leasedUntil });
  }

  /** Ends the lease. @returns false where it is somebody else's by now, or the webhook is gone: nothing was written */
  async release(
    tx: EntityManager,
    { id, leasedUntil }: LeasedWebhook,
    columns: DeliveryColumns,
  ): Promise<boolean> {
    const { affected } = await tx.update(
      WebhookEntity,
      { id, leasedUntil },
      { ...columns, leasedUntil: null },
    );
    return affected === 1;
  }

  /** A change as an administrator's is. */
  async disable(tx: EntityManager, id: string, now: Date): Promise<void> {
    await tx.update(
      WebhookEntity,
      { id },
      { enabled: false, updatedAt: now, revision: () => 'revision + 1' },
    );
  }
}
