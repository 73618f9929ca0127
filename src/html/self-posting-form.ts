import { html } from './markup';
import { page, type Page } from './page';

export interface SelfPostingForm {
  /** An absolute http or https address. */
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Origins that may show it in a frame: an IdP that carries single logout through iframes. */
  readonly frameAncestors?: readonly string[];
}

const SUBMIT = 'document.forms[0].submit()';

/** The HTTP-POST binding (saml-bindings 3.5.4): posted by the one script that a page of ours has, by a button without it. */
export function selfPostingForm({ action, fields, frameAncestors }: SelfPostingForm): Page {
  const target = new URL(action);
  if (target.protocol !== 'https:' && target.protocol !== 'http:') {
    throw new TypeError(`A form can only be posted to http or https, not to ${target.protocol}`);
  }
  return page({
    title: 'One moment',
    script: SUBMIT,
    // Chromium holds the redirects after it to this too: on to another of the IdP's hosts, or back here, which may be http on
    // the loopback.
    formAction: [target.origin, "'self'", 'https:'],
    frameAncestors,
    content: html`<h1>One moment…</h1>
      <p class="lead">You are being sent on to ${target.host}. If nothing happens, press the button.</p>
      <form method="post" action="${action}">
        ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <button type="submit">Continue</button>
      </form>`,
  });
}
