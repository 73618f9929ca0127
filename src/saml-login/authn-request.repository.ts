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
}
