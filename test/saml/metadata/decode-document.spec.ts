import { METADATA_LIMITS } from '../../../src/saml/metadata/parse-metadata';
import { change } from '../../support/change';
import { pemPair, read, soundEntity } from './idp-document';

describe('a document that is no metadata is told by name', () => {
  it.each([
    ['nothing', '', /nothing/],
    ['blanks', ' \n', /nothing/],
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
  ])('%s', (_what, text, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ name: 'MetadataError' }) as Error);
    expect(() => read(text)).toThrow(message);
  });

  it('UTF-16', () => {
    const bytes = Buffer.from('\uFEFF<x/>', 'utf16le');
    expect(() => read(bytes)).toThrow(/UTF-16/);
  });

  it('what is no UTF-8', () => {
    expect(() => read(Buffer.from([0x3c, 0xe9, 0x3e]))).toThrow(/UTF-8/);
  });

  it('more than 25 MiB', () => {
    expect(() => read(Buffer.alloc(METADATA_LIMITS.bytes + 1, 0x20))).toThrow(/26214400/);
  });
});

describe('a document is read', () => {
  it.each([
    ['after a byte order mark', '\uFEFF', ''],
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
