import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '../http/openapi-decorators';
import { toAuditEventDto } from '../audit/audit-event.dto';
import { AuditService } from '../audit/audit.service';
import { Requires } from '../http/access';
import { AnswersList } from '../http/answers';
import type { ListPage } from '../http/list-page';
import { toListPage, toPageRequest } from '../http/list-page.dto';
import { isUuid } from '../secrets/ids';
import { PlatformAuditEventDto, PlatformAuditQuery } from './platform-audit.dto';
import { TenantsService } from './tenants.service';

/** From the id that a user reads over the phone to what it was, whichever tenant that is. */
@ApiTags('Audit events')
@Controller('api/v1/audit-events')
export class PlatformAuditController {
  constructor(
    private readonly audit: AuditService,
    private readonly tenants: TenantsService,
  ) {}

  @Get()
  @Requires('platform.viewer')
  @ApiOperation({ summary: 'What one request caused, whichever tenant that was in; newest first' })
  @AnswersList(PlatformAuditEventDto)
  async list(@Query() query: PlatformAuditQuery): Promise<ListPage<PlatformAuditEventDto>> {
    const page = toPageRequest(query, isUuid);
    const found = await this.audit.listByRequest(query.requestId, page);
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
}
