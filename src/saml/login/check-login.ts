import { checkClaims } from './check-claims';
import type { LoginExpectations } from './expectations';
import type { VerifiedLogin } from './verified-login';

/** No cast makes one. */
const verifiedLogins = new WeakSet<object>();

/**
 * Decides whether a posted SAMLResponse proves a sign-in at the trusted IdP.
 * What needs the store, whether the request is known, the assertion unused and the user there, is the caller's.
 *
 * @param samlResponse the form field as posted, Base64 (saml-bindings 3.5.4)
 * @throws SamlRefusal with the code, what was expected and what came
 */
export function checkLogin(samlResponse: string, expected: LoginExpectations, now: Date): VerifiedLogin {
  const login = checkClaims(samlResponse, expected, now) as VerifiedLogin;
  verifiedLogins.add(login);
  return login;
}

/** Whether `checkLogin` made it: for who got it back from code that is not ours. */
export function isVerifiedLogin(value: unknown): value is VerifiedLogin {
  return typeof value === 'object' && value !== null && verifiedLogins.has(value);
}
