import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { readCertificate } from '../../../src/saml/signature/certificates';
import { RsaKeys } from '../../../src/secrets/rsa-keys';
import { makeSelfSigned } from '../../../src/sp-keys/self-signed';
import { certificateFor, der } from '../../support/idp/certificate-for';
import { makeKeyPair } from '../../support/idp/key-pair';

describe('readCertificate', () => {
  it('tells what a certificate says', async () => {
    const { certificateDer, privateKeyPem } = await makeKeyPair({
      notBefore: new Date('2025-02-03T04:05:06Z'),
      notAfter: new Date('2055-02-03T04:05:06Z'),
    });
    const read = readCertificate(certificateDer);
    expect(read).toMatchObject({
      der: certificateDer,
      subject: 'CN=Test IdP',
      notBefore: new Date('2025-02-03T04:05:06Z'),
      notAfter: new Date('2055-02-03T04:05:06Z'),
      isTrustworthy: true,
    });
    expect(read?.sha256Fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(read?.publicKey?.equals(createPublicKey(privateKeyPem))).toBe(true);
  });

  it.each([
    ['EC on P-256', { kind: 'ec' }, true],
    ['RSA of 2048 bits', { bits: 2048 }, true],
    ['RSA of 1024 bits', { bits: 1024 }, false],
  ] as const)('knows whether a key is worth believing: %s', async (_, options, isTrustworthy) => {
    expect(readCertificate((await makeKeyPair(options)).certificateDer)?.isTrustworthy).toBe(isTrustworthy);
  });

  it('shows a subject of several parts on one line', async () => {
    const { certificateDer } = await makeKeyPair({ kind: 'ec', subject: 'C=DE,O=Example,CN=idp.example' });
    expect(readCertificate(certificateDer)?.subject).toBe('C=DE, O=Example, CN=idp.example');
  });

  it('reads one of 64 KiB, and none that is larger', () => {
    const ofLength = (length: number) => {
      const shorter = certificateFor(unknownKey(60_000));
      return certificateFor(unknownKey(60_000 + length - shorter.length));
    };
    const largest = ofLength(64 * 1024);
    expect(largest).toHaveLength(64 * 1024);
    expect(readCertificate(largest)).toMatchObject({ publicKey: undefined, isTrustworthy: false });
    expect(readCertificate(ofLength(64 * 1024 + 1))).toBeUndefined();
  });

  it.each(['200101', '491231'])('reads none whose dates are none: %s', (date) => {
    const certificate = certificateFor(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);
    expect(readCertificate(certificate)).toBeDefined();
    const at = certificate.indexOf(date);
    certificate.write('zz', at + 2);
    expect(readCertificate(certificate)).toBeUndefined();
  });

  it.each([
    ['RSA-PSS', generateKeyPairSync('rsa-pss', { modulusLength: 2048 })],
    ['Ed25519', generateKeyPairSync('ed25519')],
  ])('reads none around a key of another kind: %s', (_, { publicKey }) => {
    expect(readCertificate(certificateFor(publicKey))).toBeUndefined();
  });

  it('reads nothing else', async () => {
    const { certificateDer, privateKeyPem } = await makeKeyPair({ bits: 1024 });
    const pem = Buffer.from(new X509Certificate(certificateDer).toString());
    expect(readCertificate(pem)).toBeUndefined();
    expect(readCertificate(Buffer.alloc(0))).toBeUndefined();
    expect(readCertificate(Buffer.from('no certificate'))).toBeUndefined();
    expect(readCertificate(certificateDer.subarray(0, -1))).toBeUndefined();
    expect(readCertificate(Buffer.concat([certificateDer, Buffer.alloc(1)]))).toBeUndefined();
    expect(
      readCertificate(createPrivateKey(privateKeyPem).export({ type: 'pkcs8', format: 'der' })),
    ).toBeUndefined();
    expect(readCertificate((await makeKeyPair({ bits: 768 })).certificateDer)).toBeUndefined();
  });
});

/** A key of a kind that nobody knows, 2.999, in a SubjectPublicKeyInfo. */
function unknownKey(length: number): Buffer {
  return der(0x30, der(0x30, der(0x06, Buffer.from('8837', 'hex'))), der(0x03, Buffer.alloc(length)));
}

describe('makeSelfSigned', () => {
  it('makes a key and a certificate around it', async () => {
    const options = { commonName: 'acme, x=y', notBefore: new Date('2026-01-02T03:04:05Z'), years: 30 };
    const { privateKeyPem, certificateDer } = await makeSelfSigned(await new RsaKeys().make(), options);
    const certificate = new X509Certificate(certificateDer);
    expect(certificate.checkPrivateKey(createPrivateKey(privateKeyPem))).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.toLegacyObject().subject).toMatchObject({ CN: options.commonName });
    expect(readCertificate(certificateDer)).toMatchObject({
      notBefore: options.notBefore,
      notAfter: new Date('2056-01-02T03:04:05Z'),
      isTrustworthy: true,
    });
  });
});
