import { html } from './markup';
import { page, type Page } from './page';

export interface PageLink {
  readonly href: string;
  readonly label: string;
}

/** What a browser may be told of a refusal: never what was expected or what came. */
export interface RefusalPageContent {
  readonly code: string;
  readonly title: string;
  readonly sentence: string;
  readonly requestId: string;
  readonly nextSteps: readonly string[];
  readonly links: readonly PageLink[];
}

export function refusalPage(content: RefusalPageContent): Page {
  const { code, title, sentence, requestId, nextSteps, links } = content;
  return page({
    title,
    tone: 'refused',
    content: html`<h1>${title}</h1>
      <p>${sentence}</p>
      <h2>What to do now</h2>
      <ul>
        ${nextSteps.map((step) => html`<li>${step}</li>`)}
      </ul>
      ${links.map(({ href, label }, index) => html`<a class="button${index > 0 && ' quiet'}" href="${href}">${label}</a>`)}
      <dl class="reference">
        <div>
          <dt>Code</dt>
          <dd><code>${code}</code></dd>
        </div>
        <div>
          <dt>Request</dt>
          <dd><code>${requestId}</code></dd>
        </div>
      </dl>`,
  });
}
