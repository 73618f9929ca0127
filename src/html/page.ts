import { contentSecurityPolicy, type PolicyOptions } from './content-security-policy';
import { ICON_SVG } from './icon';
import { html, type Markup, trustedMarkup } from './markup';
import { STYLESHEET } from './stylesheet';

/** A whole document and the policy that it must be sent with. */
export interface Page {
  readonly html: string;
  readonly contentSecurityPolicy: string;
}

/** A report is as wide as what it shows. */
type Tone = 'plain' | 'refused' | 'report' | 'refused-report';

const CLASSES: Readonly<Record<Tone, string>> = {
  plain: '',
  refused: 'class="refused"',
  report: 'class="report"',
  'refused-report': 'class="report refused"',
};

export interface PageOptions extends PolicyOptions {
  readonly title: string;
  /** What stands in `<main>`, its `<h1>` first. */
  readonly content: Markup;
  readonly tone?: Tone;
}

/** The frame of every page. Style and script are put in outside the tag: their hashes hold for the very bytes. */
export function page(options: PageOptions): Page {
  const { title, content, tone = 'plain', script } = options;
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title} · ram-sso</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        ${trustedMarkup(`<style>${STYLESHEET}</style>`)}
      </head>
      <body>
        <header><a class="brand" href="/">${trustedMarkup(ICON_SVG)} Cloud account sign-in</a></header>
        <main ${trustedMarkup(CLASSES[tone])}>${content}</main>
        <footer>Your password stays with your company’s identity provider; it is never entered here.</footer>
        ${script !== undefined && trustedMarkup(`<script>${script}</script>`)}
      </body>
    </html> `;
  return { html: document.toString(), contentSecurityPolicy: contentSecurityPolicy(options) };
}
