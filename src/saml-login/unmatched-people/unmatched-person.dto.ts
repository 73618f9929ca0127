import { ApiProperty } from '../../http/openapi-decorators';
import type { SuggestedPerson } from './unmatched-people.service';

class NearUserDto {
  @ApiProperty({ example: 'alice.ngo' })
  userName: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'Alice Ngo' })
  displayName: string | null;
}

export class UnmatchedPersonDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  id: string;

  @ApiProperty({ example: 'alice.ngoo', description: 'What a RAM user must be called to match.' })
  userName: string;

  @ApiProperty({
    example: 'alice.ngoo@acme.example',
    description: 'As the identity provider sent it, in the NameID or in the attribute that the tenant names.',
  })
  nameId: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  firstSeenAt: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:45:00.000Z' })
  lastSeenAt: string;

  @ApiProperty({ type: 'integer', example: 3, description: 'How often a login was refused for it.' })
  count: number;

  @ApiProperty({
    type: NearUserDto,
    isArray: true,
    description: 'Users with the nearest names, at most three, as of the last attempt.',
  })
  nearest: readonly NearUserDto[];
}

export function toUnmatchedPersonDto({
  firstSeenAt,
  lastSeenAt,
  ...person
}: SuggestedPerson): UnmatchedPersonDto {
  return { ...person, firstSeenAt: firstSeenAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() };
}
