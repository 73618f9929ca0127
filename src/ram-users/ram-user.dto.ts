import { IsEmail, IsIn, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../http/openapi-decorators';
import { ListQuery } from '../http/list-page.dto';
import { IsOneLine } from '../http/one-line';
import { USER_NAME, writePrincipalName } from '../principal-names/principal-name';
import type { ConsoleRole, RamUserEntity, RamUserStatus } from './ram-user.entity';
import { say } from '../sentences/sentence';
import { rule } from '../http/rule';

const USER_NAME_RULE = rule(say`must be 1 to 64 of a-z, A-Z, 0-9, ".", "-" and "_", and not "." or ".."`);
const PHONE = /^\+?[0-9(](?:[0-9 ().-]{1,29}[0-9])$/;
const COMMENTS = /^(?:[^\p{Cc}]|[\t\r\n]){1,1024}$/u;

/** What a caller may set beside the name, all of it optional; null is the default. */
class RamUserProfileBody {
  @ApiPropertyOptional({ type: 'string', nullable: true, maxLength: 128, example: 'Alice Liddell' })
  @IsOptional()
  @IsOneLine(128)
  displayName?: string | null;

  @ApiPropertyOptional({
    type: 'string',
    format: 'email',
    nullable: true,
    maxLength: 254,
    example: 'alice@acme.example',
  })
  @IsOptional()
  @IsEmail({}, rule(say`must be an email address of at most 254 characters, alice@acme.example`))
  @MaxLength(254, rule(say`must be an email address of at most 254 characters, alice@acme.example`))
  email?: string | null;

  @ApiPropertyOptional({ type: 'string', nullable: true, maxLength: 32, example: '+49 151 23456789' })
  @IsOptional()
  @Matches(
    PHONE,
    rule(say`must be a phone number of at most 32 digits, spaces, "(", ")", "." and "-", +49 151 23456789`),
  )
  mobilePhone?: string | null;

  @ApiPropertyOptional({ type: 'string', nullable: true, maxLength: 1024, example: 'On leave until March' })
  @IsOptional()
  @Matches(
    COMMENTS,
    rule(say`must be a text of 1 to 1024 characters without control characters but tabs and line ends`),
  )
  comments?: string | null;

  @ApiPropertyOptional({
    enum: ['active', 'disabled'],
    default: 'active',
    nullable: true,
    description: 'Disabling ends his sessions.',
  })
  @IsOptional()
  @IsIn(['active', 'disabled'], rule(say`must be active or disabled`))
  status?: RamUserStatus | null;

  @ApiPropertyOptional({
    enum: ['none', 'viewer', 'admin'],
    default: 'none',
    nullable: true,
    description: 'What he may do in the console, once he has signed in through SSO.',
  })
  @IsOptional()
  @IsIn(['none', 'viewer', 'admin'], rule(say`must be none, viewer or admin`))
  consoleRole?: ConsoleRole | null;
}

export class CreateRamUserBody extends RamUserProfileBody {
  @ApiProperty({
    pattern: USER_NAME.source,
    example: 'alice',
    description: 'Unique in its tenant without regard to case.',
  })
  @Matches(USER_NAME, USER_NAME_RULE)
  userName: string;
}

/** A JSON Merge Patch. */
export class UpdateRamUserBody extends RamUserProfileBody {
  @ApiPropertyOptional({ pattern: USER_NAME.source, example: 'alice', description: 'Renames.' })
  @ValidateIf((_, value) => value !== undefined)
  @Matches(USER_NAME, USER_NAME_RULE)
  userName?: string;
}

export class RamUsersQuery extends ListQuery {
  @ApiPropertyOptional({
    maxLength: 128,
    example: 'ali',
    description: 'Users whose userName, displayName or email contain it, without regard to case.',
  })
  @IsOptional()
  @Matches(
    /^[^\p{Cc}]{0,128}$/u,
    rule(say`must be a text of at most 128 characters without control characters`),
  )
  @IsString(rule(say`must appear once`))
  query?: string;
}

export class RamUserDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  id: string;

  @ApiProperty({ example: 'alice' })
  userName: string;

  @ApiProperty({ example: 'alice@acme.ram.localhost' })
  userPrincipalName: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'Alice Liddell' })
  displayName: string | null;

  @ApiProperty({ type: 'string', nullable: true, example: 'alice@acme.example' })
  email: string | null;

  @ApiProperty({ type: 'string', nullable: true, example: '+49 151 23456789' })
  mobilePhone: string | null;

  @ApiProperty({ type: 'string', nullable: true, example: null })
  comments: string | null;

  @ApiProperty({ enum: ['active', 'disabled'], example: 'active' })
  status: RamUserStatus;

  @ApiProperty({ enum: ['none', 'viewer', 'admin'], example: 'none' })
  consoleRole: ConsoleRole;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, example: '2026-01-31T09:30:00.000Z' })
  lastLoginAt: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  createdAt: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  updatedAt: string;
}

/** @param defaultDomain of the user's tenant */
export function toRamUserDto(user: RamUserEntity, defaultDomain: string): RamUserDto {
  const { id, userName, displayName, email, mobilePhone, comments, status, consoleRole } = user;
  return {
    id,
    userName,
    userPrincipalName: writePrincipalName(userName, defaultDomain),
    displayName,
    email,
    mobilePhone,
    comments,
    status,
    consoleRole,
    lastLoginAt: user.lastLoginAt?.toISOString() ?? null,
    createdAt: user.createdAt.toISOString(),
    updatedAt: user.updatedAt.toISOString(),
  };
}
