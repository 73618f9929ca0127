import { Problem } from '../http/problem';
import type { RamRequest } from '../http/request';
import { say } from '../sentences/sentence';

/**
 * Holds a POST that acts by a cookie to our own pages (Fetch Metadata, `Sec-Fetch-Site`; `Origin` for browsers without it).
 * A request without either comes from no browser that would carry somebody else's cookie.
 * @throws Problem `auth.forbidden`
 */
export function checkOwnOrigin({ headers }: Pick<RamRequest, 'headers'>, baseUrl: string): void {
  const site = headers['sec-fetch-site'];
  const isOurs =
    site === undefined
      ? headers.origin === undefined || headers.origin === new URL(baseUrl).origin
      : site === 'same-origin' || site === 'none';
  if (isOurs) return;
  throw new Problem('auth.forbidden', say`This can only be asked for from a page of this service.`);
}
