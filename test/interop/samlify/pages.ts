import type { HostRequest } from '../../../demo/idp/host';

/** Posts to the address that it is shown at, and carries what was posted there. */
export function signInForm({ body }: HostRequest): string {
  const carried = Object.entries(body).filter(([name]) => name !== 'name' && name !== 'password');
  return page(`<form method="post">${hidden(Object.fromEntries(carried))}<input name="name"><input name="password" type="password">
    <button>Sign in</button></form>`);
}

/** Posts itself. */
export function messageForm(action: string, fields: Readonly<Record<string, string>>): string {
  return page(
    `<form method="post" action="${escape(action)}">${hidden(fields)}</form><script>document.forms[0].submit()</script>`,
  );
}

export function signedOutPage(): string {
  return page('<h1>Signed out everywhere</h1>');
}

function hidden(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
}

function page(content: string): string {
  return `<!doctype html><meta charset="utf-8"><title>samlify</title>${content}`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
