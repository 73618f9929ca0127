import { readBearerToken } from '../../src/access/bearer-token';

describe('readBearerToken', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    ['BEARER   a-b._~+/9==', 'a-b._~+/9=='],
    ['Bearer abc ', 'abc'],
  ])('reads %j', (header, token) => {
    expect(readBearerToken(header)).toBe(token);
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic YTpi',
    'Bearer a b',
    'Bearer a,b',
    'Bearer ä',
    'Bearerabc',
    'Bearer =a',
  ])('finds none in %j', (header) => {
    expect(readBearerToken(header)).toBeNull();
  });

  it('tells apart that no header came', () => {
    expect(readBearerToken(undefined)).toBeUndefined();
  });
});
