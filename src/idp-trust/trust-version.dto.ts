import { ApiProperty, ApiPropertyOptional } from '../http/openapi-decorators';
import { CertificateDto } from './idp-trust.dto';
import type { TrustSource } from './idp-trust.entity';
import { VERSION_REASONS, type VersionReason } from './idp-trust-version.entity';
import type { FoundVersion } from './idp-trust-versions.repository';
import { toCertificateDto } from './idp-trust-view';

export class TrustVersionDto {
  @ApiProperty({ example: 3 })
  number: number;

  @ApiProperty({ example: 'https://idp.acme.example/saml' })
  entityId: string;

  @ApiProperty({ enum: ['upload', 'url'], example: 'url' })
  source: TrustSource;

  @ApiPropertyOptional({ format: 'uri', example: 'https://idp.acme.example/saml/metadata' })
  metadataUrl?: string;

  @ApiProperty({ type: CertificateDto, isArray: true })
  signingCertificates: readonly CertificateDto[];

  @ApiProperty({ enum: VERSION_REASONS, example: 'refresh' })
  reason: VersionReason;

  @ApiProperty({ example: 'refresh', description: 'As in the audit trail.' })
  actor: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  createdAt: string;
}

export function toTrustVersionDto(version: FoundVersion): TrustVersionDto {
  const { number, entityId, source, metadataUrl, reason, actor, createdAt } = version;
  return {
    number,
    entityId,
    source,
    ...(metadataUrl === null ? {} : { metadataUrl }),
    signingCertificates: version.signingCertificates.map(toCertificateDto),
    reason,
    actor,
    createdAt: createdAt.toISOString(),
  };
}
