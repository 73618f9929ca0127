import { X509Certificate } from 'node:crypto';
import { entityTag } from '../http/entity-tag';
import type { SpKeyDto } from './sp-key.dto';
import { toDatedSpKey } from './sp-key-facts';
import type { PublicSpKey } from './sp-keys.repository';

/** Nothing of a key changes but its status. */
export function spKeyTag({ id, status, updatedAt }: PublicSpKey): string {
  return entityTag(id, `${status}-${updatedAt.getTime()}`);
}

export function toSpKeyDto(key: PublicSpKey): SpKeyDto {
  const { id, use, status, algorithm, subject, sha256Fingerprint, notBefore, notAfter } = toDatedSpKey(key);
  return {
    id,
    purpose: use,
    status,
    algorithm,
    subject,
    sha256Fingerprint,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    certificatePem: new X509Certificate(key.certificate).toString(),
    createdAt: key.createdAt.toISOString(),
    updatedAt: key.updatedAt.toISOString(),
  };
}

/** For the audit trail. */
export function spKeyDetails(key: PublicSpKey): Readonly<Record<string, string>> {
  const { id, use, status, algorithm, sha256Fingerprint } = toDatedSpKey(key);
  return { id, purpose: use, status, algorithm, sha256Fingerprint };
}
