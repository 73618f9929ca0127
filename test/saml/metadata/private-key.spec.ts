import { generateKeyPairSync } from 'node:crypto';
import { decodeDocument } from '../../../src/saml/metadata/decode-document';
import { refusePrivateKeys } from '../../../src/saml/metadata/private-key';
import { parseMetadata } from '../../../src/saml/metadata/parse-metadata';
import { der } from '../../support/idp/certificate-for';
import { certificateOf } from './idp-document';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const edwards = generateKeyPairSync('ed25519');

const refuse = (text: string) => {
  refusePrivateKeys(parseMetadata(`<a>x<b><c>${text}</c></b></a>`));
};
const base64 = (bytes: Buffer) => bytes.toString('base64');
const pkcs8 = (cipher?: string) =>
  rsa.privateKey.export({ type: 'pkcs8', format: 'der', ...(cipher ? { cipher, passphrase: 'x' } : {}) });
const pem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
/** What PKCS #12 encrypts keys by: 1.2.840.113549.1.12.1.3. */
const SHROUDED = der(
  0x30,
  der(0x30, der(0x06, Buffer.from('2a864886f70d010c0103', 'hex')), der(0x30, Buffer.alloc(16))),
  der(0x04, Buffer.alloc(300)),
);

it.each([
  ['PKCS #8', pkcs8()],
  ['PKCS #8 by AES', pkcs8('aes-256-cbc')],
  ['PKCS #8 by 3DES', pkcs8('des-ede3-cbc')],
  ['PKCS #8 by an algorithm of PKCS #12', SHROUDED],
  ['PKCS #8, of few bytes', edwards.privateKey.export({ type: 'pkcs8', format: 'der' })],
  ['PKCS #8 with the public key (version 1)', der(0x30, der(0x02, Buffer.from([1])), Buffer.alloc(200))],
  ['PKCS #1', rsa.privateKey.export({ type: 'pkcs1', format: 'der' })],
  ['SEC 1', ec.privateKey.export({ type: 'sec1', format: 'der' })],
  ['PKCS #12', der(0x30, der(0x02, Buffer.from([3])), der(0x30, Buffer.alloc(500)))],
])('a private key as %s is refused, however its Base64 is laid out', (_, key) => {
  const text = base64(key);
  for (const layout of [
    text,
    `\n\t ${text}`,
    text.replace(/.{64}/g, '$&\r\n'),
    text.replace(/.{9}/, '$&<!-- -->'),
  ])
    expect(() => {
      refuse(layout);
    }).toThrow(/leaked/);
});

it.each([
  ['as it is', pem],
  ['with a comment in it', pem.replace('PRIVATE', 'PRI<!-- -->VATE')],
  ['with a character by its number', pem.replace('-', '&#45;')],
  ['in CDATA', `<![CDATA[${pem}]]>`],
  ['in Base64', base64(Buffer.from(pem))],
])('a private key in a PEM file, %s, is refused', (_, text) => {
  expect(() => {
    refuse(text);
  }).toThrow(/leaked/);
});

it.each<[string, (key: string) => string]>([
  ['in a comment', (key) => `<a><!-- key: ${key} --></a>`],
  ['in an attribute', (key) => `<a b="${key}"/>`],
  ['in an instruction', (key) => `<a><?key ${key}?></a>`],
  ['behind the root', (key) => `<a/><!--${key}-->`],
  ['behind other text', (key) => `<a>The key: ${key}</a>`],
])('a private key in Base64, %s, is refused', (_, xmlOf) => {
  const metadata = xmlOf(base64(pkcs8()));
  expect(() => decodeDocument(Buffer.from(metadata))).toThrow(/leaked/);
});

it.each(['D', 'P', 'Q', 'DP', 'DQ', 'InverseQ'])('a private key in XML is refused, by its <%s>', (part) => {
  const text = `<RSAKeyValue><Modulus>AQAB</Modulus><Exponent>AQAB</Exponent><${part}>AQAB</${part}></RSAKeyValue>`;
  expect(() => {
    refuse(text);
  }).toThrow(/leaked/);
  expect(() => {
    refuse('<RSAKeyValue><Modulus>AQAB</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>');
  }).not.toThrow();
});

it('what is public is taken', async () => {
  const certificates = await Promise.all((['rsa', 'ec', 'weak'] as const).map(certificateOf));
  const keys = [
    rsa.publicKey.export({ type: 'spki', format: 'der' }),
    rsa.publicKey.export({ type: 'pkcs1', format: 'der' }),
    ec.publicKey.export({ type: 'spki', format: 'der' }),
  ].map(base64);
  const more = ['', 'MA==', 'MII', 'MIIA', 'My name', base64(Buffer.from('-----BEGIN CERTIFICATE-----'))];
  for (const text of [...certificates, ...keys, ...more]) {
    expect(() => {
      refuse(text);
    }).not.toThrow();
  }
});
