import { deflateRawSync, deflateSync } from 'node:zlib';
import { decodeRedirect, encodeRedirect } from '../../../src/saml/bindings/redirect';
import { refusalOf } from '../../support/refusal-of';

const XML = '<samlp:LogoutRequest>Grüße 😀</samlp:LogoutRequest>';

function deflated(bytes: Uint8Array): string {
  return deflateRawSync(bytes).toString('base64');
}

describe('HTTP-Redirect', () => {
  it('reads back what it wrote', () => {
    expect(decodeRedirect(encodeRedirect(XML))).toBe(XML);
  });

  it('takes Base64 in lines', () => {
    expect(decodeRedirect(encodeRedirect(XML).replace(/(.{20})/g, '$1\n'))).toBe(XML);
  });

  it('inflates up to 512 KiB', () => {
    expect(decodeRedirect(deflated(Buffer.alloc(512 * 1024, 0x61)))).toHaveLength(512 * 1024);
  });

  it('takes a parameter of 64 KiB', () => {
    expect(decodeRedirect(encodeRedirect(XML).padEnd(64 * 1024, '\n'))).toBe(XML);
  });

  it.each([
    ['an empty one', '', 'a SAML message in the query', 'an empty parameter'],
    ['one not in Base64', '*', /^a deflated SAML message in Base64 /, /not Base64$/],
    [
      'one too long',
      'A'.repeat(64 * 1024 + 1),
      'a query parameter of at most 65536 characters',
      '65537 characters',
    ],
  ])('tells of a parameter what is wrong with it: %s', (_what, parameter, expected, actual) => {
    const refusal = refusalOf(() => decodeRedirect(parameter));
    expect(refusal.expected).toMatch(expected);
    expect(refusal.actual).toMatch(actual);
  });

  it.each([
    ['an empty parameter', ''],
    ['what is not Base64', '<xml/>'],
    ['Base64 of plain XML', Buffer.from(XML).toString('base64')],
    ['a zlib header', deflateSync(XML).toString('base64')],
    ['a stream cut short', deflateRawSync(XML).subarray(0, 10).toString('base64')],
    ['what is not UTF-8', deflated(Buffer.from([0x3c, 0xff, 0x3e]))],
    ['more than 512 KiB inflated', deflated(Buffer.alloc(512 * 1024 + 1, 0x61))],
    ['a parameter over 64 KiB', 'A'.repeat(64 * 1024 + 4)],
  ])('refuses %s', (_what, parameter) => {
    expect(refusalOf(() => decodeRedirect(parameter)).code).toBe('saml.malformed');
  });
});
