import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { twiceIfLost } from '../database/transactions';
import { REQUEST_LIFETIME_SECONDS } from './login-cookie';

export interface RememberedRequest {
  readonly requestHash: Buffer;
  readonly browserSecretHash: Buffer;
  /** An absolute URL that was allowed when the login began. */
  readonly target: string;
}

@Injectable()
export class AuthnRequestRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Keeps a request for ten minutes, if the tenant is still at the version that the request is made from.
   * @returns false where it is not: nothing was written
   */
  async remember(
    tenant: { readonly id: string; readonly version: string },
    request: RememberedRequest,
  ): Promise<boolean> {
    const insert = `
      INSERT INTO authn_requests (tenant_id, request_hash, browser_secret_hash, target, created_at, expires_at)
      SELECT id, $3, $4, $5, now(), now() + make_interval(secs => $6) FROM tenants WHERE id = $1 AND version = $2
      RETURNING tenant_id`;
    const { requestHash, browserSecretHash, target } = request;
    const values = [
      tenant.id,
      tenant.version,
      requestHash,
      browserSecretHash,
      target,
      REQUEST_LIFETIME_SECONDS,
    ];
    const rows: unknown[] = await twiceIfLost(() => this.dataSource.query(insert, values));
    return rows.length === 1;
  }

  /** Whether this browser's request is fresh and waits for its answer; by the database's clock. */
  async isLive(tenantId: string, requestHash: Buffer, browserSecretHash: Buffer): Promise<boolean> {
    const select = `
      SELECT FROM authn_requests WHERE tenant_id = $1 AND request_hash = $2
      AND browser_secret_hash = $3 AND expires_at > now() AND answered_by IS NULL`;
    const rows: unknown[] = await this.dataSource.query(select, [tenantId, requestHash, browserSecretHash]);
    return rows.length === 1;
  }
}
