import { entityTag } from '../http/entity-tag';
import type { IdpTrustDto } from './idp-trust.dto';
import type { FoundTrust } from './idp-trusts.repository';

/** Metadata that comes anew makes a trust of another id. */
export function trustTag({ id }: Pick<FoundTrust, 'id'>): string {
  return entityTag(id, 1);
}

export function toIdpTrustDto(trust: FoundTrust): IdpTrustDto {
  const { entityId, ssoServices, sloServices, wantAuthnRequestsSigned, nameIdFormats, source, warnings } =
    trust;
  return {
    entityId,
    ssoServices,
    sloServices,
    signingCertificates: trust.signingCertificates.map(({ der: _, ...certificate }) => certificate),
    wantAuthnRequestsSigned,
    nameIdFormats,
    source,
    ...(trust.metadataUrl === null ? {} : { metadataUrl: trust.metadataUrl }),
    refreshedAt: trust.refreshedAt.toISOString(),
    warnings,
    createdAt: trust.createdAt.toISOString(),
    updatedAt: trust.updatedAt.toISOString(),
  };
}
