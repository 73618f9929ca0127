import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '../http/openapi-decorators';
import { AnswersList } from '../http/answers';
import { InTenant, Requires } from '../http/access';
import type { TenantRef } from '../http/tenant-ref';
import type { ListPage } from '../http/list-page';
import { toListPage, toPageRequest } from '../http/list-page.dto';
import { isUuid } from '../secrets/ids';
import { AuditEventDto, AuditEventsQuery, toAuditEventDto, toAuditFilter } from './audit-event.dto';
import { AuditService } from './audit.service';

@ApiTags('Audit events')
@Controller('api/v1/tenants/:alias/audit-events')
export class AuditEventsController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "A tenant's audit events, newest first" })
  @AnswersList(AuditEventDto)
  async list(
    @InTenant() tenant: TenantRef,
    @Query() query: AuditEventsQuery,
  ): Promise<ListPage<AuditEventDto>> {
    const page = toPageRequest(query, isUuid);
    const events = await this.audit.list(tenant.id, toAuditFilter(query), page);
    const { items, nextCursor } = toListPage(events, page.limit, ({ id }) => id);
    return { items: items.map(toAuditEventDto), nextCursor };
  }
}
