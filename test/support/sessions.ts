import { randomBytes } from 'node:crypto';
import { newId } from '../../src/secrets/ids';
import { hashSecret, newSecret } from '../../src/secrets/tokens';
import { formatSessionCookie, sessionCookieName } from '../../src/sessions/session-cookie';
import type { Tenant, User } from './api';
import type { TestApp } from './app';

export interface SessionOptions {
  readonly nameId?: string;
  readonly sessionIndex?: string | null;
  /** From now, by the database's clock; one that has passed is negative. */
  readonly expiresInSeconds?: number;
  readonly ip?: string;
  readonly userAgent?: string | null;
}

export interface OpenSession {
  readonly id: string;
  readonly cookies: Record<string, string>;
}

/** A session as a login would leave it, for tests that are not about logins. */
export async function openSession(
  app: TestApp,
  tenant: Pick<Tenant, 'id'>,
  user: Pick<User, 'id' | 'userPrincipalName'>,
  options: SessionOptions = {},
): Promise<OpenSession> {
  const id = newId();
  const secret = newSecret();
  const { nameId = user.userPrincipalName, sessionIndex = randomBytes(8).toString('hex') } = options;
  const { expiresInSeconds = 3600, ip = '192.0.2.1', userAgent = 'Test' } = options;
  await app.dataSource.query(
    `INSERT INTO sessions (tenant_id, id, user_id, token_hash, name_id, session_index, issued_at, expires_at, authn_instant, ip, user_agent)
     VALUES ($1, $2, $3, $4, $5, $6, now(), now() + make_interval(secs => $7), now() - interval '5 seconds', $8, $9)`,
    [tenant.id, id, user.id, hashSecret(secret), nameId, sessionIndex, expiresInSeconds, ip, userAgent],
  );
  return {
    id,
    cookies: { [sessionCookieName(app.settings.baseUrl)]: formatSessionCookie(tenant.id, secret) },
  };
}

/** Whether `/session` takes the cookie. */
export async function isSignedIn(app: TestApp, { cookies }: OpenSession): Promise<boolean> {
  const { status } = await app.request('GET', '/session', { cookies });
  return status === 200;
}
