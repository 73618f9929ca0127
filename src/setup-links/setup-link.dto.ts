import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../http/openapi-decorators';
import { IsInstant } from '../http/instant';
import { IsOneLine } from '../http/one-line';
import type { SetupLinkEntity } from './setup-link.entity';
import { LONGEST_SECONDS, SHORTEST_SECONDS } from './setup-link-limits';
import { say } from '../sentences/sentence';
import { rule } from '../http/rule';

const TTL = rule(say`must be a whole number of seconds from ${SHORTEST_SECONDS} to ${LONGEST_SECONDS}`);
const STATES = ['unused', 'opened', 'expired', 'revoked'] as const;
const NULLABLE_INSTANT = { type: 'string', format: 'date-time', nullable: true } as const;

export type SetupLinkState = (typeof STATES)[number];

export class CreateSetupLinkBody {
  @ApiPropertyOptional({
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: 'At most 30 days ahead; without it and ttlSeconds the link lasts seven.',
  })
  @IsOptional()
  @IsInstant()
  expiresAt?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: SHORTEST_SECONDS,
    maximum: LONGEST_SECONDS,
    nullable: true,
    example: 604_800,
    description: 'Instead of expiresAt.',
  })
  @IsOptional()
  @Max(LONGEST_SECONDS, TTL)
  @Min(SHORTEST_SECONDS, TTL)
  @IsInt(TTL)
  ttlSeconds?: number | null;

  @ApiPropertyOptional({
    type: 'string',
    nullable: true,
    maxLength: 200,
    example: 'For Jo of the IT department',
  })
  @IsOptional()
  @IsOneLine(200)
  note?: string | null;
}

export class SetupLinkDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  id: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'For Jo of the IT department' })
  note: string | null;

  @ApiProperty({
    enum: STATES,
    example: 'unused',
    description: 'opened: one browser has taken it, and works by it.',
  })
  state: SetupLinkState;

  @ApiProperty({ example: 'platform', description: 'Who made it.' })
  createdBy: string;

  @ApiProperty({
    format: 'date-time',
    example: '2026-02-07T09:30:00.000Z',
    description: 'Of the link, and of what it opened.',
  })
  expiresAt: string;

  @ApiProperty({ ...NULLABLE_INSTANT, example: null })
  openedAt: string | null;

  @ApiProperty({ ...NULLABLE_INSTANT, example: null })
  revokedAt: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  createdAt: string;
}

export class CreatedSetupLinkDto extends SetupLinkDto {
  @ApiProperty({
    format: 'uri',
    example: 'https://sso.example/admin/set-up/acme?secret=TkNGz5Xq0c1l7wYdR3b9mJ4sUeHhV8oPaFi6tQxLgKE',
    description:
      'Shown this once: only the hash of its secret is kept. The first browser that takes it has it.',
  })
  url: string;
}

export function toSetupLinkDto(link: SetupLinkEntity, now: Date): SetupLinkDto {
  const { id, note, createdBy, expiresAt, openedAt, revokedAt, createdAt } = link;
  return {
    id,
    note,
    state: stateOf(link, now),
    createdBy,
    expiresAt: expiresAt.toISOString(),
    openedAt: openedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

/** The only answer that shows the link. */
export function toCreatedSetupLinkDto(link: SetupLinkEntity, url: string, now: Date): CreatedSetupLinkDto {
  return Object.assign(toSetupLinkDto(link, now), { url });
}

function stateOf({ revokedAt, expiresAt, openedAt }: SetupLinkEntity, now: Date): SetupLinkState {
  if (revokedAt) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return openedAt ? 'opened' : 'unused';
}
