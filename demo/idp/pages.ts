import type { ServiceProvider } from './service-provider';
import type { IdpUser } from './users';

const STYLE = `
body { margin: 0; min-height: 100vh; font: 16px/1.5 system-ui, "Open Sans", sans-serif; background: #f6f1ea; color: #2b2118; }
main { max-width: 25rem; margin: 0 auto; padding: 9vh 1.25rem 2rem; }
.brand { font-weight: 700; color: #8a3b12; }
form, section { background: #fff; border: 1px solid #e4d8c8; border-radius: .75rem; padding: 1.5rem; margin-top: 1rem; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
input { box-sizing: border-box; width: 100%; padding: .6rem .7rem; font: inherit; border: 1px solid #a08d76; border-radius: .4rem; }
button, a.tile { display: block; box-sizing: border-box; width: 100%; margin-top: 1.25rem; padding: .65rem; font: inherit; font-weight: 600;
  text-align: center; text-decoration: none; color: #fff; background: #8a3b12; border: 0; border-radius: .4rem; cursor: pointer; }
.problem { color: #a3150f; font-weight: 600; margin: .75rem 0 0; }
.hint { color: #6c5c4a; font-size: .875rem; }
form button:only-child { margin: 0; color: #8a3b12; background: none; border: 1px solid #a08d76; } table { border-collapse: collapse; } td { padding: .1rem 1rem .1rem 0; } code { font: .95em ui-monospace, monospace; }
`;

export interface SignInOptions {
  /** Where name and password are posted. */
  readonly action: string;
  /** Kept through the sign-in, as it came. */
  readonly carried: Readonly<Record<string, string>>;
  readonly users: readonly IdpUser[];
  readonly problem?: string;
}

export function signInPage({ action, carried, users, problem }: SignInOptions): string {
  const hidden = Object.entries(carried).map(
    ([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  );
  const rows = users.map(
    (user) =>
      `<tr><td><code>${escape(user.name)}</code></td><td><code>${escape(user.password)}</code></td></tr>`,
  );
  return document(
    'Sign in at Example Corp',
    `<form method="post" action="${escape(action)}">
      <h1>Sign in</h1><div class="hint">with your Example Corp account</div>
      ${problem === undefined ? '' : `<p class="problem" role="alert">${escape(problem)}</p>`}
      <label for="user">User name</label><input id="user" name="user" required autocomplete="username" autocapitalize="none">
      <label for="password">Password</label><input id="password" name="password" type="password" required autocomplete="current-password">
      ${hidden.join('')}<button type="submit">Sign in</button>
    </form>
    <p class="hint">This is a demo. These can sign in:</p><table class="hint">${rows.join('')}</table>`,
  );
}

export function portalPage(user: IdpUser, services: readonly ServiceProvider[]): string {
  const tiles = services.map(
    (one) =>
      `<a class="tile" href="/launch?sp=${encodeURIComponent(one.entityId)}">Cloud account ${escape(one.nameIdDomain)}</a>`,
  );
  return document(
    'Example Corp portal',
    `<section><h1>Hello, ${escape(user.fullName)}</h1><div class="hint">Your applications</div>
    ${tiles.join('') || '<p>None yet.</p>'}</section>
    <form method="post" action="/sign-out"><button type="submit">Sign out of Example Corp</button></form>`,
  );
}

function document(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><main><div class="brand">Example Corp · identity provider</div>${content}</main></body></html>`;
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
