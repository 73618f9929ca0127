import { withMeasured } from '../../bench/report/performance-page';
import { goodResults } from './results-example';

const TABLE = { title: 'Logins', heads: ['side', 'ms'], rows: [['ram-sso', '0.60']] };

const LOGINS = { name: 'logins', tables: [TABLE], picture: 'images/chart.svg' };

describe('the page', () => {
  const page = 'before\n<!-- logins: begin -->\nold\n<!-- logins: end -->\nafter\n';

  it('has what was measured between its marks, with where and when', () => {
    const written = withMeasured(page, LOGINS, goodResults());
    expect(written).toMatch(/^before\n<!-- logins: begin -->\n\n[\s\S]+\n\n<!-- logins: end -->\nafter\n$/);
    expect(written).toContain('Measured on 2026-11-27: A processor, 2 cores, 24 GB, A system; 5 rounds.');
    expect(written).toContain('node v20.20.2, ram-sso 0.1.0.');
    expect(written).toContain('| ram-sso | 0.60 |');
    expect(written).toContain('](images/chart.svg)');
    expect(written).not.toContain('old');
  });

  it('is the same when the same is written once more', () => {
    const written = withMeasured(page, LOGINS, goodResults());
    expect(withMeasured(written, LOGINS, goodResults())).toBe(written);
  });

  it('must have the marks', () => {
    expect(() => withMeasured(page, { name: 'scale', tables: [] }, goodResults())).toThrow(
      '<!-- scale: begin -->',
    );
  });
});
