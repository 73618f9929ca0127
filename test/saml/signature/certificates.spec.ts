import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { readCertificate } from '../../../src/saml/signature/certificates';
import { makeSelfSigned } from '../../../src/tenants/self-signed';
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

describe('makeSelfSigned', () => {
  it('makes a key and a certificate around it', async () => {
    const options = { commonName: 'acme, x=y', notBefore: new Date('2026-01-02T03:04:05Z'), years: 30 };
    const { privateKeyPem, certificateDer } = await makeSelfSigned(options);
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
