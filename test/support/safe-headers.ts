import { setCookieLines } from './login-scene';
import type { TestResponse } from './test-app';

const NO_TEXT = ['image/png'];

export interface Expected {
  readonly isHttps: boolean;
  readonly cacheControl?: string;
  /** Source of `frame-ancestors`. */
  readonly framedBy?: string;
}

/** Throws unless an answer has the headers that OWASP's ASVS 5.0 asks for: V3.3 (cookies), V3.4, V4.1.1, V13.4.6, V14.3.2. */
export function expectSafeHeaders(
  answer: TestResponse,
  { isHttps, cacheControl = 'no-store', framedBy = "'none'" }: Expected,
): void {
  const { headers } = answer;
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': cacheControl,
  });
  expect(headers['strict-transport-security']).toBe(
    isHttps ? 'max-age=31536000; includeSubDomains' : undefined,
  );
  const telling = /^(server|via|x-powered-by|x-aspnet.*|access-control-.*)$/;
  expect(Object.keys(headers).filter((name) => telling.test(name))).toEqual([]);
  expectContentType(answer);
  expectContentSecurityPolicy(String(headers['content-security-policy']), framedBy);
  for (const line of setCookieLines(answer)) expectSafeCookie(line, isHttps);
}

function expectContentType({ headers, bytes }: TestResponse): void {
  if (bytes.length === 0) return;
  const type = String(headers['content-type']);
  if (!NO_TEXT.includes(type)) expect(type).toMatch(/^[a-z]+\/[a-z+-]+;.*\bcharset=utf-8$/);
}

function expectContentSecurityPolicy(policy: string, framedBy: string): void {
  const directives = policy.split('; ').map((directive) => directive.split(' '));
  expect(directives).toEqual(
    expect.arrayContaining([
      ['default-src', "'none'"],
      ['frame-ancestors', framedBy],
      ['base-uri', "'none'"],
    ]),
  );
  expect(policy).not.toMatch(/unsafe|\*/);
  const loaded = directives.filter(([name]) => name?.endsWith('-src'));
  expect(loaded.flat().filter((source) => /^https?:/.test(source))).toEqual([]);
}

function expectSafeCookie(line: string, isHttps: boolean): void {
  expect(line).toMatch(/; HttpOnly/i);
  expect(line).toMatch(/; SameSite=(Lax|Strict|None; Secure)/i);
  if (!isHttps) return;
  expect(line).toMatch(/; Secure/i);
  expect(line).toMatch(/^__(Host|Secure)-/);
}
