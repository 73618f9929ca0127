import { ApiProperty, ApiPropertyOptional } from '../http/openapi-decorators';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { rule } from '../http/rule';
import { say } from '../sentences/sentence';
import { type Flaw, FLAW_KINDS, type FlawKind } from './flaw';
import type { NotedHead, Verification } from './verify-trail';

const MOST = 1_000_000_000;
const HEAD = /^[1-9]\d{0,8}:[0-9a-f]{64}$/;
const EXAMPLE_HEAD = '42:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const NULLABLE_INTEGER = { type: 'integer', nullable: true } as const;
const NULLABLE_INSTANT = { type: 'string', format: 'date-time', nullable: true } as const;

export class VerificationQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MOST,
    example: 200,
    description: 'Go on after this seal: `next` of the answer before.',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => readNumber(value))
  @IsInt(rule(say`must be a whole number from 1 to ${MOST}`))
  @Min(1, rule(say`must be a whole number from 1 to ${MOST}`))
  @Max(MOST, rule(say`must be a whole number from 1 to ${MOST}`))
  after?: number;

  @ApiPropertyOptional({
    pattern: HEAD.source,
    example: EXAMPLE_HEAD,
    description: 'The `head` of an earlier answer, noted elsewhere: the chain must still hold it.',
  })
  @IsOptional()
  @Matches(HEAD, rule(say`must be the head of an earlier verification: a number, a colon and 64 hex digits`))
  head?: string;
}

export class PlatformVerificationQuery extends VerificationQuery {
  @ApiPropertyOptional({
    format: 'uuid',
    example: '01890a5d-ac96-774b-bcce-b302099a8050',
    description: "The id of a tenant, also of one that was deleted; without it the platform's own trail.",
  })
  @IsOptional()
  @IsUUID('all', rule(say`must be the id of a tenant`))
  tenantId?: string;
}

function readNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value;
}

export class FlawDto {
  @ApiProperty({
    enum: FLAW_KINDS,
    example: 'events_removed',
    description:
      '`events_changed`, `events_removed`, `events_inserted`: the events up to a seal are not those that it was made of. `events_inserted` ' +
      'at the end (`upToSeal` null): events have numbers that the service never drew, so that they would never be sealed. `seals_missing`: ' +
      'seals were removed, or events put behind the last one under a number of before. `seal_changed`, `chain_broken`: a seal is not as it ' +
      'was made, or does not follow the one before. `key_unknown`: it was made with a key that is not there. `head_differs`: the chain does ' +
      'not hold the head that was asked for.',
  })
  kind: FlawKind;

  @ApiProperty({
    ...NULLABLE_INTEGER,
    example: 41,
    description: 'After which seal; null: from the beginning.',
  })
  afterSeal: number | null;

  @ApiProperty({ ...NULLABLE_INTEGER, example: 42, description: 'Up to which; null: at the end.' })
  upToSeal: number | null;

  @ApiProperty({
    ...NULLABLE_INSTANT,
    example: '2026-01-31T09:30:00.000Z',
    description: 'When those two were made.',
  })
  from: string | null;

  @ApiProperty({ ...NULLABLE_INSTANT, example: '2026-01-31T09:31:00.000Z' })
  to: string | null;

  @ApiProperty({ ...NULLABLE_INTEGER, example: 12, description: 'How many events were sealed.' })
  sealed: number | null;

  @ApiProperty({ ...NULLABLE_INTEGER, example: 11, description: 'How many there are.' })
  found: number | null;

  @ApiProperty({
    type: 'string',
    isArray: true,
    maxItems: 10,
    example: [],
    description: 'Of events that no seal knows, or that have numbers which were never drawn, some.',
  })
  eventIds: readonly string[];
}

export class TailDto {
  @ApiProperty({ type: 'integer', example: 3, description: 'Counted up to 100,000.' })
  events: number;

  @ApiProperty({ ...NULLABLE_INSTANT, example: '2026-01-31T09:31:02.000Z' })
  from: string | null;

  @ApiProperty({ ...NULLABLE_INSTANT, example: '2026-01-31T09:31:40.000Z' })
  to: string | null;
}

export class VerificationDto {
  @ApiProperty({ example: false, description: 'Whether nothing was wrong in what this answer is about.' })
  intact: boolean;

  @ApiProperty({ type: 'integer', example: 42, description: 'Seals that were verified.' })
  seals: number;

  @ApiProperty({ type: 'integer', example: 503, description: 'Their events that are there.' })
  events: number;

  @ApiProperty({
    ...NULLABLE_INTEGER,
    example: null,
    description:
      'Events were dropped as retention has it, the latest of them up to this seal; null: none were.',
  })
  droppedUpToSeal: number | null;

  @ApiProperty({ type: FlawDto, isArray: true })
  flaws: readonly FlawDto[];

  @ApiProperty({
    ...NULLABLE_INTEGER,
    example: null,
    description: 'Ask again with it as `after`; null: that was all.',
  })
  next: number | null;

  @ApiProperty({
    type: 'string',
    nullable: true,
    example: EXAMPLE_HEAD,
    description:
      'The last seal so far. Note it where nobody reaches it who may change the database: the end of a chain can be cut off.',
  })
  head: string | null;

  @ApiProperty({ ...NULLABLE_INSTANT, example: '2026-01-31T09:31:00.000Z' })
  headSealedAt: string | null;

  @ApiProperty({
    type: TailDto,
    nullable: true,
    description: 'What is not sealed yet: whoever changes it is not found out. Null before the end.',
  })
  tail: TailDto | null;
}

export function toVerificationDto({ head, tail, flaws, ...counts }: Verification): VerificationDto {
  return {
    intact: flaws.length === 0,
    seals: counts.seals,
    events: counts.events,
    droppedUpToSeal: counts.droppedUpTo,
    flaws: flaws.map(toFlawDto),
    next: counts.next,
    head: head && `${head.sequence}:${head.hash.toString('hex')}`,
    headSealedAt: instantOf(head?.sealedAt ?? null),
    tail: tail && { events: tail.count, from: instantOf(tail.from), to: instantOf(tail.to) },
  };
}

export function toNotedHead(head: string | undefined): NotedHead | null {
  const [sequence, hash] = head?.split(':') ?? [];
  if (sequence === undefined || hash === undefined) return null;
  return { sequence: Number(sequence), hash: Buffer.from(hash, 'hex') };
}

function toFlawDto({ from, to, ...flaw }: Flaw): FlawDto {
  return { ...flaw, from: instantOf(from), to: instantOf(to) };
}

function instantOf(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
