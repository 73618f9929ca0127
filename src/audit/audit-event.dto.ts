import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../http/openapi-decorators';
import { IsInstant, readInstant } from '../http/instant';
import { REQUEST_ID } from '../http/request-id';
import { ListQuery } from '../http/list-page.dto';
import { codes } from '../http/codes';
import type { AuditFilter } from './audit.repository';
import { AUDIT_OUTCOMES, type AuditEventEntity, type AuditOutcome } from './audit-event.entity';
import { listed, say } from '../sentences/sentence';
import { rule } from '../http/rule';

const ABOUT_REQUEST_ID = {
  example: '01890a5d-ac96-774b-bcce-b302099a8057',
  description: 'What the request caused that was answered with this id.',
};

export const IsRequestId = () =>
  Matches(REQUEST_ID, rule(say`must be the id of a request: a page, a problem or a log has it`));

export class AuditEventsQuery extends ListQuery {
  @ApiPropertyOptional({ format: 'date-time', description: 'Inclusive.', example: '2026-01-01T00:00:00Z' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Exclusive.', example: '2026-02-01T00:00:00Z' })
  @IsOptional()
  @IsInstant()
  to?: string;

  @ApiPropertyOptional({ example: 'login', description: 'Events of this type alone.' })
  @IsOptional()
  @Matches(/^[a-z_]{1,32}(?:\.[a-z_]{1,32})?$/, rule(say`must be a type of event, login or tenant.updated`))
  type?: string;

  @ApiPropertyOptional({ description: 'Without regard to case.', example: 'alice', maxLength: 1024 })
  @IsOptional()
  @Length(1, 1024, rule(say`must have 1 to 1024 characters`))
  @IsString(rule(say`must appear once`))
  userName?: string;

  @ApiPropertyOptional(ABOUT_REQUEST_ID)
  @IsOptional()
  @IsRequestId()
  requestId?: string;

  @ApiPropertyOptional({ example: 'saml.expired', description: 'What was refused, or failed, with it.' })
  @IsOptional()
  @IsIn(Object.keys(codes), rule(say`must be a code of a problem, such as saml.expired`))
  code?: string;

  @ApiPropertyOptional({ enum: AUDIT_OUTCOMES })
  @IsOptional()
  @IsIn(AUDIT_OUTCOMES, rule(say`must be one of ${listed(AUDIT_OUTCOMES)}`))
  outcome?: AuditOutcome;
}

export class AuditEventDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  id: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  time: string;

  @ApiProperty({ example: 'login', description: 'More types may come.' })
  type: string;

  @ApiProperty({
    example: 'anonymous',
    description:
      '`platform`, `api-token:<id>`; of a browser `user:<userName>`, or `anonymous`; `idp`; `refresh`, of the service itself when it fetches metadata again, and `watch`, when it tells what ends soon; `webhooks`, when it sends to them; `retention`, when it drops what is old.',
  })
  actor: string;

  @ApiPropertyOptional({ example: 'alice', description: 'Whom it is about.' })
  userName?: string;

  @ApiProperty({ enum: ['success', 'refused'], example: 'refused' })
  outcome: AuditOutcome;

  @ApiPropertyOptional({ example: 'saml.expired', description: 'Why it was refused.' })
  code?: string;

  @ApiProperty({
    example: '203.0.113.7',
    description: 'Of whoever asked; `none` where it was the service itself.',
  })
  ip: string;

  @ApiProperty({
    example: '01890a5d-ac96-774b-bcce-b302099a8057',
    description: 'The same on the page or problem that was answered.',
  })
  requestId: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { expected: 'before 09:00', actual: '09:30' },
    description: 'What the type has to tell; of a refusal what was expected, what came, and a hint.',
  })
  details: Record<string, unknown>;
}

export function toAuditEventDto(event: AuditEventEntity): AuditEventDto {
  const { id, time, type, actor, userName, outcome, code, ip, requestId, details } = event;
  return {
    id,
    time: time.toISOString(),
    type,
    actor,
    outcome,
    ip,
    requestId,
    details,
    ...(userName === null ? {} : { userName }),
    ...(code === null ? {} : { code }),
  };
}

export function toAuditFilter(query: AuditEventsQuery): AuditFilter {
  const { type, userName, requestId, code, outcome } = query;
  return {
    from: readInstant(query.from),
    to: readInstant(query.to),
    type,
    userName,
    requestId,
    code,
    outcome,
  };
}
