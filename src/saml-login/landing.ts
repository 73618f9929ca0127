import { readUrl } from '../addresses/read-url';
/** No white space, no control character, no backslash, and at most 2048 characters. */
const PRINTABLE = /^[^\s\\\p{Cc}]{1,2048}$/u;

export interface LandingPlaces {
  /** An origin without a trailing slash. */
  readonly baseUrl: string;
  readonly consoleUrl: string;
}

/**
 * Where the browser goes after a login. The wish must be a page of ours that leads to no IdP, or an address at or below the
 * console's; anything else lands on the console, so that no RelayState can send a signed-in user elsewhere.
 * @param wish a RelayState as it came, or undefined
 * @returns an absolute URL
 */
export function landing(wish: string | undefined, { baseUrl, consoleUrl }: LandingPlaces): string {
  const target = wish === undefined ? undefined : readTarget(wish, baseUrl);
  if (!target) return consoleUrl;
  const isOurs = target.origin === new URL(baseUrl).origin && !leadsToIdp(target);
  return isOurs || isBelow(target, new URL(consoleUrl)) ? target.href : consoleUrl;
}

/** A path or an absolute http(s) URL without credentials. Browsers read `\` as `/` and drop control characters: neither is let through. */
function readTarget(wish: string, baseUrl: string): URL | undefined {
  if (!PRINTABLE.test(wish) || wish.startsWith('//')) return undefined;
  if (!wish.startsWith('/') && !/^https?:\/\//i.test(wish)) return undefined;
  const target = readUrl(wish, baseUrl);
  return target?.username === '' && target.password === '' ? target : undefined;
}

/** Of ours, these send a browser on to the IdP of whichever tenant they name. */
function leadsToIdp({ pathname, searchParams }: URL): boolean {
  const path = decodedPath(pathname);
  return path === undefined || path.startsWith('/saml/') || (path === '/' && searchParams.has('login'));
}

function decodedPath(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

/** `URL` has normalised `.` and `..`; an encoded slash or dot could be normalised later, by whoever serves the path. */
function isBelow(target: URL, consoleUrl: URL): boolean {
  if (target.origin !== consoleUrl.origin || /%2f|%5c|%2e/i.test(target.pathname)) return false;
  const root = consoleUrl.pathname.replace(/\/+$/, '');
  return (
    target.pathname === root ||
    target.pathname.startsWith(`${root}/`) ||
    target.pathname === consoleUrl.pathname
  );
}
