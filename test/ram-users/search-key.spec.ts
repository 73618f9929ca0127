import { searchKey, searchPattern } from '../../src/ram-users/search-key';

const alice = { userName: 'Alice.L', displayName: 'Älice LIDDELL', email: 'AL@acme.example' };

describe('searchKey', () => {
  it('holds user name, display name and email, folded', () => {
    expect(searchKey(alice)).toBe('alice.l\nälice liddell\nal@acme.example');
  });

  it('holds what is there', () => {
    expect(searchKey({ userName: 'bob', displayName: null, email: null })).toBe('bob\n\n');
  });

  it('holds an accent as one character, however it was written', () => {
    expect(searchKey({ ...alice, displayName: 'A\u0308lice' })).toBe(
      searchKey({ ...alice, displayName: '\u00c4lice' }),
    );
  });
});

describe('searchPattern', () => {
  it.each([
    ['LIDD', '%lidd%'],
    ['100%', String.raw`%100\%%`],
    ['a_b', String.raw`%a\_b%`],
    [String.raw`a\b`, String.raw`%a\\b%`],
    ['A\u0308', '%ä%'],
  ])('%s is looked for as %s', (query, pattern) => {
    expect(searchPattern(query)).toBe(pattern);
  });
});
