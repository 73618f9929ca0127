import type { EntityManager } from 'typeorm';
import { type AuditEventType, AuditService, type NewAuditEvent } from '../../src/audit/audit.service';
import type { Tenant } from './api';
import type { TestApp } from './app';

export interface Delivery {
  readonly id: string;
  readonly status: string;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
}

/** As a room that tells of something does. */
export function putEvent(
  app: TestApp,
  tx: EntityManager,
  tenant: Pick<Tenant, 'id'>,
  type: string,
  details: object = { n: 1 },
): Promise<void> {
  return app.nest.get(AuditService, { strict: false }).append(tx, newEvent(tenant, type, details));
}

export function newEvent({ id }: Pick<Tenant, 'id'>, type: string, details: object): NewAuditEvent {
  return {
    tenantId: id,
    type: type as AuditEventType,
    details: { ...details },
    context: { requestId: 'of-the-test', ip: 'none', userAgent: null, actor: 'test' },
  };
}

/** Newest first. */
export async function deliveriesOf(app: TestApp, webhookPath: string): Promise<Delivery[]> {
  const response = await app.request('GET', `${webhookPath}/deliveries?limit=500`);
  return (response.body as { items: Delivery[] }).items;
}
