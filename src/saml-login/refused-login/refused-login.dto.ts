import { IsIn, IsOptional } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../../http/openapi-decorators';
import { IsRequestId } from '../../audit/audit-event.dto';
import { codes } from '../../http/codes';
import { IsInstant, readInstant } from '../../http/instant';
import { ListQuery } from '../../http/list-page.dto';
import type { RefusedLogin, RefusedLoginFilter } from './refused-logins.repository';
import { say } from '../../sentences/sentence';
import { rule } from '../../http/rule';

export class RefusedLoginsQuery extends ListQuery {
  @ApiPropertyOptional({ format: 'date-time', description: 'Inclusive.', example: '2026-01-01T00:00:00Z' })
  @IsOptional()
  @IsInstant()
  from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Exclusive.', example: '2026-02-01T00:00:00Z' })
  @IsOptional()
  @IsInstant()
  to?: string;

  @ApiPropertyOptional({ example: 'saml.audience_mismatch', description: 'Refused with this code.' })
  @IsOptional()
  @IsIn(Object.keys(codes), rule(say`must be a code of a problem, such as saml.expired`))
  code?: string;

  @ApiPropertyOptional({ example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  @IsOptional()
  @IsRequestId()
  requestId?: string;
}

export class RefusedLoginDto {
  @ApiProperty({
    example: '01890a5d-ac96-774b-bcce-b302099a8057',
    description: "The id that the user's page shows.",
  })
  requestId: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  time: string;

  @ApiProperty({ example: 'saml.audience_mismatch' })
  code: string;

  @ApiProperty({
    type: 'string',
    nullable: true,
    example: null,
    description: 'Whom the identity provider vouched for, where that could be a user of this tenant.',
  })
  userName: string | null;

  @ApiProperty({ example: '203.0.113.7' })
  ip: string;

  @ApiProperty({
    example: true,
    description: 'Whether a key that is trusted had signed it; anybody can have written what is not.',
  })
  isSignedByTrustedKey: boolean;
}

export function toFilter({ from, to, code, requestId }: RefusedLoginsQuery): RefusedLoginFilter {
  return { from: readInstant(from), to: readInstant(to), code, requestId };
}

export function toRefusedLoginDto({
  requestId,
  time,
  code,
  userName,
  ip,
  kind,
}: RefusedLogin): RefusedLoginDto {
  return {
    requestId,
    time: time.toISOString(),
    code,
    userName,
    ip,
    isSignedByTrustedKey: kind === 'vouched',
  };
}
