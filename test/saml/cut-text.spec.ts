import { cutText } from '../../src/saml/cut-text';

describe('cutText', () => {
  it.each([
    ['', 3, ''],
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc…'],
    ['a\u{1F600}bcd', 4, 'a\u{1F600}b…'],
    ['ab\u{1F600}', 4, 'ab\u{1F600}'],
    ['ab\u{1F600}', 3, 'ab…'],
  ])('makes of %j, to be of at most %i, %j', (text, limit, cut) => {
    expect(cutText(text, limit)).toBe(cut);
  });
});
