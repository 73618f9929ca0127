import { entityTag } from '../http/entity-tag';
import { readCertificate } from '../saml/signature/certificates';
import type { CertificateDto, IdpTrustDto } from './idp-trust.dto';
import type { StoredCertificate } from './idp-trust.entity';
import type { FoundTrust } from './idp-trusts.repository';
import { toStored } from './new-trust';
import { refreshFailureOf } from './refresh-failure';
import { compareTrusts } from './trust-change';
import { warningsOf } from './trust-dates';
import type { TrustPreviewDto } from './trust-preview.dto';

/** Metadata that comes anew makes a trust of another id. */
export function trustTag({ id }: Pick<FoundTrust, 'id'>): string {
  return entityTag(id, 1);
}

export function toIdpTrustDto(trust: FoundTrust, now: Date): IdpTrustDto {
  const { entityId, ssoServices, sloServices, wantAuthnRequestsSigned, nameIdFormats, source } = trust;
  return {
    entityId,
    ssoServices,
    sloServices,
    signingCertificates: trust.signingCertificates.map(toCertificateDto),
    wantAuthnRequestsSigned,
    nameIdFormats,
    source,
    ...(trust.metadataUrl === null ? {} : { metadataUrl: trust.metadataUrl }),
    ...signerDto(trust),
    ...(trust.validUntil ? { validUntil: trust.validUntil.toISOString() } : {}),
    refreshedAt: trust.refreshedAt.toISOString(),
    ...(trust.nextRefreshAt ? { nextRefreshAt: trust.nextRefreshAt.toISOString() } : {}),
    ...failureDto(trust),
    warnings: warningsOf(trust, now),
    createdAt: trust.createdAt.toISOString(),
    updatedAt: trust.updatedAt.toISOString(),
  };
}

function signerDto({
  metadataSigningCertificate: der,
}: FoundTrust): Pick<IdpTrustDto, 'metadataSigningCertificate'> {
  const certificate = der && readCertificate(der);
  return certificate ? { metadataSigningCertificate: toCertificateDto(toStored(certificate)) } : {};
}

function failureDto(trust: FoundTrust): Pick<IdpTrustDto, 'refreshFailure'> {
  const failure = refreshFailureOf(trust);
  return failure ? { refreshFailure: { ...failure, since: failure.since.toISOString() } } : {};
}

export function toTrustPreviewDto(former: FoundTrust | null, next: FoundTrust, now: Date): TrustPreviewDto {
  const change = compareTrusts(former, next);
  const { added, removed, kept } = change.signingCertificates;
  return {
    dryRun: true,
    ...change,
    signingCertificates: {
      added: added.map(toCertificateDto),
      removed: removed.map(toCertificateDto),
      kept: kept.map(toCertificateDto),
    },
    warnings: warningsOf(next, now),
    trust: toIdpTrustDto(next, now),
  };
}

export function toCertificateDto({ der: _, ...certificate }: StoredCertificate): CertificateDto {
  return certificate;
}
