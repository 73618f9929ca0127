import { createHash } from 'node:crypto';
import type { StoredCertificate } from './idp-trust.entity';
import type { FoundTrust } from './idp-trusts.repository';
import { compareTrusts } from './trust-change';

/** What the audit trail keeps of a trust. */
export function trustDetails({
  entityId,
  source,
  metadataUrl,
  metadataSigningCertificate,
  signingCertificates,
}: FoundTrust): Record<string, unknown> {
  const fingerprints = signingCertificates.map(({ sha256Fingerprint }) => sha256Fingerprint);
  const signer = fingerprintOf(metadataSigningCertificate);
  return {
    entityId,
    source,
    ...(metadataUrl === null ? {} : { metadataUrl }),
    ...(signer === null ? {} : { metadataSigningFingerprint: signer }),
    fingerprints,
  };
}

/** The same of one that changed, and which keys came and went: so a next key is named, with its dates, as soon as it shows up. */
export function changeDetails(former: FoundTrust | null, next: FoundTrust): Record<string, unknown> {
  const { added, removed } = compareTrusts(former, next).signingCertificates;
  return {
    ...trustDetails(next),
    ...(former && former.entityId !== next.entityId ? { formerEntityId: former.entityId } : {}),
    ...formerSigner(former, next),
    certificatesAdded: added.map(toNamed),
    certificatesRemoved: removed.map(toNamed),
  };
}

/** That metadata need not be signed any more, or by another: what they say is believed on other grounds from then on. */
function formerSigner(former: FoundTrust | null, next: FoundTrust): Record<string, unknown> {
  const was = fingerprintOf(former?.metadataSigningCertificate ?? null);
  const is = fingerprintOf(next.metadataSigningCertificate);
  return was === null || was === is ? {} : { formerMetadataSigningFingerprint: was };
}

function fingerprintOf(der: Buffer | null): string | null {
  return der && createHash('sha256').update(der).digest('hex');
}

function toNamed({ der: _, ...certificate }: StoredCertificate): Omit<StoredCertificate, 'der'> {
  return certificate;
}
