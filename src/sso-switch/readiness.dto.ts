import { ApiProperty } from '../http/openapi-decorators';
import type { Readiness } from './find-readiness';

const NULLABLE_INSTANT = { type: 'string', format: 'date-time', nullable: true } as const;

export class ReadyTrustDto {
  @ApiProperty({ example: 'https://idp.acme.example/saml' })
  entityId: string;

  @ApiProperty({ example: true, description: 'False: none of its keys is believed.' })
  usable: boolean;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  updatedAt: string;
}

export class LastTestDto {
  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:31:00.000Z' })
  testedAt: string;

  @ApiProperty({ example: true, description: 'All held, but perhaps that single sign-on is off.' })
  passed: boolean;

  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'sso.disabled',
    description: 'Of the first check that failed.',
  })
  code: string | null;

  @ApiProperty({ type: 'string', nullable: true, example: 'alice' })
  userName: string | null;

  @ApiProperty({ example: false, description: 'The trust has become another since.' })
  outdated: boolean;
}

export class UnmatchedUserDto {
  @ApiProperty({ example: 'bob' })
  userName: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'Bob Stone' })
  displayName: string | null;

  @ApiProperty({ ...NULLABLE_INSTANT, example: null })
  lastLoginAt: string | null;
}

export class LockedOutDto {
  @ApiProperty({ type: 'integer', example: 1 })
  count: number;

  @ApiProperty({
    type: UnmatchedUserDto,
    isArray: true,
    maxItems: 100,
    description:
      'The first hundred: who never was named, then whom only another IdP named, then who was longest ago.',
  })
  first: readonly UnmatchedUserDto[];
}

export class ReadyUsersDto {
  @ApiProperty({ type: 'integer', example: 42 })
  active: number;

  @ApiProperty({
    type: 'integer',
    example: 41,
    description: 'Whom an assertion of the present IdP named since matchedSince, at a sign-in or a test.',
  })
  matched: number;

  @ApiProperty({ format: 'date', example: '2026-01-01', description: 'Thirty days back, in UTC.' })
  matchedSince: string;

  @ApiProperty({ description: 'Active users whom none named: as far as is known, they could not sign in.' })
  wouldBeLockedOut: LockedOutDto;
}

export class ReadinessWarningDto {
  @ApiProperty({
    example: 'users_unmatched',
    description:
      "not_configured, no_usable_key, not_tested, test_outdated, test_failed, no_users, users_unmatched, and those of the trust's metadata.",
  })
  code: string;

  @ApiProperty({ example: 'No assertion of the last days named 1 of 42 active users.' })
  message: string;
}

export class ReadinessDto {
  @ApiProperty({ example: false })
  ssoEnabled: boolean;

  @ApiProperty({ ...NULLABLE_INSTANT, example: null })
  ssoTrialEndsAt: string | null;

  @ApiProperty({ type: ReadyTrustDto, nullable: true })
  trust: ReadyTrustDto | null;

  @ApiProperty({ type: LastTestDto, nullable: true })
  lastTest: LastTestDto | null;

  @ApiProperty()
  users: ReadyUsersDto;

  @ApiProperty({ type: ReadinessWarningDto, isArray: true, description: 'None: nothing speaks against it.' })
  warnings: readonly ReadinessWarningDto[];
}

export function toReadinessDto({
  ssoEnabled,
  ssoTrialEndsAt,
  trust,
  lastTest,
  users,
  warnings,
}: Readiness): ReadinessDto {
  const { active, matched, since, unmatched } = users;
  return {
    ssoEnabled,
    ssoTrialEndsAt: ssoTrialEndsAt?.toISOString() ?? null,
    trust: trust && {
      entityId: trust.entityId,
      usable: trust.isUsable,
      updatedAt: trust.updatedAt.toISOString(),
    },
    lastTest: lastTest && {
      testedAt: lastTest.testedAt.toISOString(),
      passed: lastTest.isPassed,
      code: lastTest.code,
      userName: lastTest.userName,
      outdated: lastTest.isOutdated,
    },
    users: {
      active,
      matched,
      matchedSince: since,
      wouldBeLockedOut: {
        count: active - matched,
        first: unmatched.map((user) => ({ ...user, lastLoginAt: user.lastLoginAt?.toISOString() ?? null })),
      },
    },
    warnings: warnings.map(({ code, message }) => ({ code, message })),
  };
}
