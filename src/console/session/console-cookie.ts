import type { FastifyReply } from 'fastify';
import { clearCookie, readCookie, setCookie } from '../../http/cookies';
import type { RamRequest } from '../../http/request';

/** On https the `__Host-` prefix (RFC 6265bis, 4.1.3.2) keeps other hosts of the domain from setting it. */
function nameOf(baseUrl: string): string {
  return baseUrl.startsWith('https:') ? '__Host-ram_admin' : 'ram_admin';
}

/** `lax`, not `strict`: whoever comes back from an IdP, or follows a link in a mail, is to be known. Forms carry a token of their own. */
function attributes(baseUrl: string) {
  return { path: '/', sameSite: 'lax', secure: baseUrl.startsWith('https:') } as const;
}

export function readConsoleCookie(request: RamRequest, baseUrl: string): string | undefined {
  const value = readCookie(request, nameOf(baseUrl));
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
}

export function setConsoleCookie(reply: FastifyReply, secret: string, baseUrl: string): void {
  setCookie(reply, nameOf(baseUrl), secret, attributes(baseUrl));
}

export function clearConsoleCookie(reply: FastifyReply, baseUrl: string): void {
  clearCookie(reply, nameOf(baseUrl), attributes(baseUrl));
}
