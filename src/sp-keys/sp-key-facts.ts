import { type DatedCertificate, readCertificate } from '../saml/signature/certificates';
import type { PublicSpKey } from './sp-keys.repository';

/** What a key's certificate says, and where the key stands. */
export type DatedSpKey = Pick<PublicSpKey, 'id' | 'use' | 'status'> & DatedCertificate;

export function toDatedSpKey({ id, use, status, certificate: der }: PublicSpKey): DatedSpKey {
  const certificate = readCertificate(der);
  if (!certificate) throw new Error(`the stored certificate of the SP key ${id} can not be read any more`);
  const { subject, sha256Fingerprint, notBefore, notAfter } = certificate;
  return { id, use, status, subject, sha256Fingerprint, notBefore, notAfter };
}
