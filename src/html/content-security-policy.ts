import { createHash } from 'node:crypto';
import { STYLESHEET } from './stylesheet';

export interface PolicyOptions {
  /**
   * Where the page's forms may go: nowhere without this. `anywhere` sends no `form-action`, for Chromium holds every
   * redirect after a form to it, and the redirects after a sign-in or a logout end at an IdP that is not known beforehand.
   */
  readonly formAction?: 'anywhere' | readonly string[];
  /** The page's one inline script, exactly as it stands in the page. */
  readonly script?: string;
  /** Origins that may frame the page; nobody without this. */
  readonly frameAncestors?: readonly string[];
}

/** Closed, but for our one style sheet, our icon and what the options name. */
export function contentSecurityPolicy(options: PolicyOptions = {}): string {
  const { formAction = [], script, frameAncestors = [] } = options;
  return [
    "default-src 'none'",
    `style-src ${hashSource(STYLESHEET)}`,
    ...(script === undefined ? [] : [`script-src ${hashSource(script)}`]),
    "img-src 'self'",
    ...(formAction === 'anywhere' ? [] : [`form-action ${sources(formAction)}`]),
    `frame-ancestors ${sources(frameAncestors)}`,
    "base-uri 'none'",
  ].join('; ');
}

function sources(list: readonly string[]): string {
  return list.length === 0 ? "'none'" : list.join(' ');
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}
