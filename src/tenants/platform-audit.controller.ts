import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '../http/openapi-decorators';
import { toAuditEventDto, toAuditFilter } from '../audit/audit-event.dto';
import { AuditService, type OwnedAuditEvent } from '../audit/audit.service';
import { Requires } from '../http/access';
import { AnswersList } from '../http/answers';
import type { ListPage, PageRequest } from '../http/list-page';
import { toListPage, toPageRequest } from '../http/list-page.dto';
import { isUuid } from '../secrets/ids';
import { PlatformAuditEventDto, PlatformAuditQuery } from './platform-audit.dto';
import { TenantsService } from './tenants.service';

/** What happened at the platform and at tenants that are gone; and from the id that a user reads over the phone to what it was, whichever tenant that is. */
@ApiTags('Audit events')
@Controller('api/v1/audit-events')
export class PlatformAuditController {
  constructor(
    private readonly audit: AuditService,
    private readonly tenants: TenantsService,
  ) {}

  @Get()
  @Requires('platform.viewer')
  @ApiOperation({
    summary:
      "The platform's own audit events, those of a tenant by its id, or what one request caused, newest first",
    description:
      "Without `requestId` and `tenantId`: what is no tenant's, as that a tenant was deleted, and by whom. With `tenantId` a tenant's, also of one that was deleted. With `requestId` alone: what it caused in all tenants and the platform.",
  })
  @AnswersList(PlatformAuditEventDto)
  async list(@Query() query: PlatformAuditQuery): Promise<ListPage<PlatformAuditEventDto>> {
    const page = toPageRequest(query, isUuid);
    const found = await this.find(query, page);
    const { items, nextCursor } = toListPage(found, page.limit, ({ event }) => event.id);
    const aliases = await this.tenants.findAliases(items.flatMap(({ tenantId }) => tenantId ?? []));
    return {
      items: items.map(({ event, tenantId }) =>
        Object.assign(toAuditEventDto(event), {
          tenantId,
          tenant: tenantId === null ? null : (aliases.get(tenantId) ?? null),
        }),
      ),
      nextCursor,
    };
  }

  private find(query: PlatformAuditQuery, page: PageRequest): Promise<OwnedAuditEvent[]> {
    const { tenantId } = query;
    const { requestId, ...filter } = toAuditFilter(query);
    if (tenantId !== undefined || requestId === undefined)
      return this.audit.listOwned(tenantId ?? null, { ...filter, requestId }, page);
    return this.audit.listByRequest({ ...filter, requestId }, page);
  }
}
