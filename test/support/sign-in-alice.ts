import { type BrowserPage, HttpBrowser } from '../../demo/http-browser';
import { USERS } from '../../demo/idp/users';

/** At the identity provider's sign-in page: enters alice's password, and goes back to the service. */
export async function signInAlice(browser: HttpBrowser, signInPage: BrowserPage): Promise<BrowserPage> {
  const password = USERS.find(({ name }) => name === 'alice')?.password ?? '';
  return browser.submit(await browser.submit(signInPage, { user: 'alice', password }));
}

/** Whose session this browser has, as the service says; undefined where nobody is signed in. */
export async function sessionOf(browser: HttpBrowser, origin: string): Promise<unknown> {
  const { status, text } = await browser.open(`${origin}/session`);
  if (status === 401) return undefined;
  return JSON.parse(text) as unknown;
}
