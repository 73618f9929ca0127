import { IsIn, IsOptional } from 'class-validator';
import { ApiPropertyOptional } from '../../http/openapi-decorators';
import type { ImportFormat } from '../import/open-import';
import { say } from '../../sentences/sentence';
import { rule } from '../../http/rule';

export class ExportQuery {
  @ApiPropertyOptional({ enum: ['ndjson', 'csv'], default: 'ndjson' })
  @IsOptional()
  @IsIn(['ndjson', 'csv'], rule(say`must be ndjson or csv`))
  format?: ImportFormat;
}
