import { type DatedCertificate, readCertificate } from '../saml/signature/certificates';
import { type SpKeyAlgorithm, spKeyAlgorithmOf } from './sp-key-algorithm';
import type { PublicSpKey } from './sp-keys.repository';

/** What a key's certificate says, and where the key stands. */
export interface DatedSpKey extends Pick<PublicSpKey, 'id' | 'use' | 'status'>, DatedCertificate {
  readonly algorithm: SpKeyAlgorithm;
}

export function toDatedSpKey({ id, use, status, certificate: der }: PublicSpKey): DatedSpKey {
  const certificate = readCertificate(der);
  if (!certificate?.publicKey)
    throw new Error(`the stored certificate of the SP key ${id} can not be read any more`);
  const { publicKey, subject, sha256Fingerprint, notBefore, notAfter } = certificate;
  const algorithm = spKeyAlgorithmOf(publicKey);
  return { id, use, status, algorithm, subject, sha256Fingerprint, notBefore, notAfter };
}
