import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import {
  type AuditEventDto,
  AuditEventsQuery,
  toAuditEventDto,
  toAuditFilter,
} from '../../audit/audit-event.dto';
import { AuditService } from '../../audit/audit.service';
import { InTenant } from '../../http/access';
import { fieldProblem } from '../../http/field-problem';
import { toListPage, toPageRequest } from '../../http/list-page.dto';
import { Problem } from '../../http/problem';
import { CSV_TYPE, JSON_TYPE } from '../../http/route-options';
import { answerStream } from '../../http/streamed-answer';
import type { TenantRef } from '../../http/tenant-ref';
import { isUuid } from '../../secrets/ids';
import { attempt, FormState, readBody, readFields } from '../screen/form-state';
import { queryWithout } from '../screen/query';
import { OnScreen, type Screen } from '../screen/screen';
import { show } from '../screen/show';
import { InConsole } from '../session/in-console';
import { AuditPage } from './audit.page';
import { EXPORT_FORMATS, type ExportFormat, writeEvents } from './write-events';
import { listed, say } from '../../sentences/sentence';

const PAGE = 500;
const MOST_EXPORTED = 10_000;

@ApiExcludeController()
@Controller('admin/tenants/:alias/audit')
export class AuditPagesController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @InConsole('viewer')
  async list(
    @InTenant() tenant: TenantRef,
    @Query() asked: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fields = readFields(asked);
    const found = await attempt(async () => {
      const query = await readBody(AuditEventsQuery, fields);
      const page = toPageRequest(query, isUuid);
      return toListPage(
        await this.audit.list(tenant.id, toAuditFilter(query), page),
        page.limit,
        ({ id }) => id,
      );
    });
    const isWrong = found instanceof Problem;
    const content = (
      <AuditPage
        screen={screen}
        alias={tenant.alias}
        events={isWrong ? [] : found.items.map(toAuditEventDto)}
        form={new FormState(fields, isWrong ? found : undefined)}
        query={queryWithout(fields, 'cursor')}
        cursor={fields.cursor}
        nextCursor={isWrong ? null : found.nextCursor}
      />
    );
    show(reply, screen, { title: screen.texts.audit.title, content, status: isWrong ? found.status : 200 });
  }

  /** A stream, so that it takes no memory; of the newest, so that it ends. */
  @Get('export')
  @InConsole('viewer')
  async export(
    @InTenant() tenant: TenantRef,
    @Query() asked: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { format = '', ...fields } = readFields(asked);
    if (!isExportFormat(format))
      throw fieldProblem([{ field: 'format', message: say`must be one of ${listed(EXPORT_FORMATS)}` }]);
    const query = await readBody(AuditEventsQuery, fields);
    const chunks = writeEvents(this.pages(tenant, query), format);
    void reply.header('content-disposition', `attachment; filename="${tenant.alias}-audit.${format}"`);
    await answerStream(reply, format === 'csv' ? CSV_TYPE : JSON_TYPE, chunks);
  }

  private async *pages(tenant: TenantRef, query: AuditEventsQuery): AsyncGenerator<AuditEventDto[]> {
    let after: string | undefined;
    for (let count = 0; count < MOST_EXPORTED; count += PAGE) {
      const events = await this.audit.list(tenant.id, toAuditFilter(query), { limit: PAGE, after });
      yield events.slice(0, PAGE).map(toAuditEventDto);
      if (events.length <= PAGE) return;
      after = events[PAGE - 1]?.id;
    }
  }
}

function isExportFormat(text: string): text is ExportFormat {
  return (EXPORT_FORMATS as readonly string[]).includes(text);
}
