import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../../http/openapi-decorators';
import type { ProblemCode } from '../../http/codes';
import type { ImportResult } from './imported-user';
import { say } from '../../sentences/sentence';
import { rule } from '../../http/rule';

export class ImportQuery {
  @ApiPropertyOptional({
    type: 'boolean',
    default: false,
    description: 'Answers the same, and writes nothing.',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => readBoolean(value))
  @IsBoolean(rule(say`must be true or false`))
  dryRun?: boolean;
}

function readBoolean(value: unknown): unknown {
  if (value === 'true') return true;
  return value === 'false' ? false : value;
}

export class ImportErrorDto {
  @ApiProperty({ example: 'email', description: 'The field, or `line` where it is the line as a whole.' })
  field: string;

  @ApiProperty({ example: 'must be an email address of at most 254 characters, alice@acme.example' })
  message: string;
}

export class ImportedUserDto {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    example: 2,
    description: 'Of the body, counted from 1; of a CSV record with line ends in it the first.',
  })
  line: number;

  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'alice',
    description: 'As it is stored; of a refused line as it was given.',
  })
  userName: string | null;

  @ApiProperty({ enum: ['created', 'updated', 'unchanged', 'refused'], example: 'created' })
  result: ImportResult;

  @ApiPropertyOptional({ type: 'string', example: 'request.invalid', description: 'Why it was refused.' })
  code?: ProblemCode;

  @ApiPropertyOptional({ type: [ImportErrorDto], description: 'What is not right with it.' })
  errors?: ImportErrorDto[];
}
