import { ApiProperty, ApiPropertyOptional } from '../http/openapi-decorators';
import { WarningDto } from '../idp-trust/idp-trust.dto';
import { ENDING_KINDS, type Ending } from './ending';
import { UNUSABLE_REASONS, type UnusableReason } from './unusable-trusts.repository';

export class CountedDto {
  @ApiProperty({ example: 412, description: 'As far as it is counted.' })
  count: number;

  @ApiProperty({ example: false, description: 'Whether there are more than that.' })
  more: boolean;
}

export class LoginDayDto {
  @ApiProperty({ format: 'date', example: '2026-01-31', description: 'In UTC.' })
  day: string;

  @ApiProperty({ example: 57 })
  succeeded: number;

  @ApiProperty({ example: 3 })
  refused: number;
}

export class RefusedOftenDto {
  @ApiProperty({ example: 'user.not_found', description: 'As the audit events have it.' })
  code: string;

  @ApiProperty({ example: 3 })
  count: number;
}

export class ShownLoginsDto {
  @ApiProperty({
    type: LoginDayDto,
    isArray: true,
    description: 'Of the last thirty days, today included and the oldest first; days without a sign-in too.',
  })
  days: readonly LoginDayDto[];

  @ApiProperty({
    type: RefusedOftenDto,
    isArray: true,
    description: 'Of the same days, the most frequent first.',
  })
  refusals: readonly RefusedOftenDto[];
}

export class EndingDto {
  @ApiProperty({ enum: ENDING_KINDS, example: 'idp_certificate' })
  kind: Ending['kind'];

  @ApiProperty({
    example: 'CN=idp.acme.example',
    description: "Of the certificate; of metadata the IdP's entityID.",
  })
  subject: string;

  @ApiPropertyOptional({
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    description: 'Absent of metadata.',
  })
  sha256Fingerprint?: string;

  @ApiProperty({ format: 'date-time', example: '2026-02-28T00:00:00.000Z' })
  notAfter: string;

  @ApiProperty({ example: 28, description: 'Days, begun ones counted in.' })
  daysLeft: number;
}

export class TenantEndingDto extends EndingDto {
  @ApiProperty({ example: 'acme', description: "The tenant's alias." })
  tenant: string;
}

export class TenantDashboardDto {
  @ApiProperty({ format: 'date-time', example: '2026-01-31T10:00:00.000Z' })
  checkedAt: string;

  @ApiProperty({
    enum: ['ok', 'warning', 'failing'],
    example: 'ok',
    description: "As the trust's health has it. `failing`: nobody can sign in.",
  })
  status: 'ok' | 'warning' | 'failing';

  @ApiProperty({ type: WarningDto, isArray: true, description: 'More codes may come.' })
  warnings: readonly WarningDto[];

  @ApiProperty({ description: 'RAM users, counted up to 10,000.' })
  users: CountedDto;

  @ApiProperty({ description: 'Sessions that are live, counted up to 1,000.' })
  sessions: CountedDto;

  @ApiProperty({ description: 'How sign-ins went, a day.' })
  logins: ShownLoginsDto;

  @ApiProperty({
    type: EndingDto,
    isArray: true,
    description: 'What ends in the next ninety days, the soonest first.',
  })
  endings: readonly EndingDto[];
}

export class UnusableTenantsDto extends CountedDto {
  @ApiProperty({
    enum: UNUSABLE_REASONS,
    example: 'not_configured',
    description:
      '`not_configured`: no IdP. `sso_disabled`: switched off; such tenants are not told of for the other reasons. `certificates_expired`: every certificate of the IdP has expired. `refresh_failing`: its metadata can not be fetched again.',
  })
  reason: UnusableReason;

  @ApiProperty({
    type: 'string',
    isArray: true,
    example: ['acme'],
    description: 'Aliases of such tenants, at most twenty.',
  })
  tenants: readonly string[];
}

export class PlatformDashboardDto {
  @ApiProperty({ format: 'date-time', example: '2026-01-31T10:00:00.000Z' })
  checkedAt: string;

  @ApiProperty({ description: 'Counted up to 10,000.' })
  tenants: CountedDto;

  @ApiProperty({
    description: 'How sign-ins of all tenants went, a day; of tenants that are gone by now too.',
  })
  logins: ShownLoginsDto;

  @ApiProperty({
    type: TenantEndingDto,
    isArray: true,
    description: 'What ends in the next ninety days, the soonest first; at most fifty.',
  })
  endings: readonly TenantEndingDto[];

  @ApiProperty({
    type: UnusableTenantsDto,
    isArray: true,
    description: 'Tenants of which nobody can sign in, or soon: one entry a reason, counted up to 1,000.',
  })
  unusable: readonly UnusableTenantsDto[];
}
