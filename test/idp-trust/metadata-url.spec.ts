import { readMetadataUrl } from '../../src/idp-trust/metadata-url';

it.each([
  ['https://idp.example/metadata?x=1', 'https://idp.example/metadata?x=1'],
  ['http://idp.example', 'http://idp.example/'],
  ['https://idp.example/a#part', 'https://idp.example/a'],
  ['http://0x7f.1/', 'http://127.0.0.1/'],
  ['http://2130706433/', 'http://127.0.0.1/'],
  ['http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/'],
])('%s is read as %s', (text, href) => {
  expect(readMetadataUrl(text)?.href).toBe(href);
});

it.each([
  '',
  'idp.example/metadata',
  '/metadata',
  'file:///etc/passwd',
  'ftp://idp.example/',
  'gopher://idp.example/',
  'data:text/xml,<a/>',
  'https://user@idp.example/',
  'https://user:secret@idp.example/',
  `https://idp.example/${'a'.repeat(2048)}`,
])('%s is none', (text) => {
  expect(readMetadataUrl(text)).toBeUndefined();
});
