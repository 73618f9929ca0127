/** `<userName>@<domain>`, both parts folded to lower case, ASCII only. */
export interface PrincipalName {
  readonly userNameKey: string;
  readonly domain: string;
}

/** Wrong: not exactly one `@`, or a domain that is no DNS name. A right domain with an impossible user name has `userNameKey` null. */
export interface PrincipalNameOfNobody {
  readonly userNameKey: null;
  readonly domain: string | null;
}

/** But for `.` and `..`: as the end of an address these lead elsewhere (RFC 3986, 5.2.4), so that nobody could disable such a user. */
export const USER_NAME = /^(?!\.\.?$)[A-Za-z0-9._-]{1,64}$/;
/** The characters of a DNS name; that it is the tenant's is for the caller to say. */
const DOMAIN = /^[A-Za-z0-9.-]{1,253}$/;

/**
 * Reads a logon name. Both parts are matched against the ASCII grammar before they are folded, so that no character that
 * merely folds to an ASCII letter (U+212A, the Kelvin sign) becomes one.
 */
export function readPrincipalName(text: string): PrincipalName | PrincipalNameOfNobody {
  const [userName, domain, ...more] = text.split('@', 3);
  if (userName === undefined || domain === undefined || more.length > 0)
    return { userNameKey: null, domain: null };
  if (!DOMAIN.test(domain)) return { userNameKey: null, domain: null };
  return { userNameKey: isUserName(userName) ? foldUserName(userName) : null, domain: domain.toLowerCase() };
}

/** 1 to 64 of `a-z A-Z 0-9 . - _`, not `.` or `..`. */
export function isUserName(text: string): boolean {
  return USER_NAME.test(text);
}

/** The form in which user names are compared. Call it on what `isUserName` accepts. */
export function foldUserName(userName: string): string {
  return userName.toLowerCase();
}

export function userPrincipalName(userName: string, domain: string): string {
  return `${userName}@${domain}`;
}
