import type { TestResponse } from '../../support/app';

/** The message in a form that posts itself. */
export function postedMessage({ text }: TestResponse, name: 'SAMLRequest' | 'SAMLResponse'): string {
  const value = new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1];
  if (value === undefined) throw new Error(`there is no ${name} in ${text}`);
  return Buffer.from(value, 'base64').toString();
}
