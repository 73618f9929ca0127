import { decodeBase64 } from '../../src/saml/base64';

describe('decodeBase64', () => {
  it.each([
    ['', ''],
    ['Zg==', 'f'],
    ['Zm8=', 'fo'],
    ['Zm9v', 'foo'],
    ['Zm9v\r\nYmFy\r\n', 'foobar'],
    ['\tZm 9v\n', 'foo'],
  ])('reads %j', (text, plain) => {
    expect(decodeBase64(text)?.toString('latin1')).toBe(plain);
  });

  it.each([
    ['no padding', 'Zg'],
    ['too little padding', 'Zg='],
    ['too much padding', 'Zm9v='],
    ['padding inside', 'Zg==Zm9v'],
    ['the URL alphabet', '_-8='],
    ['a character of neither alphabet', 'Zm9v!'],
    ['bits behind the last octet', 'Zh=='],
    ['a no-break space', 'Zm9v\u00a0'],
  ])('refuses %s', (_what, text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });
});
