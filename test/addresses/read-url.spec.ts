import { readUrl } from '../../src/addresses/read-url';

/** Often enough that V8 compiles whoever asks. */
const TIMES = 50_000;

describe('an address', () => {
  it.each([
    ['with a soft hyphen', 'https://loc\u00adalhost/', 'localhost'],
    ['with a letter of Latin-1', 'https://b\u00fccher.example/', 'xn--bcher-kva.example'],
    [
      'whose letters would be one of UTF-8, and are a letter and a control character',
      'https://\u00c3\u0080.example/',
      undefined,
    ],
    ['that is none', 'https://', undefined],
  ])('%s is read the same each time', (_, text, host) => {
    const hosts = new Set(Array.from({ length: TIMES }, () => readUrl(text)?.host));
    expect([...hosts]).toEqual([host]);
  });

  it('is read below another one', () => {
    expect(readUrl('/there?a=1', 'https://sso.example/here')?.href).toBe('https://sso.example/there?a=1');
    expect(readUrl('/there')).toBeUndefined();
  });
});
