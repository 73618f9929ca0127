import { decodePost, encodePost } from '../../../src/saml/bindings/post';
import { refusalOf } from '../../support/refusal-of';

const XML = '<samlp:Response>Grüße 😀</samlp:Response>';

describe('HTTP-POST', () => {
  it('reads back what it wrote', () => {
    expect(decodePost(encodePost(XML))).toBe(XML);
  });

  it('does not compress (saml-bindings 3.5.4)', () => {
    expect(Buffer.from(encodePost(XML), 'base64').toString()).toBe(XML);
  });

  it('takes Base64 in lines, as some IdPs wrap it', () => {
    const lines = encodePost(XML).replace(/(.{20})/g, '$1\r\n');
    expect(decodePost(lines)).toBe(XML);
  });

  it('takes a field of 512 KiB', () => {
    expect(decodePost('A'.repeat(512 * 1024))).toHaveLength((512 * 1024 * 3) / 4);
  });

  it.each([
    ['an empty field', ''],
    ['plain XML', XML],
    ['Base64 without its padding', Buffer.from('ab').toString('base64').replace('=', '')],
    [
      'a plus sign that became a blank',
      Buffer.from([0xfb, 0xef, 0xbe, 0x3e]).toString('base64').replace('+', ' '),
    ],
    ['what is not UTF-8', Buffer.from([0x3c, 0xff, 0x3e]).toString('base64')],
    ['an overlong form', Buffer.from([0x3c, 0xc0, 0xaf, 0x3e]).toString('base64')],
    ['more than 512 KiB', 'A'.repeat(512 * 1024 + 4)],
  ])('refuses %s', (_what, field) => {
    expect(refusalOf(() => decodePost(field)).code).toBe('saml.malformed');
  });
});
