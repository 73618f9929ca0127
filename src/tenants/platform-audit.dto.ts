import { ApiProperty } from '../http/openapi-decorators';
import { AuditEventDto, IsRequestId } from '../audit/audit-event.dto';
import { ListQuery } from '../http/list-page.dto';

export class PlatformAuditQuery extends ListQuery {
  @ApiProperty({
    example: '01890a5d-ac96-774b-bcce-b302099a8057',
    description: 'What a page, a problem or a log names as the id of the request.',
  })
  @IsRequestId()
  requestId: string;
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
