import { readUntrustedInResponseTo } from '../../saml/explain/received-login';
import { hashSecret } from '../../secrets/tokens';
import { spIdentity } from '../../tenants/sp-identity';
import type { PostedResponse } from '../posted-response';
import { findLoginSecret, hashRequestId, isTestCookie } from '../login-cookie';

/** A test that a browser holds the cookie of, and that what it posted names; whether it is still under way the store says. */
export interface FoundTest {
  readonly requestId: string;
  readonly requestHash: Buffer;
  readonly browserSecretHash: Buffer;
}

/**
 * By what is signed by nobody, InResponseTo of the Response or RelayState where that says nothing: it grants a look at what this very
 * browser posted, and no more. Without a test's cookie nothing is read.
 */
export function findTest(
  alias: string,
  { samlResponse, relayState, cookies }: PostedResponse,
  baseUrl: string,
): FoundTest | undefined {
  if (samlResponse === '' || ![...cookies.keys()].some(isTestCookie)) return undefined;
  const { acsUrl } = spIdentity(baseUrl, alias);
  for (const requestId of [readUntrustedInResponseTo(samlResponse), relayState]) {
    const requestHash = requestId === undefined ? undefined : hashRequestId(requestId);
    const secret = requestHash && findLoginSecret(cookies, requestHash, acsUrl, 'test');
    if (requestId !== undefined && requestHash && secret !== undefined)
      return { requestId, requestHash, browserSecretHash: hashSecret(secret) };
  }
  return undefined;
}
