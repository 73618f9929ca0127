import { strip } from '../../src/saml/white-space';

describe('strip', () => {
  it.each([
    ['', ''],
    [' \t\r\n', ''],
    ['a', 'a'],
    [' \t\r\na b\n\n', 'a b'],
    ['\u00a0a\u2003', '\u00a0a\u2003'],
    ['\u000ba\u000c', '\u000ba\u000c'],
  ])('makes of %j %j', (text, stripped) => {
    expect(strip(text)).toBe(stripped);
  });

  it('takes time in proportion to the text', () => {
    const text = `a${' '.repeat(5_000_000)}b`;
    expect(strip(text)).toHaveLength(text.length);
  });
});
