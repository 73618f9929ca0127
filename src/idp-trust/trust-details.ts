import type { StoredCertificate } from './idp-trust.entity';
import type { FoundTrust } from './idp-trusts.repository';
import { compareTrusts } from './trust-change';

/** What the audit trail keeps of a trust. */
export function trustDetails({
  entityId,
  source,
  metadataUrl,
  signingCertificates,
}: FoundTrust): Record<string, unknown> {
  const fingerprints = signingCertificates.map(({ sha256Fingerprint }) => sha256Fingerprint);
  return { entityId, source, ...(metadataUrl === null ? {} : { metadataUrl }), fingerprints };
}

/** The same of one that changed, and which keys came and went: so a next key is named, with its dates, as soon as it shows up. */
export function changeDetails(former: FoundTrust | null, next: FoundTrust): Record<string, unknown> {
  const { added, removed } = compareTrusts(former, next).signingCertificates;
  return {
    ...trustDetails(next),
    ...(former && former.entityId !== next.entityId ? { formerEntityId: former.entityId } : {}),
    certificatesAdded: added.map(toNamed),
    certificatesRemoved: removed.map(toNamed),
  };
}

function toNamed({ der: _, ...certificate }: StoredCertificate): Omit<StoredCertificate, 'der'> {
  return certificate;
}
