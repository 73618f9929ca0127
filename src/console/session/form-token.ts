import { createHmac, timingSafeEqual } from 'node:crypto';

/** The name of the field in every form of the console. */
export const FORM_TOKEN_FIELD = '_token';

/** What the forms of a session carry, so that no other site's can be posted in its name: made of the cookie's secret, which no page has. */
export function formTokenOf(secret: string): string {
  return createHmac('sha256', secret).update('ram-sso console form').digest('base64url');
}

export function isFormToken(sent: unknown, expected: string): boolean {
  if (typeof sent !== 'string' || sent.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(sent), Buffer.from(expected));
}
