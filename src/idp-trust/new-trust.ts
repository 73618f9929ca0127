import type { SigningCertificate } from '../saml/signature/certificates';
import { newId } from '../secrets/ids';
import type { IdpTrustEntity, StoredCertificate } from './idp-trust.entity';
import type { FoundTrust } from './idp-trusts.repository';
import type { TakenMetadata } from './metadata-intake';
import { findNextEnd } from './next-end';
import { nextRefresh } from './refresh-schedule';

/** The trust that metadata make, in place of the former one. */
export function newTrust(
  tenantId: string,
  taken: TakenMetadata,
  former: FoundTrust | null,
  now: Date,
): IdpTrustEntity {
  const { metadata, document, source, metadataUrl, etag, lastModified, warnings } = taken;
  const signingCertificates = metadata.signingCertificates.map(toStored);
  const validUntil = metadata.validUntil ?? null;
  const cacheSeconds = metadata.cacheSeconds ?? null;
  return {
    tenantId,
    id: newId(),
    entityId: metadata.entityId,
    ssoServices: [...metadata.ssoServices],
    sloServices: [...metadata.sloServices],
    signingCertificates,
    wantAuthnRequestsSigned: metadata.wantAuthnRequestsSigned,
    nameIdFormats: [...metadata.nameIdFormats],
    warnings: [...warnings],
    source,
    metadataUrl,
    metadata: document,
    validUntil,
    cacheSeconds,
    nextEndAt: findNextEnd(validUntil, signingCertificates, now),
    metadataSigningCertificate: null,
    etag,
    lastModified,
    refreshedAt: now,
    nextRefreshAt: source === 'url' ? nextRefresh({ cacheSeconds, validUntil }, now) : null,
    earlyRefreshAt: former?.earlyRefreshAt ?? null,
    ...NO_REFRESH_FAILURE,
    createdAt: former?.createdAt ?? now,
    updatedAt: now,
  };
}

const NO_REFRESH_FAILURE = {
  refreshFailedSince: null,
  refreshFailureCount: 0,
  refreshFailureCode: null,
  refreshFailureMessage: null,
} as const;

function toStored({
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
