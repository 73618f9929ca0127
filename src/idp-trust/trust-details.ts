import type { FoundTrust } from './idp-trusts.repository';

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
