import { type KeyObject, sign } from 'node:crypto';

/**
 * A certificate around any public key, also one that no library would certify: as DER, RFC 5280, 4.1. Without an issuer its own
 * signature is none, which the service does not look at.
 * @param key as SubjectPublicKeyInfo, where it is given as bytes
 * @param issuer an RSA private key
 */
export function certificateFor(key: KeyObject | Buffer, issuer?: KeyObject): Buffer {
  const spki = Buffer.isBuffer(key) ? key : key.export({ type: 'spki', format: 'der' });
  const version = der(0xa0, der(0x02, Buffer.from([2])));
  const serial = der(0x02, Buffer.from([1]));
  const validity = der(
    0x30,
    der(0x17, Buffer.from('200101000000Z')),
    der(0x17, Buffer.from('491231235959Z')),
  );
  const algorithm = issuer ? RSA_SHA256 : ECDSA_SHA256;
  const body = der(0x30, version, serial, algorithm, NAME, validity, NAME, spki);
  const signature = issuer ? sign('sha256', body, issuer) : Buffer.alloc(1);
  return der(0x30, body, algorithm, der(0x03, Buffer.alloc(1), signature));
}

/** A value of ASN.1 by the rules of DER: tag, length and content. */
export function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = Buffer.from(length.toString(16).padStart(8, '0'), 'hex');
  const needed = bytes.subarray(bytes.findIndex((byte) => byte > 0));
  return Buffer.concat([Buffer.from([tag, 0x80 | needed.length]), needed, content]);
}

// 1.2.840.10045.4.3.2, 1.2.840.113549.1.1.11, and CN (2.5.4.3).
const ECDSA_SHA256 = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
const RSA_SHA256 = der(0x30, der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));
const COMMON_NAME = der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('Test IdP')));
const NAME = der(0x30, der(0x31, COMMON_NAME));
