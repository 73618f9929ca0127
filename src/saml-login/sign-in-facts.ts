import type { SignInFacts } from '../login-counts/count-values';
import type { VerifiedLogin } from '../saml/login/verified-login';
import { findSsoService } from './carry-authn-request';
import type { LoginTrust } from './login-trust';

/** What is counted of a login that opened a session. */
export function signInFacts(login: VerifiedLogin, trust: LoginTrust): SignInFacts {
  const { issueInstant, signatureAlgorithm, digestAlgorithm, signaturePlace } = login;
  return {
    issueInstant,
    signatureAlgorithm,
    digestAlgorithm,
    signaturePlace,
    signedBy: trust.keyFingerprints[login.keyIndex],
    requestBinding: login.inResponseTo === undefined ? undefined : findSsoService(trust)?.binding,
    nameIdFormat: login.nameId.format,
  };
}
