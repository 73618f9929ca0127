import type { FastifyReply } from 'fastify';
import { clearCookie, type CookieOptions, setCookie } from '../http/cookies';
import { hashSecret } from '../secrets/tokens';
import { isUuid } from '../secrets/ids';

/** What a cookie asks for: the tenant's id leads the look-up, the secret itself is not kept. */
export interface SessionKey {
  readonly tenantId: string;
  readonly tokenHash: Buffer;
}

const NAME = 'ram_session';
/** 32 bytes, base64url. */
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** On https the `__Host-` prefix (RFC 6265bis, 4.1.3.2) keeps other hosts of the domain from setting it. */
export function sessionCookieName(baseUrl: string): string {
  return baseUrl.startsWith('https:') ? `__Host-${NAME}` : NAME;
}

/** @param secret of `newSecret()` */
export function formatSessionCookie(tenantId: string, secret: string): string {
  return `${tenantId}.${secret}`;
}

/** Null where the value is none of ours. */
export function parseSessionCookie(value: string): SessionKey | null {
  const [tenantId = '', secret = '', ...more] = value.split('.', 3);
  if (more.length > 0 || !isUuid(tenantId) || !SECRET.test(secret)) return null;
  return { tenantId, tokenHash: hashSecret(secret) };
}

export function setSessionCookie(reply: FastifyReply, value: string, baseUrl: string): void {
  setCookie(reply, sessionCookieName(baseUrl), value, attributes(baseUrl));
}

export function clearSessionCookie(reply: FastifyReply, baseUrl: string): void {
  clearCookie(reply, sessionCookieName(baseUrl), attributes(baseUrl));
}

/** A browser drops a cookie only under the attributes that it was set with. */
function attributes(baseUrl: string): CookieOptions {
  return { path: '/', sameSite: 'lax', secure: baseUrl.startsWith('https:') };
}
