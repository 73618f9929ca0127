import { IsOptional, IsUUID } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../http/openapi-decorators';
import { AuditEventDto, AuditEventsQuery } from '../audit/audit-event.dto';
import { rule } from '../http/rule';
import { say } from '../sentences/sentence';

export class PlatformAuditQuery extends AuditEventsQuery {
  @ApiPropertyOptional({
    format: 'uuid',
    example: '01890a5d-ac96-774b-bcce-b302099a8050',
    description: 'The id of a tenant, also of one that was deleted.',
  })
  @IsOptional()
  @IsUUID('all', rule(say`must be the id of a tenant`))
  tenantId?: string;
}

export class PlatformAuditEventDto extends AuditEventDto {
  @ApiProperty({
    format: 'uuid',
    type: 'string',
    nullable: true,
    example: '01890a5d-ac96-774b-bcce-b302099a8050',
    description: "Whose trail it stands in; null: the platform's.",
  })
  tenantId: string | null;

  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'acme',
    description: "The tenant's alias; null where it was deleted, or the event is the platform's.",
  })
  tenant: string | null;
}
