/** RFC 6750, 2.1; the scheme is matched without regard to case (RFC 9110, 11.1). */
const BEARER = /^bearer +([A-Za-z0-9._~+/-]+=*) *$/i;

/** Undefined: none was sent. Null: an Authorization header that is no bearer token. */
export function readBearerToken(authorization: string | undefined): string | null | undefined {
  if (authorization === undefined) return undefined;
  return BEARER.exec(authorization)?.[1] ?? null;
}
