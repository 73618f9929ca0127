import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThan } from 'typeorm';
import { deleteOldest } from '../database/delete-oldest';
import type { PageRequest } from '../http/list-page';
import { WebhookDeliveryEntity } from './webhook-delivery.entity';

/** Of one webhook; more are not kept: the audit trail has them. */
export const MOST_PENDING = 1000;
/** Of one tenant at a webhook of the platform: whoever makes events without end must not keep others' from being told. */
const MOST_OF_TENANT = 100;

type DeliveryKey = Pick<WebhookDeliveryEntity, 'webhookId' | 'id'>;
export type NewDelivery = DeliveryKey & Pick<WebhookDeliveryEntity, 'type' | 'payload' | 'tenantId'>;
export type DueDelivery = DeliveryKey & Pick<WebhookDeliveryEntity, 'type' | 'payload' | 'attempts'>;
export type DeliveryOutcome = Pick<
  WebhookDeliveryEntity,
  'status' | 'nextAttemptAt' | 'lastStatus' | 'lastFailure'
>;

@Injectable()
export class WebhookDeliveriesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Due at once. What is told twice is queued once. @returns which webhooks have something to be sent now */
  async queue(tx: EntityManager, deliveries: readonly NewDelivery[], now: Date): Promise<string[]> {
    const rows = await tx.query<{ webhookId: string }[]>(
      `INSERT INTO webhook_deliveries (webhook_id, id, type, payload, tenant_id, status, attempts, next_attempt_at, created_at)
       SELECT told.webhook_id, told.id, told.type, told.payload, told.tenant_id, 'pending', 0, $6, $6
         FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[]) AS told (webhook_id, id, type, payload, tenant_id)
         JOIN webhooks webhook ON webhook.id = told.webhook_id
        WHERE (SELECT count(*) < ${MOST_PENDING}
                      AND (webhook.tenant_id IS NOT NULL OR count(*) FILTER (WHERE pending.tenant_id = told.tenant_id) < ${MOST_OF_TENANT})
                 FROM (SELECT known.tenant_id FROM webhook_deliveries known
                        WHERE known.webhook_id = told.webhook_id AND known.next_attempt_at IS NOT NULL LIMIT ${MOST_PENDING}) AS pending)
       ON CONFLICT DO NOTHING
       RETURNING webhook_id AS "webhookId"`,
      [
        deliveries.map(({ webhookId }) => webhookId),
        deliveries.map(({ id }) => id),
        deliveries.map(({ type }) => type),
        deliveries.map(({ payload }) => payload),
        deliveries.map(({ tenantId }) => tenantId),
        now,
      ],
    );
    return [...new Set(rows.map(({ webhookId }) => webhookId))];
  }

  /** Newest first; one row more than the page's limit where there are more. */
  list(webhookId: string, { after, limit }: PageRequest): Promise<WebhookDeliveryEntity[]> {
    return this.dataSource.manager.find(WebhookDeliveryEntity, {
      where: { webhookId, ...(after === undefined ? {} : { id: LessThan(after) }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
  }

  /** Webhooks that something is to be sent to now, by anybody. Steps from one that something waits for to the next. */
  async listDue(now: Date, limit: number): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `WITH RECURSIVE waiting (id) AS (
         (SELECT webhook_id FROM webhook_deliveries WHERE next_attempt_at IS NOT NULL ORDER BY webhook_id LIMIT 1)
         UNION ALL
         SELECT (SELECT webhook_id FROM webhook_deliveries
                  WHERE next_attempt_at IS NOT NULL AND webhook_id > waiting.id ORDER BY webhook_id LIMIT 1)
           FROM waiting WHERE waiting.id IS NOT NULL
       )
       SELECT webhook.id FROM waiting JOIN webhooks webhook ON webhook.id = waiting.id
        WHERE webhook.enabled
          AND (webhook.leased_until IS NULL OR webhook.leased_until <= $1)
          AND (webhook.paused_until IS NULL OR webhook.paused_until <= $1)
          AND EXISTS (SELECT FROM webhook_deliveries due WHERE due.webhook_id = webhook.id AND due.next_attempt_at <= $1)
        LIMIT $2`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Of all webhooks; counted up to `most`. */
  async countPending(most: number): Promise<number> {
    const rows: { found: number }[] = await this.dataSource.query(
      `SELECT count(*)::integer AS found
         FROM (SELECT FROM webhook_deliveries WHERE next_attempt_at IS NOT NULL LIMIT $1) pending`,
      [most],
    );
    return rows[0]?.found ?? 0;
  }

  /** The one that is due the longest. */
  async findDue(tx: EntityManager, webhookId: string, now: Date): Promise<DueDelivery | null> {
    const rows = await tx.query<DueDelivery[]>(
      `SELECT webhook_id AS "webhookId", id, type, payload, attempts FROM webhook_deliveries
        WHERE webhook_id = $1 AND next_attempt_at <= $2 ORDER BY next_attempt_at, id LIMIT 1`,
      [webhookId, now],
    );
    return rows[0] ?? null;
  }

  async beginAttempt(tx: EntityManager, { webhookId, id }: DeliveryKey, now: Date): Promise<void> {
    await tx.update(
      WebhookDeliveryEntity,
      { webhookId, id },
      { attempts: () => 'attempts + 1', lastAttemptAt: now },
    );
  }

  /** As if it had not begun. */
  async undoAttempt(tx: EntityManager, { webhookId, id }: DeliveryKey): Promise<void> {
    await tx.update(WebhookDeliveryEntity, { webhookId, id }, { attempts: () => 'attempts - 1' });
  }

  async endAttempt(
    tx: EntityManager,
    { webhookId, id }: DeliveryKey,
    outcome: DeliveryOutcome,
  ): Promise<void> {
    await tx.update(WebhookDeliveryEntity, { webhookId, id }, outcome);
  }

  /** Whatever came of it before. @returns null where there is none of that id */
  async queueAgain(
    tx: EntityManager,
    { webhookId, id }: DeliveryKey,
    now: Date,
  ): Promise<WebhookDeliveryEntity | null> {
    const pending = { status: 'pending', attempts: 0, nextAttemptAt: now } as const;
    await tx.update(WebhookDeliveryEntity, { webhookId, id }, pending);
    return tx.findOneBy(WebhookDeliveryEntity, { webhookId, id });
  }

  /** Whatever waits is due now. */
  async hasten(tx: EntityManager, webhookId: string, now: Date): Promise<void> {
    await tx.query(
      `UPDATE webhook_deliveries SET next_attempt_at = $2 WHERE webhook_id = $1 AND next_attempt_at > $2`,
      [webhookId, now],
    );
  }

  /** Of any status: what waits longer than that will not be sent any more. @returns how many */
  deleteOld(createdBefore: Date, limit: number): Promise<number> {
    const past = { table: 'webhook_deliveries', by: 'created_at', where: 'created_at < $1' };
    return deleteOldest(this.dataSource, past, [createdBefore], limit);
  }
}
