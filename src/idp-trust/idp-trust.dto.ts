import { IsIn, IsOptional, IsString, Length, ValidateBy } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../http/openapi-decorators';
import type { TrustSource } from './idp-trust.entity';
import { METADATA_URL_LIMIT, readMetadataUrl } from './metadata-url';
import { say } from '../sentences/sentence';
import { rule } from '../http/rule';

const ENTITY_ID_RULE = rule(say`must be a text of 1 to 1024 characters, given once`);

/** Exactly one of the two. */
export class PutIdpTrustBody {
  @IsOptional()
  @IsString(rule(say`must be the XML of the metadata as text`))
  metadataXml?: string | null;

  @IsOptional()
  @ValidateBy(
    {
      name: 'isMetadataUrl',
      validator: {
        validate: (value) => typeof value === 'string' && readMetadataUrl(value) !== undefined,
      },
    },
    rule(
      say`must be an https (or, where private addresses are allowed, http) address without credentials of at most ${METADATA_URL_LIMIT} characters`,
    ),
  )
  metadataUrl?: string | null;

  @IsOptional()
  @IsString(rule(say`must be a certificate, as PEM or as Base64`))
  metadataSigningCertificate?: string | null;
}

export class PutIdpTrustQuery {
  @ApiPropertyOptional({
    minLength: 1,
    maxLength: 1024,
    example: 'https://idp.acme.example/saml',
    description: 'Which IdP of an aggregate is meant.',
  })
  @IsOptional()
  @Length(1, 1024, ENTITY_ID_RULE)
  @IsString(ENTITY_ID_RULE)
  entityId?: string;

  @ApiPropertyOptional({
    enum: ['true', 'false'],
    default: 'false',
    description: 'With `true` nothing is written, and the answer is what would change.',
  })
  @IsOptional()
  @IsIn(['true', 'false'], rule(say`must be true or false`))
  dryRun?: 'true' | 'false';
}

export class EndpointDto {
  @ApiProperty({ example: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect' })
  binding: string;

  @ApiProperty({ example: 'https://idp.acme.example/saml/sso' })
  location: string;
}

export class SloEndpointDto extends EndpointDto {
  @ApiPropertyOptional({ example: 'https://idp.acme.example/saml/slo/answers' })
  responseLocation?: string;
}

export class CertificateDto {
  @ApiProperty({ example: 'CN=idp.acme.example' })
  subject: string;

  @ApiProperty({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  sha256Fingerprint: string;

  @ApiProperty({ format: 'date-time', example: '2025-01-01T00:00:00.000Z' })
  notBefore: string;

  @ApiProperty({ format: 'date-time', example: '2035-01-01T00:00:00.000Z' })
  notAfter: string;
}

export class WarningDto {
  @ApiProperty({ example: 'endpoint_not_https', description: 'More may come.' })
  code: string;

  @ApiProperty({ example: 'The endpoint http://idp.acme.example/saml/sso is plain http.' })
  message: string;
}

export class RefreshFailureDto {
  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  since: string;

  @ApiProperty({ example: 'idp.metadata_unreachable', description: 'Of the last one, as the message is.' })
  code: string;

  @ApiProperty({ example: 'The metadata could not be fetched: its host refuses the connection.' })
  message: string;

  @ApiProperty({ example: 3, description: 'In a row.' })
  count: number;
}

export class IdpTrustDto {
  @ApiProperty({ example: 'https://idp.acme.example/saml' })
  entityId: string;

  @ApiProperty({ type: EndpointDto, isArray: true })
  ssoServices: readonly EndpointDto[];

  @ApiProperty({ type: SloEndpointDto, isArray: true })
  sloServices: readonly SloEndpointDto[];

  @ApiProperty({ type: CertificateDto, isArray: true })
  signingCertificates: readonly CertificateDto[];

  @ApiProperty({ example: false })
  wantAuthnRequestsSigned: boolean;

  @ApiProperty({
    type: 'string',
    isArray: true,
    example: ['urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'],
  })
  nameIdFormats: readonly string[];

  @ApiProperty({ enum: ['upload', 'url'], example: 'upload' })
  source: TrustSource;

  @ApiPropertyOptional({ format: 'uri', example: 'https://idp.acme.example/saml/metadata' })
  metadataUrl?: string;

  @ApiPropertyOptional({
    description: 'Under its key the metadata must be signed. Absent: that is not checked.',
  })
  metadataSigningCertificate?: CertificateDto;

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2026-02-28T00:00:00.000Z',
    description: 'As the metadata says.',
  })
  validUntil?: string;

  @ApiProperty({
    format: 'date-time',
    example: '2026-01-31T09:30:00.000Z',
    description: 'When good metadata last came, changed or not.',
  })
  refreshedAt: string;

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2026-01-31T15:30:00.000Z',
    description: 'When metadataUrl is fetched again.',
  })
  nextRefreshAt?: string;

  @ApiPropertyOptional({ description: 'Absent while refreshes succeed.' })
  refreshFailure?: RefreshFailureDto;

  @ApiProperty({ type: WarningDto, isArray: true })
  warnings: readonly WarningDto[];

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  createdAt: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  updatedAt: string;
}
