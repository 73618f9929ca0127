import { HttpBrowser } from './http-browser';
import { USERS } from './idp/users';

interface Session {
  readonly tenant: string;
  readonly user: { readonly userPrincipalName: string };
  readonly expiresAt: string;
}

/** The whole way as a browser goes it: sign-in page, identity provider, assertion, landing page. */
export async function signInAlice(serviceUrl: string, logonName: string): Promise<Session> {
  const alice = USERS.find(({ name }) => name === 'alice');
  const browser = new HttpBrowser();
  const start = await browser.open(`${serviceUrl}/`);
  const idpSignIn = await browser.submit(start, { login: logonName });
  const posting = await browser.submit(idpSignIn, { user: 'alice', password: alice?.password ?? '' });
  const landing = await browser.submit(posting);
  if (landing.status !== 200 || !landing.text.includes(logonName)) {
    throw new Error(
      `Alice did not arrive: ${landing.url} answered ${landing.status}: ${landing.text.slice(-1500)}`,
    );
  }
  const session = await browser.open(`${serviceUrl}/session`);
  if (session.status !== 200) throw new Error(`/session answered ${session.status}: ${session.text}`);
  const signedIn = JSON.parse(session.text) as Session;
  if (signedIn.user.userPrincipalName !== logonName)
    throw new Error(`Not Alice is signed in, but ${session.text}`);
  return signedIn;
}
