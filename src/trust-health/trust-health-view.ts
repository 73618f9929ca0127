import type { IdpTrustStatus } from '../idp-trust/idp-trust.service';
import type { DatedCertificate } from '../saml/signature/certificates';
import type { DatedSpKey } from '../sp-keys/sp-key-facts';
import { daysUntil } from './days';
import type { Drift } from './find-drift';
import type {
  DriftDto,
  IdpHealthDto,
  TrustHealthDto,
  WatchedCertificateDto,
  WatchedSpKeyDto,
} from './trust-health.dto';
import type { TrustHealth } from './trust-health.service';

export function toTrustHealthDto(health: TrustHealth): TrustHealthDto {
  const { trust, checkedAt, lastSuccessAt } = health;
  const trusted = new Set(trust?.certificates.map(({ sha256Fingerprint }) => sha256Fingerprint));
  return {
    status: health.status,
    checkedAt: checkedAt.toISOString(),
    idp: trust ? idpDto(trust, checkedAt) : { configured: false, signingCertificates: [] },
    sp: { keys: health.spKeys.map((key) => spKeyDto(key, checkedAt)) },
    lastSuccessfulLogin: lastSuccessAt && { at: lastSuccessAt.toISOString() },
    lastRefusals: health.refusals.map(({ lastAt, ...refusal }) => ({
      ...refusal,
      lastAt: lastAt.toISOString(),
    })),
    signedBy: health.signedBy.map(({ value, count, lastAt }) => ({
      sha256Fingerprint: value,
      trusted: trusted.has(value),
      count,
      lastAt: lastAt.toISOString(),
    })),
    drift: health.drift.map(driftDto),
    warnings: health.warnings,
  };
}

function idpDto(trust: IdpTrustStatus, now: Date): IdpHealthDto {
  const { entityId, source, metadataUrl, validUntil, refreshedAt, nextRefreshAt, refreshFailure } = trust;
  return {
    configured: true,
    entityId,
    source,
    ...(metadataUrl === null ? {} : { metadataUrl }),
    signingCertificates: trust.certificates.map((certificate) => certificateDto(certificate, now)),
    ...(validUntil
      ? { validUntil: validUntil.toISOString(), metadataDaysLeft: daysUntil(validUntil, now) }
      : {}),
    refreshedAt: refreshedAt.toISOString(),
    ...(nextRefreshAt ? { nextRefreshAt: nextRefreshAt.toISOString() } : {}),
    ...(refreshFailure
      ? { refreshFailure: { ...refreshFailure, since: refreshFailure.since.toISOString() } }
      : {}),
  };
}

function spKeyDto(key: DatedSpKey, now: Date): WatchedSpKeyDto {
  const { id, use, status, algorithm } = key;
  return Object.assign(certificateDto(key, now), { id, purpose: use, status, algorithm });
}

function certificateDto(certificate: DatedCertificate, now: Date): WatchedCertificateDto {
  const { subject, sha256Fingerprint, notBefore, notAfter } = certificate;
  return {
    subject,
    sha256Fingerprint,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    daysLeft: daysUntil(notAfter, now),
  };
}

function driftDto({ isChanged, median, medianBefore, ...drift }: Drift): DriftDto {
  return {
    ...drift,
    ...(median === null ? {} : { median }),
    ...(medianBefore === null ? {} : { medianBefore }),
    changed: isChanged,
  };
}
