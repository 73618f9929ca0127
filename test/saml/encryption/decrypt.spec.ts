import { constants, generateKeyPairSync } from 'node:crypto';
import { decryptElement } from '../../../src/saml/encryption/decrypt';
import { MESSAGE_LIMITS, parseXml } from '../../../src/saml/xml/parse-xml';
import { change } from '../../support/change';
import { refusalOf } from '../../support/refusal-of';
import { DSIG, encrypt, XENC, XENC11, type EncryptOptions } from '../../support/xmlenc';

const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const older = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PLAIN =
  '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">é\u{1F600}</saml:Assertion>';
const keys = [ours.privateKey];

const decrypt = (xml: string, refuseCbc = false, withKeys = keys) =>
  decryptElement(parseXml(xml, MESSAGE_LIMITS), { keys: withKeys, refuseCbc });

function expectMalformed(xml: string, refuseCbc = false): void {
  expect(refusalOf(() => decrypt(xml, refuseCbc)).code).toBe('saml.malformed');
}

describe('what was encrypted for us is decrypted', () => {
  it.each(['aes128-gcm', 'aes192-gcm', 'aes256-gcm', 'aes128-cbc', 'aes192-cbc', 'aes256-cbc'] as const)(
    'by %s',
    (cipher) => {
      expect(decrypt(encrypt(PLAIN, ours.publicKey, { cipher }))).toBe(PLAIN);
    },
  );

  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('under a key by RSA-OAEP with %s', (oaepHash) => {
    expect(decrypt(encrypt(PLAIN, ours.publicKey, { oaepHash }))).toBe(PLAIN);
  });

  it.each([
    ['an EncryptedID', { element: 'EncryptedID' }],
    ['a key beside the data', { isKeyBeside: true }],
    [
      'a digest that is named though it is the usual one',
      { keyMethod: oaep('rsa-oaep-mgf1p', digest(`${DSIG}sha1`)) },
    ],
  ] as const)('in %s', (_, options) => {
    expect(decrypt(encrypt(PLAIN, ours.publicKey, options))).toBe(PLAIN);
  });

  it.each([0, 1, 15, 16, 17])('by AES-CBC whatever is left of the last block: %i', (length) => {
    const text = 'x'.repeat(length);
    expect(decrypt(encrypt(text, ours.publicKey, { cipher: 'aes256-cbc' }))).toBe(text);
  });

  it('by AES-GCM though it is nothing', () => {
    expect(decrypt(encrypt('', ours.publicKey, { cipher: 'aes128-gcm' }))).toBe('');
  });

  it('with any of our keys', () => {
    const both = [ours.privateKey, older.privateKey];
    expect(decrypt(encrypt(PLAIN, older.publicKey), false, both)).toBe(PLAIN);
    expect(decrypt(encrypt(PLAIN, ours.publicKey), false, both)).toBe(PLAIN);
  });

  it('from Base64 in lines, with comments in it skipped over', () => {
    const xml = encrypt(PLAIN, ours.publicKey).replaceAll('<xenc:CipherValue>', '$&\n <!--x-->');
    expect(decrypt(xml)).toBe(PLAIN);
  });
});

describe('a key or content that is not ours to read', () => {
  const gcm: EncryptOptions = { cipher: 'aes256-gcm' };
  const flip = (index: number) => (bytes: Buffer) => {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(
      changed.readUInt8((index + bytes.length) % bytes.length) ^ 1,
      (index + bytes.length) % bytes.length,
    );
    return changed;
  };

  it.each([
    ['a changed first byte', { ...gcm, tamper: flip(0) }],
    ['a changed byte within', { ...gcm, tamper: flip(20) }],
    ['a changed tag', { ...gcm, tamper: flip(-1) }],
    ['a tag that is cut short', { ...gcm, tamper: (bytes: Buffer) => bytes.subarray(0, -4) }],
    ['no tag', { ...gcm, tamper: (bytes: Buffer) => bytes.subarray(0, 20) }],
    ['nothing', { ...gcm, tamper: () => Buffer.alloc(0) }],
    ['a changed key', { ...gcm, tamperKey: flip(9) }],
    ['a key that is cut short', { ...gcm, tamperKey: (bytes: Buffer) => bytes.subarray(1) }],
    ['no key', { ...gcm, tamperKey: () => Buffer.alloc(0) }],
    ['a key of another length', { ...gcm, keyBytes: 48 }],
    ['a key wrapped by RSA 1.5', { ...gcm, padding: constants.RSA_PKCS1_PADDING }],
  ] as const)('is one and the same refusal: %s', (_, options) => {
    const facts = (xml: string) => {
      const { code, expected, actual, hint } = refusalOf(() => decrypt(xml));
      return { code, expected, actual, hint };
    };
    expect(facts(encrypt(PLAIN, ours.publicKey, options))).toEqual(facts(encrypt(PLAIN, older.publicKey)));
  });

  it('is a key that begins with a zero, where that is cut off', () => {
    let wrapped: Buffer = Buffer.alloc(0);
    let whole = '';
    while (wrapped[0] !== 0)
      whole = encrypt(PLAIN, ours.publicKey, { tamperKey: (bytes) => (wrapped = bytes) });
    expect(decrypt(whole)).toBe(PLAIN);
    expectMalformed(change(whole, wrapped.toString('base64'), wrapped.subarray(1).toString('base64')));
  });

  it.each([
    ['of no whole block', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['of an initialisation vector alone', (bytes: Buffer) => bytes.subarray(0, 16)],
    ['of nothing', () => Buffer.alloc(0)],
  ])('is refused by AES-CBC %s', (_, tamper) => {
    expectMalformed(encrypt(PLAIN, ours.publicKey, { cipher: 'aes128-cbc', tamper }));
  });

  it.each([0, 17])('is refused by AES-CBC where the padding is of %i bytes', (padding) => {
    // A byte of the initialisation vector flips the same one of the first block, whose padding is of 1 byte.
    const tamper = (bytes: Buffer) => {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(15) ^ 1 ^ padding, 15);
      return changed;
    };
    expectMalformed(encrypt('x'.repeat(15), ours.publicKey, { cipher: 'aes128-cbc', tamper }));
  });

  it('is refused where it is no UTF-8', () => {
    expectMalformed(encrypt(Buffer.from([0xff]), ours.publicKey));
  });

  it('is refused by keys that can not be used, as by none', () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const xml = encrypt(PLAIN, ours.publicKey);
    expect(refusalOf(() => decrypt(xml, false, [ec.privateKey])).code).toBe('saml.malformed');
    expect(refusalOf(() => decrypt(xml, false, [])).code).toBe('saml.malformed');
  });
});

describe('a form is refused', () => {
  it.each(['aes128-cbc', 'aes256-cbc'] as const)('of %s where the tenant refuses it', (cipher) => {
    const xml = encrypt(PLAIN, ours.publicKey, { cipher });
    expect(refusalOf(() => decrypt(xml, true)).expected).toContain('refuseCbcEncryption');
    expect(decrypt(encrypt(PLAIN, ours.publicKey), true)).toBe(PLAIN);
  });

  it.each([
    ['of RSA 1.5', `<xenc:EncryptionMethod Algorithm="${XENC}rsa-1_5"/>`],
    ['of no algorithm', '<xenc:EncryptionMethod/>'],
    ['of MD5', oaep('rsa-oaep-mgf1p', digest('http://www.w3.org/2001/04/xmldsig-more#md5'))],
    [
      'of an unknown mask under an unknown digest',
      oaep('rsa-oaep', digest('x'), `<xenc11:MGF xmlns:xenc11="${XENC11}" Algorithm="x"/>`),
    ],
    ['of a mask with another hash', oaep('rsa-oaep-mgf1p', digest(`${XENC}sha256`))],
    [
      'of an unknown mask',
      oaep('rsa-oaep', '', '<xenc11:MGF xmlns:xenc11="http://www.w3.org/2009/xmlenc11#" Algorithm="x"/>'),
    ],
    ['of OAEP parameters', oaep('rsa-oaep-mgf1p', '<xenc:OAEPparams>AAAA</xenc:OAEPparams>')],
    ['of two digests', oaep('rsa-oaep-mgf1p', digest(`${DSIG}sha1`).repeat(2))],
  ])('%s', (_, keyMethod) => {
    expectMalformed(encrypt(PLAIN, ours.publicKey, { keyMethod }));
  });

  const xml = encrypt(PLAIN, ours.publicKey);

  it.each([
    ['of no EncryptedData', xml.replaceAll('EncryptedData', 'EncryptedDatum')],
    ['of two', xml.replace(/<xenc:EncryptedData.*<\/xenc:EncryptedData>/, '$&$&')],
    ['of content instead of an element', change(xml, `${XENC}Element`, `${XENC}Content`)],
    ['of an unknown cipher', change(xml, `${XENC11}aes256-gcm`, `${XENC}tripledes-cbc`)],
    ['of a cipher of Object', change(xml, `${XENC11}aes256-gcm`, 'constructor')],
    ['of no key', xml.replace(/<xenc:EncryptedKey.*<\/xenc:EncryptedKey>/, '')],
    ['of two keys', xml.replace(/<xenc:EncryptedKey.*<\/xenc:EncryptedKey>/, '$&$&')],
    [
      'of no KeyInfo',
      xml.replace(
        /<ds:KeyInfo.*<\/ds:KeyInfo>(?=<xenc:CipherData><xenc:CipherValue>[^<]*<\/xenc:CipherValue><\/xenc:CipherData><\/xenc:EncryptedData>)/,
        '',
      ),
    ],
    [
      'of content elsewhere',
      xml.replace(
        /<xenc:CipherValue>.*?<\/xenc:CipherValue>/g,
        '<xenc:CipherReference URI="https://evil.example"/>',
      ),
    ],
    ['of content that is not Base64', xml.replaceAll('</xenc:CipherValue>', '*$&')],
  ])('%s', (_, changed) => {
    expect(changed).not.toBe(xml);
    expectMalformed(changed);
  });
});

describe('the administrator is told', () => {
  const xml = encrypt(PLAIN, ours.publicKey);
  const encryptedKey = /<xenc:EncryptedKey.*<\/xenc:EncryptedKey>/;
  const told = (changed: string) => {
    const { expected, actual } = refusalOf(() => decrypt(changed));
    return `${expected}; ${actual}`;
  };

  it.each([
    ['which cipher', change(xml, `${XENC11}aes256-gcm`, 'urn:x'), /^AES-GCM or AES-CBC; urn:x$/],
    ['that there is no key', xml.replace(encryptedKey, ''), /^one EncryptedKey .*; none$/],
    ['how many keys there are', xml.replace(encryptedKey, '$&$&$&'), /^one EncryptedKey .*; 3$/],
    [
      'what the key is encrypted by',
      encrypt(PLAIN, ours.publicKey, {
        keyMethod: oaep('rsa-oaep-mgf1p', digest('urn:x'), '<xenc:OAEPparams>AAAA</xenc:OAEPparams>'),
      }),
      /^RSA-OAEP .*; DigestMethod urn:x, OAEPparams $/,
    ],
  ])('%s', (_, changed, sentence) => {
    expect(told(changed)).toMatch(sentence);
  });
});

function oaep(name: string, ...parameters: string[]): string {
  const namespace = name === 'rsa-oaep' ? XENC11 : XENC;
  return `<xenc:EncryptionMethod Algorithm="${namespace}${name}">${parameters.join('')}</xenc:EncryptionMethod>`;
}

function digest(uri: string): string {
  return `<ds:DigestMethod xmlns:ds="${DSIG}" Algorithm="${uri}"/>`;
}
