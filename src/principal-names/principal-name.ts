/**
 * Logon names, `<userName>@<domain>`: how they are read, compared and written. Pure, and the one place that knows.
 * Both parts are matched against an ASCII grammar before they are folded, so that no character that merely folds to an ASCII
 * letter (U+212A, the Kelvin sign) becomes one.
 */

/** What of a logon name could be read. Neither: not exactly one `@`, or a domain that is no DNS name. */
export interface PrincipalName {
  /** As written; undefined where no user can have this name. */
  readonly userName: string | undefined;
  /** In lower case. */
  readonly domain: string | undefined;
}

/** But for `.` and `..`: as the end of an address these lead elsewhere (RFC 3986, 5.2.4), so that nobody could disable such a user. */
export const USER_NAME = /^(?!\.\.?$)[A-Za-z0-9._-]{1,64}$/;
/** The characters of a DNS name; that it is the tenant's is for the caller to say. */
const DOMAIN = /^[A-Za-z0-9.-]{1,253}$/;

export function readPrincipalName(text: string): PrincipalName {
  const [userName = '', domain = '', ...more] = text.split('@', 3);
  if (more.length > 0 || !DOMAIN.test(domain)) return { userName: undefined, domain: undefined };
  return { userName: isUserName(userName) ? userName : undefined, domain: foldAscii(domain) };
}

/** 1 to 64 of `a-z A-Z 0-9 . - _`, not `.` or `..`. */
export function isUserName(text: string): boolean {
  return USER_NAME.test(text);
}

/** The form in which user names are compared, and the key under which audit events are found by them. */
export function foldUserName(userName: string): string {
  return foldAscii(userName);
}

/** Whether it is the folded form of a user name. */
export function isUserNameKey(key: string): boolean {
  return isUserName(key) && foldUserName(key) === key;
}

export function writePrincipalName(userName: string, domain: string): string {
  return `${userName}@${domain}`;
}

/** ASCII letters and no others, as Postgres folds in the collation "C". */
export function foldAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
