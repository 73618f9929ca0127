import { logoutRequestXml, redirectQuery } from './idp/logout-xml';
import { beginLogin, type LoginScene, setCookies, signIn } from './login-scene';

/** Where the node sends a browser by an AuthnRequest, a LogoutRequest and a LogoutResponse, at a tenant whose IdP takes all three by Redirect. */
export async function sentRedirects(at: LoginScene): Promise<string[]> {
  const { response: login } = await beginLogin(at);
  const cookies = setCookies(await signIn(at));
  const logout = await at.app.request('POST', '/logout', { token: null, cookies });
  const request = logoutRequestXml({
    issuer: at.idp.entityId,
    destination: at.tenant.sp.sloUrl,
    nameId: at.alice,
    sessionIndexes: [],
    issueInstant: at.app.clock.now(),
  });
  const query = redirectQuery('SAMLRequest', request, at.idp.keys);
  const answer = await at.app.request('GET', `/saml/${at.tenant.alias}/slo?${query}`, { token: null });
  return [login, logout, answer].map(({ headers }) => String(headers.location));
}
