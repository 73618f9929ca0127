import { createHash } from 'node:crypto';
import { landingPage } from '../../src/html/landing-page';
import type { Page } from '../../src/html/page';
import { refusalPage } from '../../src/html/refusal-page';
import { selfPostingForm } from '../../src/html/self-posting-form';
import { signedOutPage, signInPage } from '../../src/html/sign-in-page';
import { testResultPage, testStartPage } from '../../src/html/test-login-page';

const HOSTILE = `'"><script>alert(1)</script>`;

const pages: readonly (readonly [string, Page])[] = [
  ['sign-in', signInPage({ relayState: HOSTILE, domainSuffix: HOSTILE })],
  ['signed out', signedOutPage({ domainSuffix: 'ram.localhost' }, 'here')],
  ['signed out everywhere', signedOutPage({ domainSuffix: 'ram.localhost' }, 'everywhere')],
  [
    'landing',
    landingPage({
      displayName: HOSTILE,
      userPrincipalName: HOSTILE,
      tenant: HOSTILE,
      expiresAt: new Date('2026-03-01T23:05:00Z'),
      authnInstant: new Date('2026-03-01T17:05:00Z'),
      signOutAction: '/logout',
    }),
  ],
  [
    'refusal',
    refusalPage({
      code: HOSTILE,
      title: HOSTILE,
      sentence: HOSTILE,
      requestId: HOSTILE,
      nextSteps: [HOSTILE],
      links: [{ href: HOSTILE, label: HOSTILE }],
    }),
  ],
  ['start of a test', testStartPage({ tenant: HOSTILE, action: HOSTILE, token: HOSTILE })],
  [
    'result of a test',
    testResultPage({
      tenant: HOSTILE,
      testedAt: new Date('2026-03-01T23:05:00Z'),
      outcome: 'refused',
      verdict: HOSTILE,
      code: HOSTILE,
      requestId: HOSTILE,
      checks: [
        {
          title: HOSTILE,
          result: 'failed',
          expected: HOSTILE,
          fault: { code: HOSTILE, actual: HOSTILE, hint: HOSTILE },
        },
        { title: HOSTILE, result: 'not_reached', expected: HOSTILE },
      ],
      received: [
        {
          title: HOSTILE,
          facts: [
            [HOSTILE, [HOSTILE]],
            [HOSTILE, [HOSTILE, HOSTILE]],
            [HOSTILE, []],
          ],
        },
      ],
      message: HOSTILE,
    }),
  ],
  [
    'self-posting form',
    selfPostingForm({ action: 'https://idp.example.com/sso?a=1&b=2', fields: { SAMLRequest: HOSTILE } }),
  ],
];

function element(page: Page, name: string): string | undefined {
  return new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page.html)?.[1];
}

function sha256(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function directive(page: Page, name: string): string | undefined {
  const found = page.contentSecurityPolicy.split('; ').find((one) => one.split(' ')[0] === name);
  return found?.slice(name.length + 1);
}

describe.each(pages)('the %s page', (_, page) => {
  it('allows exactly its own style sheet', () => {
    expect(directive(page, 'style-src')).toBe(sha256(element(page, 'style') ?? ''));
    expect(page.html).not.toMatch(/ style=/);
  });

  // CVE-2018-2371, CVE-2019-12346, CVE-2019-3872, CVE-2022-32286, CVE-2022-46823 and CVE-2023-52240:
  // script in what a service provider reflected.
  it('lets nothing of what came become markup', () => {
    expect(page.html).not.toContain('<script>alert');
    expect(page.html).not.toMatch(/ on[a-z]+=/);
  });

  it('is closed to everything else', () => {
    expect(directive(page, 'default-src')).toBe("'none'");
    expect(directive(page, 'base-uri')).toBe("'none'");
    expect(directive(page, 'frame-ancestors')).toBe("'none'");
  });

  it('names its language, its title and its landmarks, and fits a phone', () => {
    expect(page.html).toMatch(/^<!doctype html>/);
    expect(page.html).toContain('<html lang="en">');
    expect(page.html).toContain('name="viewport" content="width=device-width, initial-scale=1"');
    expect(page.html).toMatch(/<title>[^<]+<\/title>/);
    for (const landmark of ['<header', '<main', '<footer']) expect(page.html).toContain(landmark);
    expect(page.html.match(/<h1/g)).toHaveLength(1);
  });
});

describe('scripts', () => {
  it('stand in the self-posting form alone, under their hash', () => {
    for (const [name, page] of pages) {
      const script = element(page, 'script');
      if (name === 'self-posting form') expect(directive(page, 'script-src')).toBe(sha256(script ?? ''));
      else expect([script, directive(page, 'script-src')]).toEqual([undefined, undefined]);
    }
  });
});

describe('the self-posting form', () => {
  it('may be posted to its target and to where that redirects: by https, or back here; and has a button for browsers without script', () => {
    const page = selfPostingForm({
      action: 'https://idp.example.com:8443/sso?a=1&b=2',
      fields: { RelayState: 'x' },
    });
    expect(directive(page, 'form-action')).toBe("https://idp.example.com:8443 'self' https:");
    expect(page.html).toContain('action="https://idp.example.com:8443/sso?a=1&amp;b=2"');
    expect(page.html).toContain('<input type="hidden" name="RelayState" value="x" />');
    expect(page.html).toMatch(/<button type="submit">/);
  });

  it('refuses a target that a browser would run', () => {
    expect(() => selfPostingForm({ action: 'javascript:alert(1)', fields: {} })).toThrow(TypeError);
  });

  it('can be framed where single logout goes through frames', () => {
    const page = selfPostingForm({
      action: 'https://idp.example.com/',
      fields: {},
      frameAncestors: ['https://idp.example.com'],
    });
    expect(directive(page, 'frame-ancestors')).toBe('https://idp.example.com');
  });
});

describe('forms', () => {
  it('send no form-action where redirects after them end at an IdP, and forbid every form elsewhere', () => {
    const byName = new Map(pages);
    for (const name of ['sign-in', 'signed out', 'landing', 'start of a test']) {
      const page = byName.get(name);
      expect(page && directive(page, 'form-action')).toBeUndefined();
    }
    for (const name of ['refusal', 'result of a test']) {
      const page = byName.get(name);
      expect(page && directive(page, 'form-action')).toBe("'none'");
    }
  });
});

describe('times', () => {
  it('are shown in UTC, for people and for machines', () => {
    const page = new Map(pages).get('landing');
    expect(page?.html).toContain('<time datetime="2026-03-01T23:05:00.000Z">1 March 2026, 23:05 UTC</time>');
  });
});
