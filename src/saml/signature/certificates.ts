import { type KeyObject, X509Certificate } from 'node:crypto';
import { cutText } from '../cut-text';
import { isTrustworthyKey } from './algorithms';

export type SigningCertificate = TrustworthyCertificate | UntrustworthyCertificate;

export interface DatedCertificate {
  /** On one line and bounded, `CN=idp.example.com, O=Example`. */
  readonly subject: string;
  /** Lower-case hex without colons. */
  readonly sha256Fingerprint: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

interface CertificateFacts extends DatedCertificate {
  readonly der: Buffer;
}

/** RSA of 2048 bits at least, or one of the curves P-256, P-384 and P-521: no other signature is ever believed. */
export interface TrustworthyCertificate extends CertificateFacts {
  readonly isTrustworthy: true;
  readonly publicKey: KeyObject;
}

export interface UntrustworthyCertificate extends CertificateFacts {
  readonly isTrustworthy: false;
  /** Undefined where the certificate can be read and the key in it can't: such ones stand in the field's metadata. */
  readonly publicKey: KeyObject | undefined;
}

const LEAST_READABLE_RSA_BITS = 1024;
const SUBJECT_LIMIT = 1024;
/** Real ones have two. */
const MOST_BYTES = 64 * 1024;

/** An X.509 certificate of at most 64 KiB; undefined where it is anything else, its dates are none, or its key is neither EC nor RSA of 1024 bits at least. */
export function readCertificate(der: Buffer): SigningCertificate | undefined {
  const certificate = der.length > MOST_BYTES ? undefined : parse(der);
  if (!certificate) return undefined;
  const publicKey = readKey(certificate);
  if (publicKey && !isKnownKind(publicKey)) return undefined;
  const notBefore = new Date(certificate.validFrom);
  const notAfter = new Date(certificate.validTo);
  if (Number.isNaN(notBefore.getTime()) || Number.isNaN(notAfter.getTime())) return undefined;
  const facts: CertificateFacts = {
    der,
    subject: cutText(certificate.subject.split('\n').join(', '), SUBJECT_LIMIT),
    sha256Fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    notBefore,
    notAfter,
  };
  if (publicKey && isTrustworthyKey(publicKey)) return { ...facts, publicKey, isTrustworthy: true };
  return { ...facts, publicKey, isTrustworthy: false };
}

function parse(der: Buffer): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(der);
    // Node reads PEM too, and leaves bytes behind the certificate unread.
    return certificate.raw.equals(der) ? certificate : undefined;
  } catch {
    return undefined;
  }
}

/** The key is decoded only when it is asked for, and may turn out to be of no kind that OpenSSL knows. */
function readKey(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined;
  }
}

function isKnownKind({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (asymmetricKeyType === 'ec') return true;
  return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_READABLE_RSA_BITS;
}
