import { METADATA_LIMITS } from '../../../src/saml/metadata/parse-metadata';
import { change } from '../../support/change';
import { pemPair, read, soundEntity } from './idp-document';

describe('a document that is no metadata is told by name', () => {
  it.each([
    ['nothing', '', /nothing/],
    ['blanks', ' \n', /nothing/],
    ['many blanks', ' '.repeat(4096), /nothing/],
    ['an HTML page', '<!DOCTYPE html>\n<html><body>Sign in</body></html>', /HTML/],
    ['an HTML page without document type', '<html lang="en"></html>', /HTML/],
    [
      'an XHTML page',
      '<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">',
      /HTML/,
    ],
    ['JSON', '{"issuer":"https://idp.example"}', /JSON/],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n', /certificate/],
    ['other XML', '<rss/>', /<rss>/],
    ['a SAML message', '<Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol"/>', /<Response>/],
    ['an entity of another namespace', '<EntityDescriptor xmlns="urn:x"/>', /urn:x/],
    ['broken XML', '<a>\n  <b></a>', /line 2, column/],
    ['a document type', '<!DOCTYPE x [<!ENTITY e "x">]><x/>', /line 1/],
    ['an HTML page behind a byte order mark', '\uFEFF<html></html>', /HTML/],
  ])('%s', (_what, text, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ name: 'MetadataError' }) as Error);
    expect(() => read(text)).toThrow(message);
  });

  it('UTF-16, whichever byte comes first', () => {
    const bytes = Buffer.from('\uFEFF<x/>', 'utf16le');
    expect(() => read(bytes)).toThrow(/got UTF-16/);
    expect(() => read(Buffer.from(bytes).swap16())).toThrow(/got UTF-16/);
  });

  it.each([
    ['Latin 1', [0x3c, 0xe9, 0x3e]],
    ['the first byte of a mark of UTF-16', [0xff, 0x3c]],
    ['the first byte of the other mark', [0xfe, 0x3c]],
    ['the second byte of a mark', [0x3c, 0xfe]],
    ['the second byte of the other mark', [0x3c, 0xff]],
  ])('what is no UTF-8: %s', (_what, bytes) => {
    expect(() => read(Buffer.from(bytes))).toThrow(/got bytes that are no UTF-8/);
  });

  it('more than 25 MiB', () => {
    const { bytes } = METADATA_LIMITS;
    expect(() => read(Buffer.alloc(bytes, 0x20))).toThrow(/line 1, column 26214401/);
    expect(() => read(Buffer.alloc(bytes + 1, 0x20))).toThrow(/26214400 bytes, got 26214401/);
  });

  it.each([
    ['<a></b>\n', 'line 1, column 6: Expected a.'],
    ['<a>\n  <b></a>\n\n', 'line 2, column 8: Expected b.'],
    ['<a>\r\n\r\n<b></a>\r\n', 'line 3, column 6: Expected b.'],
    ['<a>\r\r <b></a>\r', 'line 3, column 7: Expected b.'],
  ])('XML with a fault, and where in %j', (text, place) => {
    expect(() => read(text)).toThrow(place);
    expect(() => read(text)).toThrow(expect.objectContaining({ candidates: [] }) as Error);
  });
});

describe('a document is read', () => {
  it.each([
    ['after a byte order mark', '\uFEFF', ''],
    ['after many blanks', ' '.repeat(4096), ''],
    ['after a long comment', `<!--${'x'.repeat(4096 - 7)}-->`, ''],
    ['after a declaration', '<?xml version="1.0" encoding="UTF-8"?>\r\n', ''],
    ['with processing instructions', '<?xml-stylesheet href="x"?>', '<!-- end -->'],
  ])('%s', async (_what, before, after) => {
    expect(read(before + (await soundEntity()) + after).entityId).toBe('https://idp.example');
  });
});

describe('a private key is refused, and named as leaked', () => {
  it('as text', async () => {
    const { privateKeyPem } = await pemPair('rsa');
    const end = '</md:EntityDescriptor>';
    const xml = change(await soundEntity(), end, `<x>${privateKeyPem}</x>${end}`);
    expect(() => read(xml)).toThrow(/leaked/);
  });

  it.each(['-----BEGIN ', '-----BEGIN A ', 'A '])('and looking for one takes any amount of %j', (part) => {
    expect(() => read(`<x>-----BEGIN ${part.repeat(1_000_000)}`)).toThrow(/well-formed/);
  });
});
