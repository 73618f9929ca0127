import type { FastifyReply } from 'fastify';
import { type CookieOptions, clearCookie, readCookie, setCookie } from '../http/cookies';
import type { RamRequest } from '../http/request';

const NAME = 'ram_signed_out';

/** Long enough for the way over an IdP's single logout. */
const LIFETIME_SECONDS = 120;

/** Lets the next sign-in page say that the browser was just signed out. A note for the eye: it grants and proves nothing. */
export function leaveSignedOutNote(reply: FastifyReply, baseUrl: string): void {
  setCookie(reply, NAME, '1', { ...options(baseUrl), maxAgeSeconds: LIFETIME_SECONDS });
}

/** Whether there is such a note; it is read once. */
export function takeSignedOutNote(request: RamRequest, reply: FastifyReply, baseUrl: string): boolean {
  if (readCookie(request, NAME) === undefined) return false;
  clearCookie(reply, NAME, options(baseUrl));
  return true;
}

function options(baseUrl: string): Omit<CookieOptions, 'maxAgeSeconds'> {
  return { path: '/', sameSite: 'lax', secure: baseUrl.startsWith('https:') };
}
