import { chart } from '../../bench/report/chart';
import { MESSAGE_LIMITS, parseXml } from '../../src/saml/xml/parse-xml';
import { goodResults, load } from './results-example';

const circles = (svg: string) => [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));

describe('the chart', () => {
  it('is well-formed XML', () => {
    expect(parseXml(chart(goodResults()), MESSAGE_LIMITS).localName).toBe('svg');
  });

  it('has a point for each verification, and for each login over 8 connections', () => {
    expect(circles(chart(goodResults()))).toHaveLength(3 + 2);
  });

  it('sets what costs more further right, by its order of magnitude', () => {
    const logins = [0.1, 1, 10].map((median) =>
      load(`costs ${median}`, { cpu: { median, least: median, most: median } }),
    );
    const [first = 0, second = 0, third = 0] = circles(chart(goodResults({ verifications: [], logins })));
    expect(second - first).toBeCloseTo(third - second);
    expect(second).toBeGreaterThan(first);
  });

  it('writes names as text', () => {
    expect(chart(goodResults({ logins: [load('<script>&')] }))).toContain('&lt;script&gt;&amp;');
  });

  it('says in words what it shows', () => {
    expect(chart(goodResults())).toMatch(/<desc>.*ram-sso 60 µs.*another 6\.00 ms.*<\/desc>/);
  });
});
