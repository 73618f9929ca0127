import { instant } from './instant';
import { html, type Markup } from './markup';
import { page, type Page } from './page';

export interface TestStart {
  /** The tenant's alias. */
  readonly tenant: string;
  /** A path of ours. */
  readonly action: string;
  readonly token: string;
}

/** A link is followed by mail scanners and previews too: only the button uses it up. */
export function testStartPage({ tenant, action, token }: TestStart): Page {
  return page({
    title: 'Test the sign-in',
    formAction: 'anywhere',
    content: html`<h1>Test the sign-in of ${tenant}</h1>
      <p class="lead">
        You will be sent to the identity provider. Sign in there as one of the users would, and come back
        here.
      </p>
      <p>
        Nobody is signed in to the cloud account by it. This browser alone is shown everything that the
        identity provider sent, and each check with its result. The link works once.
      </p>
      <form method="post" action="${action}">
        <input type="hidden" name="token" value="${token}" />
        <button type="submit">Start the test</button>
      </form>`,
  });
}

export interface CheckRow {
  readonly title: string;
  readonly result: 'passed' | 'failed' | 'not_reached';
  readonly expected: string;
  readonly fault?: { readonly code: string; readonly actual: string; readonly hint: string } | undefined;
}

/** Names and values; a list is several values of one name. */
export interface FactGroup {
  readonly title: string;
  readonly facts: readonly (readonly [name: string, values: readonly string[]])[];
}

/** `ready`: all holds but that single sign-on is still off, as it is while it is being set up. */
export type TestOutcome = 'success' | 'ready' | 'refused';

const HEADINGS: Readonly<Record<TestOutcome, string>> = {
  success: 'This sign-in would work',
  ready: 'Ready: only single sign-on is still off',
  refused: 'This sign-in would be refused',
};

export interface TestResult {
  readonly tenant: string;
  readonly testedAt: Date;
  readonly outcome: TestOutcome;
  readonly verdict: string;
  readonly code: string | undefined;
  readonly requestId: string;
  readonly checks: readonly CheckRow[];
  readonly received: readonly FactGroup[];
  readonly message: string;
}

export function testResultPage(result: TestResult): Page {
  const { tenant, testedAt, outcome, verdict, code, requestId, checks, received, message } = result;
  return page({
    title: 'Result of the test',
    tone: outcome === 'refused' ? 'refused-report' : 'report',
    content: html`<h1>${HEADINGS[outcome]}</h1>
      <p class="lead">${verdict}</p>
      <p>It was a test: nobody was signed in to <strong>${tenant}</strong>.</p>
      ${whatToDo(checks)}
      <h2>Checks</h2>
      <ol class="checks">
        ${checks.map(checkItem)}
      </ol>
      ${received.map(
        ({ title, facts }) =>
          html`<h2>${title}</h2>
            ${factList(facts)}`,
      )}
      <h2>The message</h2>
      <p class="hint">Indented for reading; signature values, certificates and cipher texts are shortened.</p>
      <pre>${message}</pre>
      <dl class="reference">
        <div>
          <dt>Tested</dt>
          <dd>${instant(testedAt)}</dd>
        </div>
        ${
          code !== undefined &&
          html`<div>
            <dt>Code</dt>
            <dd><code>${code}</code></dd>
          </div>`
        }
        <div>
          <dt>Request</dt>
          <dd><code>${requestId}</code></dd>
        </div>
      </dl>`,
  });
}

/** Before all that held: what failed stands far down in the list. */
function whatToDo(checks: readonly CheckRow[]): Markup | undefined {
  const faults = checks.flatMap(({ fault }) => fault ?? []);
  if (faults.length === 0) return undefined;
  return html`<h2>What to do now</h2>
    <ul>
      ${faults.map(({ hint }) => html`<li>${hint}</li>`)}
    </ul>`;
}

const RESULTS = { passed: 'passed', failed: 'failed', not_reached: 'not reached' } as const;

function checkItem({ title, result, expected, fault }: CheckRow): Markup {
  return html`<li class="${result}">
    <strong>${title}</strong> <span class="result">${RESULTS[result]}</span>
    <p class="hint">Expected: ${expected}</p>
    ${
      fault &&
      html`<p>Received: ${fault.actual}</p>
        <p>${fault.hint}</p>
        <p><code>${fault.code}</code></p>`
    }
  </li>`;
}

function factList(facts: FactGroup['facts']): Markup {
  return html`<dl>
    ${facts.map(
      ([name, values]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>
            ${
              values.length < 2
                ? values
                : html`<ul>
                    ${values.map((value) => html`<li>${value}</li>`)}
                  </ul>`
            }
          </dd>
        </div>`,
    )}
  </dl>`;
}
