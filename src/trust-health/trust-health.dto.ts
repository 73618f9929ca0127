import { ApiProperty, ApiPropertyOptional } from '../http/openapi-decorators';
import { CertificateDto, RefreshFailureDto, WarningDto } from '../idp-trust/idp-trust.dto';
import type { DatedSpKey } from '../sp-keys/sp-key-facts';
import { WATCHED_KINDS, type WatchedKind } from './find-drift';

export class WatchedCertificateDto extends CertificateDto {
  @ApiProperty({ example: 2890, description: 'Days, begun ones counted in; 0 or less once it has expired.' })
  daysLeft: number;
}

export class IdpHealthDto {
  @ApiProperty({ example: true, description: 'False: there is no trust, and nothing else stands here.' })
  configured: boolean;

  @ApiPropertyOptional({ example: 'https://idp.acme.example/saml' })
  entityId?: string;

  @ApiPropertyOptional({ enum: ['upload', 'url'], example: 'url' })
  source?: 'upload' | 'url';

  @ApiPropertyOptional({ format: 'uri', example: 'https://idp.acme.example/saml/metadata' })
  metadataUrl?: string;

  @ApiProperty({ type: WatchedCertificateDto, isArray: true, description: 'Those of the metadata.' })
  signingCertificates: readonly WatchedCertificateDto[];

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2026-02-28T00:00:00.000Z',
    description: 'Of the metadata, where they say it.',
  })
  validUntil?: string;

  @ApiPropertyOptional({ example: 28, description: 'Days until validUntil, as daysLeft counts them.' })
  metadataDaysLeft?: number;

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2026-01-31T09:30:00.000Z',
    description: 'When good metadata last came, changed or not.',
  })
  refreshedAt?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2026-01-31T15:30:00.000Z',
    description: 'Absent for an upload.',
  })
  nextRefreshAt?: string;

  @ApiPropertyOptional({ description: 'Absent while refreshes succeed.' })
  refreshFailure?: RefreshFailureDto;
}

export class WatchedSpKeyDto extends WatchedCertificateDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  id: string;

  @ApiProperty({ enum: ['signing', 'encryption'], example: 'signing' })
  purpose: DatedSpKey['use'];

  @ApiProperty({
    enum: ['current', 'next'],
    example: 'current',
    description: 'As the list of SP keys has it.',
  })
  status: DatedSpKey['status'];

  @ApiProperty({ enum: ['rsa-2048', 'ec-p256'], example: 'rsa-2048', description: 'The kind of key.' })
  algorithm: DatedSpKey['algorithm'];
}

export class SpHealthDto {
  @ApiProperty({
    type: WatchedSpKeyDto,
    isArray: true,
    description: "The tenant's own keys, as far as they are made yet; the previous ones are not watched.",
  })
  keys: readonly WatchedSpKeyDto[];
}

export class LastLoginDto {
  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  at: string;
}

export class RefusalCountDto {
  @ApiProperty({ example: 'user.not_found', description: 'As the audit events have it.' })
  code: string;

  @ApiProperty({ example: 3, description: 'How many sign-ins were refused with it.' })
  count: number;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:12:00.000Z' })
  lastAt: string;
}

export class KeyUseDto {
  @ApiProperty({
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    description: "Of the key's certificate; `other` where it is not known.",
  })
  sha256Fingerprint: string;

  @ApiProperty({ example: true, description: 'Whether it is among signingCertificates now.' })
  trusted: boolean;

  @ApiProperty({ example: 412, description: 'How many sign-ins it signed.' })
  count: number;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  lastAt: string;
}

export class CountDto {
  @ApiProperty({ example: 'rsa-sha256' })
  value: string;

  @ApiProperty({ example: 57, description: 'How many sign-ins had it.' })
  count: number;
}

export class DriftDto {
  @ApiProperty({
    enum: WATCHED_KINDS,
    example: 'signature_algorithm',
    description:
      'Of clock_difference the values are seconds, in steps, by which the clock of the IdP is ahead of ours; of binding they say how the request went, and unsolicited where there was none.',
  })
  kind: WatchedKind;

  @ApiProperty({ type: CountDto, isArray: true, description: 'Of today and yesterday, in UTC.' })
  lately: readonly CountDto[];

  @ApiProperty({ type: CountDto, isArray: true, description: 'Of the seven days before those.' })
  before: readonly CountDto[];

  @ApiPropertyOptional({ example: 0, description: 'Of clock_difference, where somebody signed in.' })
  median?: number;

  @ApiPropertyOptional({ example: 0, description: 'Likewise, of the seven days before.' })
  medianBefore?: number;

  @ApiProperty({ example: false, description: 'Whether it is warned of.' })
  changed: boolean;
}

export class TrustHealthDto {
  @ApiProperty({
    enum: ['ok', 'warning', 'failing'],
    example: 'ok',
    description: '`warning`: read the warnings. `failing`: nobody can sign in.',
  })
  status: 'ok' | 'warning' | 'failing';

  @ApiProperty({ format: 'date-time', example: '2026-01-31T10:00:00.000Z' })
  checkedAt: string;

  @ApiProperty({ description: "What of the IdP's trust ends when, and how it is kept fresh." })
  idp: IdpHealthDto;

  @ApiProperty({ description: 'What of our own side ends when.' })
  sp: SpHealthDto;

  @ApiProperty({
    type: LastLoginDto,
    nullable: true,
    description: 'Null where there was none in ninety days.',
  })
  lastSuccessfulLogin: LastLoginDto | null;

  @ApiProperty({
    type: RefusalCountDto,
    isArray: true,
    description: 'Of the last seven days, the latest first.',
  })
  lastRefusals: readonly RefusalCountDto[];

  @ApiProperty({
    type: KeyUseDto,
    isArray: true,
    description:
      'Which keys signed in the last ninety days, the latest first: the old one of a roll-over is no longer used.',
  })
  signedBy: readonly KeyUseDto[];

  @ApiProperty({
    type: DriftDto,
    isArray: true,
    description: 'What sign-ins were like today and yesterday, beside the seven days before.',
  })
  drift: readonly DriftDto[];

  @ApiProperty({ type: WarningDto, isArray: true, description: 'More codes may come.' })
  warnings: readonly WarningDto[];
}
