import { ApiProperty } from '../http/openapi-decorators';
import type { ListedSession } from './sessions.repository';
import type { SignedIn } from './sessions.service';

export class SessionDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  id: string;

  @ApiProperty({ example: 'alice' })
  userName: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  issuedAt: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T15:30:00.000Z' })
  expiresAt: string;

  @ApiProperty({
    format: 'date-time',
    example: '2026-01-31T09:29:57.000Z',
    description: 'When the IdP signed the user in.',
  })
  authnInstant: string;

  @ApiProperty({ example: '203.0.113.7' })
  ip: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/146.0' })
  userAgent: string | null;
}

export class SignedInUserDto {
  @ApiProperty({ example: 'alice' })
  userName: string;

  @ApiProperty({ example: 'alice@acme.ram.localhost' })
  userPrincipalName: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'Alice Liddell' })
  displayName: string | null;
}

export class SignedInDto {
  @ApiProperty({ example: 'acme', description: "The tenant's alias." })
  tenant: string;

  @ApiProperty({ type: SignedInUserDto })
  user: SignedInUserDto;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  issuedAt: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T15:30:00.000Z' })
  expiresAt: string;

  @ApiProperty({
    format: 'date-time',
    example: '2026-01-31T09:29:57.000Z',
    description: 'When the IdP signed the user in.',
  })
  authnInstant: string;
}

export function toSessionDto({
  id,
  userName,
  issuedAt,
  expiresAt,
  authnInstant,
  ip,
  userAgent,
}: ListedSession): SessionDto {
  return { id, userName, ...instants({ issuedAt, expiresAt, authnInstant }), ip, userAgent };
}

export function toSignedInDto({
  tenantAlias,
  user,
  issuedAt,
  expiresAt,
  authnInstant,
}: SignedIn): SignedInDto {
  const { userName, userPrincipalName, displayName } = user;
  return {
    tenant: tenantAlias,
    user: { userName, userPrincipalName, displayName },
    ...instants({ issuedAt, expiresAt, authnInstant }),
  };
}

function instants(times: Pick<SignedIn, 'issuedAt' | 'expiresAt' | 'authnInstant'>) {
  return {
    issuedAt: times.issuedAt.toISOString(),
    expiresAt: times.expiresAt.toISOString(),
    authnInstant: times.authnInstant.toISOString(),
  };
}
