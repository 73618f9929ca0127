import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PreparedStatement } from '../database/prepared-statement';
import { type SharedStatement, SharedCommits } from '../database/shared-commits';
import { REQUEST_LIFETIME_SECONDS } from './login-cookie';

export interface RememberedRequest {
  readonly requestHash: Buffer;
  readonly browserSecretHash: Buffer;
  /** An absolute URL that was allowed when the login began. */
  readonly target: string;
}

const REMEMBER: SharedStatement = {
  alone: rememberStatement(''),
  together: rememberStatement('FOR KEY SHARE SKIP LOCKED'),
  mayHaveLeftOut: (rows) => rows.length === 0,
};

function rememberStatement(lock: string): PreparedStatement {
  return new PreparedStatement(`
INSERT INTO authn_requests (tenant_id, request_hash, browser_secret_hash, target, created_at, expires_at)
SELECT id, $requestHash::bytea, $browserSecretHash::bytea, $target::text, now(), now() + make_interval(secs => $lifetimeSeconds)
  FROM tenants WHERE id = $tenantId AND version = $tenantVersion ${lock}
RETURNING tenant_id`);
}

@Injectable()
export class AuthnRequestRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly commits: SharedCommits,
  ) {}

  /**
   * Keeps a request for ten minutes, if the tenant is still at the version that the request is made from.
   * @returns false where it is not: nothing was written
   */
  async remember(
    tenant: { readonly id: string; readonly version: string },
    request: RememberedRequest,
  ): Promise<boolean> {
    const values = {
      ...request,
      tenantId: tenant.id,
      tenantVersion: tenant.version,
      lifetimeSeconds: REQUEST_LIFETIME_SECONDS,
    };
    const rows = await this.commits.run(REMEMBER, values);
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
