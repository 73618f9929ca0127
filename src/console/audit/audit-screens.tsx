import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  type AuditEventDto,
  AuditEventsQuery,
  toAuditEventDto,
  toAuditFilter,
} from '../../audit/audit-event.dto';
import { AuditService, type OwnedAuditEvent } from '../../audit/audit.service';
import { fieldProblem } from '../../http/field-problem';
import type { PageRequest } from '../../http/list-page';
import { toListPage, toPageRequest } from '../../http/list-page.dto';
import { Problem } from '../../http/problem';
import { CSV_TYPE, JSON_TYPE } from '../../http/route-options';
import { answerStream } from '../../http/streamed-answer';
import type { TenantRef } from '../../http/tenant-ref';
import { isUuid } from '../../secrets/ids';
import { listed, say } from '../../sentences/sentence';
import { PlatformAuditQuery } from '../../tenants/platform-audit.dto';
import { attempt, FormState, readBody, readFields } from '../screen/form-state';
import { queryWithout } from '../screen/query';
import { type Screen, tenantPath } from '../screen/screen';
import { show } from '../screen/show';
import { AuditPage } from './audit.page';
import { EXPORT_FORMATS, type ExportFormat, writeEvents } from './write-events';

const PAGE = 500;
const MOST_EXPORTED = 10_000;

interface AuditVisit {
  /** Null: the platform's own events, or those of a tenant that was deleted. */
  readonly tenant: TenantRef | null;
  readonly reply: FastifyReply;
}

/** The pages of audit events, alike of a tenant and of the platform. */
@Injectable()
export class AuditScreens {
  constructor(private readonly audit: AuditService) {}

  async list(
    { tenant, reply, screen }: AuditVisit & { readonly screen: Screen },
    asked: unknown,
  ): Promise<void> {
    const fields = readFields(asked);
    const alias = tenant?.alias ?? null;
    const found = await attempt(async () => {
      const query = await readQuery(tenant, fields);
      const page = toPageRequest(query, isUuid);
      return toListPage(await this.find(tenant, query, page), page.limit, ({ event }) => event.id);
    });
    const isWrong = found instanceof Problem;
    const content = (
      <AuditPage
        screen={screen}
        alias={alias}
        path={alias === null ? '/admin/audit' : tenantPath(alias, '/audit')}
        events={isWrong ? [] : found.items.map(({ event }) => toAuditEventDto(event))}
        form={new FormState(fields, isWrong ? found : undefined)}
        query={queryWithout(fields, 'cursor')}
        cursor={fields.cursor}
        nextCursor={isWrong ? null : found.nextCursor}
      />
    );
    show(reply, screen, { title: screen.texts.audit.title, content, status: isWrong ? found.status : 200 });
  }

  /** A stream, so that it takes no memory; of the newest, so that it ends. */
  async export({ tenant, reply }: AuditVisit, asked: unknown): Promise<void> {
    const { format = '', ...fields } = readFields(asked);
    if (!isExportFormat(format))
      throw fieldProblem([{ field: 'format', message: say`must be one of ${listed(EXPORT_FORMATS)}` }]);
    const query = await readQuery(tenant, fields);
    const chunks = writeEvents(this.pages(tenant, query), format);
    const name = tenant?.alias ?? query.tenantId ?? 'platform';
    void reply.header('content-disposition', `attachment; filename="${name}-audit.${format}"`);
    await answerStream(reply, format === 'csv' ? CSV_TYPE : JSON_TYPE, chunks);
  }

  private find(
    tenant: TenantRef | null,
    query: PlatformAuditQuery,
    page: PageRequest,
  ): Promise<OwnedAuditEvent[]> {
    return this.audit.listOwned(tenant?.id ?? query.tenantId ?? null, toAuditFilter(query), page);
  }

  private async *pages(tenant: TenantRef | null, query: PlatformAuditQuery): AsyncGenerator<AuditEventDto[]> {
    let after: string | undefined;
    for (let count = 0; count < MOST_EXPORTED; count += PAGE) {
      const found = await this.find(tenant, query, { limit: PAGE, after });
      yield found.slice(0, PAGE).map(({ event }) => toAuditEventDto(event));
      if (found.length <= PAGE) return;
      after = found[PAGE - 1]?.event.id;
    }
  }
}

/** Only the platform's names a tenant. */
function readQuery(
  tenant: TenantRef | null,
  fields: Readonly<Record<string, string>>,
): Promise<PlatformAuditQuery> {
  return tenant
    ? readBody<PlatformAuditQuery>(AuditEventsQuery, fields)
    : readBody(PlatformAuditQuery, fields);
}

function isExportFormat(text: string): text is ExportFormat {
  return (EXPORT_FORMATS as readonly string[]).includes(text);
}
