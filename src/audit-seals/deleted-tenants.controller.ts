import { Controller, Get, Query } from '@nestjs/common';
import { Requires } from '../http/access';
import { AnswersList } from '../http/answers';
import type { ListPage } from '../http/list-page';
import { ListQuery, toCursor, toPageRequest } from '../http/list-page.dto';
import { ApiOperation, ApiTags } from '../http/openapi-decorators';
import { isUuid } from '../secrets/ids';
import { DeletedTenantDto, toDeletedTenantDto } from './deleted-tenant.dto';
import { DeletedTenants } from './deleted-tenants.service';

@ApiTags('Audit events')
@Controller('api/v1/deleted-tenants')
export class DeletedTenantsController {
  constructor(private readonly deletedTenants: DeletedTenants) {}

  @Get()
  @Requires('platform.viewer')
  @ApiOperation({
    summary: 'Tenants that were deleted and whose audit trail is kept; a page may be empty before the last',
  })
  @AnswersList(DeletedTenantDto)
  async list(@Query() query: ListQuery): Promise<ListPage<DeletedTenantDto>> {
    const { tenants, next } = await this.deletedTenants.list(toPageRequest(query, isUuid));
    return { items: tenants.map(toDeletedTenantDto), nextCursor: next === null ? null : toCursor(next) };
  }
}
