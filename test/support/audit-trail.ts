import { randomUUID } from 'node:crypto';
import { AuditService, type NewAuditEvent } from '../../src/audit/audit.service';
import { SealAuditEvents } from '../../src/audit-seals/seal-audit-events';
import type { FlawDto, VerificationDto } from '../../src/audit-seals/verification.dto';
import { createTenant, type Tenant } from './api';
import type { TestApp } from './app';

/** A tenant's trail; its first event is its creation. */
export class AuditTrail {
  private constructor(
    readonly app: TestApp,
    readonly tenantId: string,
    readonly alias: string,
  ) {}

  static async begin(app: TestApp): Promise<AuditTrail> {
    return AuditTrail.of(app, await createTenant(app));
  }

  static of(app: TestApp, { id, alias }: Pick<Tenant, 'id' | 'alias'>): AuditTrail {
    return new AuditTrail(app, id, alias);
  }

  /** @returns the events' ids, in their order */
  async append(count: number, event: Partial<NewAuditEvent> = {}): Promise<string[]> {
    const before = await this.ids();
    const context = { requestId: randomUUID(), ip: '203.0.113.7', userAgent: null, actor: 'anonymous' };
    const audit = this.app.nest.get(AuditService, { strict: false });
    for (let n = 0; n < count; n += 1)
      await audit.append(this.app.dataSource.manager, {
        tenantId: this.tenantId,
        type: 'login',
        userName: `user-${n}`,
        details: { n },
        context,
        ...event,
      });
    return (await this.ids()).filter((id) => !before.includes(id));
  }

  async ids(): Promise<string[]> {
    const rows = await this.app.dataSource.query<{ id: string }[]>(
      'SELECT id FROM audit_events WHERE tenant_id = $1 ORDER BY arrival',
      [this.tenantId],
    );
    return rows.map(({ id }) => id);
  }

  /** Each batch with some events more. */
  async sealed(...batches: readonly number[]): Promise<void> {
    for (const count of batches) {
      await this.append(count);
      await sealAll(this.app);
    }
  }

  query(sql: string, ...parameters: readonly unknown[]): Promise<unknown> {
    return this.app.dataSource.query(sql, [this.tenantId, ...parameters]);
  }

  verify(query = '', by = this.app): Promise<VerificationDto> {
    const { adminToken } = this.app.settings;
    return verified(by, `/api/v1/tenants/${this.alias}/audit-events:verify${query}`, adminToken);
  }

  /** What is wrong, in short. */
  async flaws(query = ''): Promise<unknown[]> {
    return (await this.verify(query)).flaws.map(inShort);
  }
}

export async function verified(app: TestApp, path: string, token?: string): Promise<VerificationDto> {
  const { status, body, text } = await app.request('GET', path, { token });
  if (status !== 200) throw new Error(`expected 200, got ${status}: ${text}`);
  return body as VerificationDto;
}

/** As the sweeper does it. @returns how many batches there were */
export async function sealAll(app: TestApp): Promise<number> {
  let batches = 0;
  while ((await app.nest.get(SealAuditEvents, { strict: false }).run()) > 0) batches += 1;
  return batches;
}

function inShort({ kind, afterSeal, upToSeal, sealed, found, eventIds }: FlawDto): unknown[] {
  const about = sealed === null && found === null ? [] : [sealed, found];
  return [kind, afterSeal, upToSeal, ...about, ...eventIds];
}
