import type { FastifyReply } from 'fastify';
import type { RamRequest } from './request';

export interface CookieOptions {
  readonly path: string;
  readonly sameSite: 'lax' | 'strict' | 'none';
  readonly secure: boolean;
  /** Without it the cookie ends with the browser. */
  readonly maxAgeSeconds?: number;
}

const SAME_SITE = { lax: 'Lax', strict: 'Strict', none: 'None' } as const;

/** What RFC 6265, 4.1.1 allows in a value, so that none needs encoding. */
const VALUE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;

export function readCookie(request: RamRequest, name: string): string | undefined {
  return readCookies(request, name).find(([found]) => found === name)?.[1];
}

/** Names and values, as sent, of the request's cookies whose name begins so; of two of one name the first counts. How many there can be, the limit on headers says. */
export function readCookies(request: RamRequest, prefix: string): readonly (readonly [string, string])[] {
  const { cookie } = request.headers;
  if (cookie === undefined) return [];
  const found = new Map<string, string>();
  for (const pair of cookie.split(';')) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals).trim();
    if (equals > 0 && name.startsWith(prefix) && !found.has(name))
      found.set(name, pair.slice(equals + 1).trim());
  }
  return [...found];
}

/** Always HttpOnly: no script of ours reads a cookie. */
export function setCookie(reply: FastifyReply, name: string, value: string, options: CookieOptions): void {
  if (!VALUE.test(value))
    throw new Error(`The value of the cookie ${name} has characters that a cookie can not carry`);
  const parts = [
    `${name}=${value}`,
    `Path=${options.path}`,
    'HttpOnly',
    `SameSite=${SAME_SITE[options.sameSite]}`,
  ];
  if (options.secure) parts.push('Secure');
  if (options.maxAgeSeconds !== undefined) parts.push(`Max-Age=${options.maxAgeSeconds}`);
  // Fastify adds a further Set-Cookie where there is one already.
  void reply.header('set-cookie', parts.join('; '));
}

/** A browser drops the cookie only if path, and for the `__Host-` and `__Secure-` names `Secure` too, are as it was set. */
export function clearCookie(
  reply: FastifyReply,
  name: string,
  options: Omit<CookieOptions, 'maxAgeSeconds'>,
): void {
  setCookie(reply, name, '', { ...options, maxAgeSeconds: 0 });
}
