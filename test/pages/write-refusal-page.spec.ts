import { codes } from '../../src/http/codes';
import type { RefusedRequest } from '../../src/http/refusal-page';
import { say } from '../../src/sentences/sentence';
import { writeRefusalPage } from '../../src/pages/write-refusal-page';

const write = writeRefusalPage({ consoleUrl: 'https://console.example.com/' });

function refusal(code: keyof typeof codes, path = '/saml/acme-1/acs'): RefusedRequest {
  const { status, title } = codes[code];
  const detail = 'DETAIL expected urn:a, got urn:b';
  return { code, status, title, detail, said: say`${detail}`, requestId: 'req-1', path };
}

function links(html: string): string[] {
  return [...html.matchAll(/<a class="button[^"]*" href="([^"]*)"/g)].map(([, href = '']) => href);
}

describe('the page of a refusal', () => {
  it.each(Object.keys(codes) as (keyof typeof codes)[])(
    '%s shows title, code and request id, and keeps the detail',
    (code) => {
      const { html } = write(refusal(code));
      expect(html).toContain(`<h1>${codes[code].title}</h1>`);
      expect(html).toContain(`<code>${code}</code>`);
      expect(html).toContain('<code>req-1</code>');
      expect(html).not.toContain('DETAIL');
    },
  );

  it('starts again at the tenant where it happened', () => {
    expect(links(write(refusal('saml.expired')).html)).toEqual(['/saml/acme-1/login']);
    expect(links(write(refusal('saml.expired', '/')).html)).toEqual(['/']);
    expect(links(write(refusal('saml.expired', '/saml/%22%3E/acs')).html)).toEqual(['/']);
  });

  it('offers the console after a replay', () => {
    expect(links(write(refusal('saml.replayed')).html)).toEqual([
      'https://console.example.com/',
      '/saml/acme-1/login',
    ]);
  });
});
