import type { SigningCertificate } from '../saml/signature/certificates';
import { newId } from '../secrets/ids';
import type { IdpTrustEntity, StoredCertificate } from './idp-trust.entity';
import type { FoundTrust } from './idp-trusts.repository';
import type { TakenMetadata } from './metadata-intake';
import { findNextEnd } from './next-end';
import { nextRefresh } from './refresh-schedule';

/** The trust that metadata make, in place of the former one; the number of its version is still that one's. */
export function newTrust(
  tenantId: string,
  taken: TakenMetadata,
  former: FoundTrust | null,
  now: Date,
): IdpTrustEntity {
  const { metadata, source, warnings } = taken;
  const { entityId, ssoServices, sloServices, wantAuthnRequestsSigned, nameIdFormats } = metadata;
  const signingCertificates = metadata.signingCertificates.map(toStored);
  return {
    tenantId,
    id: newId(),
    entityId,
    ssoServices: [...ssoServices],
    sloServices: [...sloServices],
    signingCertificates,
    wantAuthnRequestsSigned,
    nameIdFormats: [...nameIdFormats],
    warnings: [...warnings],
    source,
    metadataUrl: taken.metadataUrl,
    versionNumber: former?.versionNumber ?? 0,
    metadataSigningCertificate: taken.metadataSigningCertificate,
    etag: taken.etag,
    lastModified: taken.lastModified,
    ...lifetimeOf(taken, signingCertificates, now),
    validUntilSince: validUntilSince(metadata.validUntil, former, now),
    refreshedAt: now,
    earlyRefreshAt: former?.earlyRefreshAt ?? null,
    ...NO_REFRESH_FAILURE,
    createdAt: former?.createdAt ?? now,
    updatedAt: now,
  };
}

function lifetimeOf(
  { metadata, source }: TakenMetadata,
  certificates: readonly StoredCertificate[],
  now: Date,
): Pick<IdpTrustEntity, 'validUntil' | 'cacheSeconds' | 'nextEndAt' | 'nextRefreshAt'> {
  const validUntil = metadata.validUntil ?? null;
  const cacheSeconds = metadata.cacheSeconds ?? null;
  return {
    validUntil,
    cacheSeconds,
    nextEndAt: findNextEnd(validUntil, certificates, now),
    nextRefreshAt: source === 'url' ? nextRefresh({ cacheSeconds, validUntil }, now) : null,
  };
}

function validUntilSince(validUntil: Date | undefined, former: FoundTrust | null, now: Date): Date | null {
  if (!validUntil) return null;
  const isKnown = former?.validUntil?.getTime() === validUntil.getTime();
  return (isKnown ? former.validUntilSince : null) ?? now;
}

/** As long as refreshes succeed. */
export const NO_REFRESH_FAILURE = {
  refreshFailedSince: null,
  refreshFailureCount: 0,
  refreshFailureCode: null,
  refreshFailureMessage: null,
} as const;

export function toStored({
  subject,
  sha256Fingerprint,
  notBefore,
  notAfter,
  der,
}: SigningCertificate): StoredCertificate {
  return {
    subject,
    sha256Fingerprint,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    der: der.toString('base64'),
  };
}
