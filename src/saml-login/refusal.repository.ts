import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { storableDetails } from '../audit/storable';
import { twiceIfLost } from '../database/transactions';
import type { RequestContext } from '../http/request';
import { newId } from '../secrets/ids';
import { LoginRefusal, type Refusal, refusalFacts } from './login-refusal';

/** The audit event's type. */
export type AttemptType = 'login' | 'logout';

@Injectable()
export class RefusalRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Writes the refused login or logout into the tenant's audit trail, if the version that it was refused by is still the stored one.
   * @returns false where it is not: nothing was written
   */
  async record(
    type: AttemptType,
    tenant: { readonly id: string; readonly version: string },
    refusal: Refusal,
    context: RequestContext,
  ): Promise<boolean> {
    const insert = `
      INSERT INTO audit_events (tenant_id, id, time, type, actor, user_name, user_name_key, outcome, code, ip, request_id, details)
      SELECT id, $3, now(), $4, 'anonymous', $5, $5, 'refused', $6, $7, $8, $9 FROM tenants WHERE id = $1 AND version = $2
      RETURNING id`;
    const values = [
      tenant.id,
      tenant.version,
      newId(),
      type,
      refusal instanceof LoginRefusal ? refusal.userName : null,
      refusal.code,
      context.ip,
      context.requestId,
      storableDetails({ ...refusalFacts(refusal) }),
    ];
    const rows: unknown[] = await twiceIfLost(() => this.dataSource.query(insert, values));
    return rows.length === 1;
  }
}
