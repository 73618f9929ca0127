import { hash } from 'node:crypto';
import { type CookieOptions, readCookies } from '../http/cookies';
import type { RamRequest } from '../http/request';

/** Name and value, and how the browser is to keep it. */
export interface CookieToSet extends CookieOptions {
  readonly name: string;
  readonly value: string;
}

/** How long an AuthnRequest may be answered; SAML leaves it to the SP. */
export const REQUEST_LIFETIME_SECONDS = 600;

/** A browser keeps at most this many logins under way for one tenant. */
const MAX_COOKIES = 5;

const PREFIX = 'ram_login_';
/** Behind the prefix, of a request that opens no session. */
const TEST = 'test_';
const LAX_SUFFIX = '_lax';

/** What a request was made for: whoever holds the cookie of the one holds none of the other. */
export type LoginPurpose = 'login' | 'test';

/** How the store knows a request: a stolen dump shows no request that could still be answered. */
export function hashRequestId(requestId: string): Buffer {
  return hash('sha256', requestId, 'buffer');
}

/**
 * The cookies that bind a request to the browser that began it. The ACS is posted to from the IdP's site, so it needs
 * SameSite=None, which needs Secure; on plain http (loopback) a Lax twin serves browsers that refuse Secure there.
 */
export function loginCookies(
  requestHash: Buffer,
  secret: string,
  acsUrl: string,
  purpose: LoginPurpose = 'login',
): CookieToSet[] {
  const { pathname: path, protocol } = new URL(acsUrl);
  const name = cookieName(requestHash, acsUrl, purpose);
  const common = { value: secret, path, maxAgeSeconds: REQUEST_LIFETIME_SECONDS };
  const bound: CookieToSet = { name, ...common, secure: true, sameSite: 'none' };
  if (protocol === 'https:') return [bound];
  return [bound, { name: `${name}${LAX_SUFFIX}`, ...common, secure: false, sameSite: 'lax' }];
}

/** The cookies of logins under way, as a browser sent them: name to secret. */
export type LoginCookies = ReadonlyMap<string, string>;

export function readLoginCookies(request: RamRequest, baseUrl: string): LoginCookies {
  return new Map(readCookies(request, prefix(baseUrl)));
}

/** @param name of a login's cookie */
export function isTestCookie(name: string): boolean {
  return name.replace(/^__Secure-/, '').startsWith(`${PREFIX}${TEST}`);
}

/** The secret that this browser holds for the request, from either twin. */
export function findLoginSecret(
  cookies: LoginCookies,
  requestHash: Buffer,
  acsUrl: string,
  purpose: LoginPurpose = 'login',
): string | undefined {
  const name = cookieName(requestHash, acsUrl, purpose);
  return cookies.get(name) ?? cookies.get(`${name}${LAX_SUFFIX}`);
}

/**
 * Cookies that are to go: the oldest beyond the bound (browsers send older ones first: RFC 6265, 5.4).
 * @param alias of a tenant that is there
 * @param begun how many logins this answer begins
 */
export function surplusLoginCookies(cookies: LoginCookies, alias: string, begun = 0): CookieToSet[] {
  const names = [...cookies.keys()];
  const twins = names.filter((name) => name.endsWith(LAX_SUFFIX));
  const others = names.filter((name) => !name.endsWith(LAX_SUFFIX));
  return [others, twins]
    .flatMap((each) => each.slice(0, begun - MAX_COOKIES))
    .map((name) => clearing(name, `/saml/${alias}/acs`));
}

function clearing(name: string, path: string): CookieToSet {
  const isTwin = name.endsWith(LAX_SUFFIX);
  return { name, value: '', path, maxAgeSeconds: 0, secure: !isTwin, sameSite: isTwin ? 'lax' : 'none' };
}

function cookieName(requestHash: Buffer, acsUrl: string, purpose: LoginPurpose): string {
  const part = requestHash.subarray(0, 8).toString('hex');
  return `${prefix(acsUrl)}${purpose === 'test' ? TEST : ''}${part}`;
}

function prefix(url: string): string {
  return url.startsWith('https:') ? `__Secure-${PREFIX}` : PREFIX;
}
