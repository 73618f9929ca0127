import { h } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import { CertificatesChart } from '../../../src/console/charts/certificates-chart';
import { LoginsChart } from '../../../src/console/charts/logins-chart';
import { scaleFor, shareOf } from '../../../src/console/charts/scale';

function attributesOf(markup: string, element: RegExp): Record<string, string>[] {
  return [...markup.matchAll(element)].map(([tag]) =>
    Object.fromEntries(
      [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value] as const),
    ),
  );
}

describe('an axis', () => {
  it.each([
    [0, 1, [0, 1]],
    [1, 1, [0, 1]],
    [3, 3, [0, 1, 2, 3]],
    [7, 8, [0, 2, 4, 6, 8]],
    [23, 25, [0, 5, 10, 15, 20, 25]],
    [100, 100, [0, 20, 40, 60, 80, 100]],
    [123_456, 150_000, [0, 50_000, 100_000, 150_000]],
  ])('up to %d ends at %d', (most, top, lines) => {
    expect(scaleFor(most)).toEqual({ top, lines });
  });

  it('never ends below what it must show, and has few lines, whole numbers all', () => {
    for (let most = 0; most < 3000; most += 1) {
      const { top, lines } = scaleFor(most);
      expect(top).toBeGreaterThanOrEqual(most);
      expect(lines.length).toBeLessThanOrEqual(6);
      expect(lines.every(Number.isInteger)).toBe(true);
    }
  });

  it('puts what lies outside at its nearer end', () => {
    expect([-5, 5, 15].map((value) => shareOf(value, 0, 10))).toEqual([0, 0.5, 1]);
  });
});

const TEXTS = {
  title: 'Sign-ins <a day>',
  summary: '5 succeeded, 3 refused',
  asTable: 'As a table',
  day: 'Day',
  succeeded: 'Succeeded',
  refused: 'Refused',
};

describe('the chart of sign-ins', () => {
  const markup = renderToStaticMarkup(
    h(LoginsChart, {
      id: 'logins',
      texts: TEXTS,
      days: [
        { day: '2026-02-28', succeeded: 0, refused: 0 },
        { day: '2026-03-01', succeeded: 6, refused: 2 },
      ],
    }),
  );

  it('stacks refusals on sign-ins, to scale, and draws nothing where there were none', () => {
    const bars = attributesOf(markup, /<rect[^>]*>/g);
    expect(bars).toMatchObject([
      { class: 'bar succeeded', y: '57', height: '135' },
      { class: 'bar refused', y: '12', height: '45' },
    ]);
  });

  it('is named and described for those who do not see it, and stands beside it as a table, today first', () => {
    expect(markup).toMatch(
      /<svg[^>]* role="img" aria-labelledby="logins-title" aria-describedby="logins-summary"/,
    );
    expect(markup).toContain('<title id="logins-title">Sign-ins &lt;a day></title>');
    expect(markup).toContain('<desc id="logins-summary">5 succeeded, 3 refused</desc>');
    const rows = [
      ...markup.matchAll(/<tr><th scope="row"><time[^>]*>([^<]*)<\/time><\/th><td>(\d+)<\/td><td>(\d+)/g),
    ];
    expect(rows.map(([, ...cells]) => cells)).toEqual([
      ['2026-03-01', '6', '2'],
      ['2026-02-28', '0', '0'],
    ]);
  });

  it('has no style of its own, which the policy of the pages would refuse', () => {
    expect(markup).not.toMatch(/style|<script|\bon\w+=/);
  });
});

describe('the time line of certificates', () => {
  const now = new Date('2026-03-01T00:00:00Z');
  const certificate = (subject: string, notBefore: string, notAfter: string) => ({
    subject,
    sha256Fingerprint: subject,
    notBefore: new Date(notBefore),
    notAfter: new Date(notAfter),
  });
  const draw = (...certificates: readonly ReturnType<typeof certificate>[]) =>
    renderToStaticMarkup(
      h(CertificatesChart, {
        id: 'certificates',
        certificates,
        now,
        texts: { title: 'Certificates', summary: 'Two', today: 'Today' },
      }),
    );

  it('draws each from its beginning to its end, as far as the years shown go', () => {
    const markup = draw(
      certificate('ended', '2025-06-01', '2026-02-28'),
      certificate('soon', '2025-06-01', '2026-03-31'),
      certificate('long', '2000-01-01', '2126-01-01'),
      certificate('to come', '2026-06-01', '2027-06-01'),
    );
    const bars = attributesOf(markup, /<rect[^>]*>/g);
    expect(bars.map((bar) => bar.class)).toEqual(['bar past', 'bar soon', 'bar valid', 'bar past']);
    expect(bars[2]).toMatchObject({ x: '8', width: '704' });
    const [today] = attributesOf(markup.slice(markup.indexOf('class="today"')), /<line[^>]*>/g);
    const end = (bar: Record<string, string> | undefined) => Number(bar?.x) + Number(bar?.width);
    expect(today?.x1).toBe('184');
    expect(end(bars[0])).toBeLessThan(184);
    expect(end(bars[1])).toBeGreaterThan(184);
    expect(Number(bars[3]?.x)).toBeGreaterThan(184);
    expect(markup.match(/class="beyond"/g)).toHaveLength(1);
  });

  it('escapes and cuts what a stranger wrote into his certificate', () => {
    const markup = draw(certificate(`CN=<b>${'x'.repeat(200)}`, '2020-01-01', '2027-01-01'));
    expect(markup).not.toContain('<b>');
    expect(markup).toContain('…');
    expect(markup).not.toMatch(/style|<script/);
  });
});
