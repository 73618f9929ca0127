import { IsIn, IsOptional, Matches } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../http/openapi-decorators';
import { IsInstant } from '../http/instant';
import { IsOneLine } from '../http/one-line';
import type { TokenRole } from './api-token.entity';
import { say } from '../sentences/sentence';
import { rule } from '../http/rule';

export class CreateApiTokenBody {
  @ApiProperty({ maxLength: 128, example: 'provisioning' })
  @IsOneLine(128)
  name: string;

  @ApiPropertyOptional({
    type: 'string',
    nullable: true,
    example: 'acme',
    description:
      "The alias of the tenant that the token reaches, and that alone; without it the token is the platform's.",
  })
  @IsOptional()
  @Matches(/^.{1,200}$/, rule(say`must be a tenant's alias`))
  tenant?: string | null;

  @ApiProperty({ enum: ['admin', 'viewer'], example: 'viewer', description: 'A viewer only reads.' })
  @IsIn(['admin', 'viewer'], rule(say`must be admin or viewer`))
  role: TokenRole;

  @ApiPropertyOptional({
    type: 'string',
    format: 'date-time',
    nullable: true,
    example: '2027-01-31T00:00:00Z',
    description: 'Without it the token lasts until it is deleted.',
  })
  @IsOptional()
  @IsInstant()
  expiresAt?: string | null;
}

export class ApiTokenDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  id: string;

  @ApiProperty({ example: 'provisioning' })
  name: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'acme' })
  tenant: string | null;

  @ApiProperty({ enum: ['admin', 'viewer'], example: 'viewer' })
  role: TokenRole;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, example: '2027-01-31T00:00:00.000Z' })
  expiresAt: string | null;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  createdAt: string;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    example: null,
    description: 'To the minute or so.',
  })
  lastUsedAt: string | null;
}

export class CreatedApiTokenDto extends ApiTokenDto {
  @ApiProperty({
    example: 'TkNGz5Xq0c1l7wYdR3b9mJ4sUeHhV8oPaFi6tQxLgKE',
    description: 'Shown this once: only its hash is kept.',
  })
  secret: string;
}
