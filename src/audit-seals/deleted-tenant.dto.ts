import { ApiProperty } from '../http/openapi-decorators';
import type { DeletedTenant } from './deleted-tenants.service';

export class DeletedTenantDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8050' })
  id: string;

  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'acme',
    description: 'As the event of its deletion tells it; null where that is not there any more.',
  })
  alias: string | null;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    example: '2026-01-31T09:30:00.000Z',
    description: 'Likewise.',
  })
  deletedAt: string | null;
}

export function toDeletedTenantDto({ id, alias, deletedAt }: DeletedTenant): DeletedTenantDto {
  return { id, alias, deletedAt: deletedAt?.toISOString() ?? null };
}
