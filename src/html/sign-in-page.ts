import { html, type Markup } from './markup';
import { page, type Page } from './page';

export interface SignInForm {
  /** Where to go after sign-in; carried along as it came. */
  readonly relayState?: string;
  /** The suffix of the tenants' default domains, for the example. */
  readonly domainSuffix: string;
}

export function signInPage(form: SignInForm): Page {
  return page({
    title: 'Sign in',
    formAction: 'anywhere',
    content: html`<h1>Sign in to your cloud account</h1>
      <p class="lead">You will be sent to your company’s sign-in page and come back here signed in.</p>
      ${signInForm(form)}`,
  });
}

/** @param signedOut at the IdP too, or here alone */
export function signedOutPage(form: SignInForm, signedOut: 'here' | 'everywhere'): Page {
  return page({
    title: 'Signed out',
    formAction: 'anywhere',
    content: html`<h1>You are signed out</h1>
      ${signedOut === 'everywhere' ? SIGNED_OUT_EVERYWHERE : SIGNED_OUT_HERE}
      <h2>Sign in again</h2>
      ${signInForm(form)}`,
  });
}

const SIGNED_OUT_EVERYWHERE = html`<p>
  Your session here has ended, and your company’s identity provider has signed you out too.
</p>`;

const SIGNED_OUT_HERE = html`<p>
  Your session here has ended. Your company’s identity provider may still know you: on a computer that others
  use, sign out there too, or close the browser.
</p>`;

function signInForm({ relayState, domainSuffix }: SignInForm): Markup {
  return html`<form method="get" action="/">
    <label for="login">Logon name or account alias</label>
    <input
      id="login"
      name="login"
      required
      maxlength="320"
      autocomplete="username"
      autocapitalize="none"
      spellcheck="false"
      aria-describedby="login-hint"
    />
    <p class="hint" id="login-hint">
      For example <code>alice@example.${domainSuffix}</code> or <code>example</code>
    </p>
    ${relayState !== undefined && html`<input type="hidden" name="RelayState" value="${relayState}" />`}
    <button type="submit">Continue</button>
  </form>`;
}
