import type { FastifyReply } from 'fastify';
import { type CookieOptions, clearCookie, readCookie, setCookie } from '../http/cookies';
import type { RamRequest } from '../http/request';

const NAME = 'ram_signed_out';

/** Long enough for the way over an IdP's single logout. */
const LIFETIME_SECONDS = 120;

/** Where the browser was signed out: here alone, or at its IdP too. */
export type SignedOut = 'here' | 'everywhere';

/** Lets the next sign-in page say that the browser was just signed out. A note for the eye: it grants and proves nothing. */
export function leaveSignedOutNote(reply: FastifyReply, baseUrl: string, signedOut: SignedOut): void {
  setCookie(reply, nameOn(baseUrl), signedOut, { ...options(baseUrl), maxAgeSeconds: LIFETIME_SECONDS });
}

/** The note, if there is one; it is read once. */
export function takeSignedOutNote(
  request: RamRequest,
  reply: FastifyReply,
  baseUrl: string,
): SignedOut | undefined {
  const note = readCookie(request, nameOn(baseUrl));
  if (note === undefined) return undefined;
  clearCookie(reply, nameOn(baseUrl), options(baseUrl));
  return note === 'everywhere' ? note : 'here';
}

/** As with the session's own cookie, the prefix keeps other hosts of the domain from setting it. */
function nameOn(baseUrl: string): string {
  return baseUrl.startsWith('https:') ? `__Host-${NAME}` : NAME;
}

function options(baseUrl: string): Omit<CookieOptions, 'maxAgeSeconds'> {
  return { path: '/', sameSite: 'lax', secure: baseUrl.startsWith('https:') };
}
