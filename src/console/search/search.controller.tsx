import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { AuditService, type OwnedAuditEvent } from '../../audit/audit.service';
import { REQUEST_ID } from '../../http/request-id';
import type { TenantRef } from '../../http/tenant-ref';
import { isUserName } from '../../principal-names/principal-name';
import { RamUsersService } from '../../ram-users/ram-users.service';
import { TenantsService } from '../../tenants/tenants.service';
import { tracePath } from '../refused-logins/refused-logins.page';
import { readFields } from '../screen/form-state';
import { OnScreen, type Screen } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { InConsole, Viewer } from '../session/in-console';
import type { ConsoleViewer } from '../session/standing';
import { type FoundEvent, SearchPage } from './search.page';

const PAGE = { limit: 20, after: undefined };

@ApiExcludeController()
@Controller('admin/search')
export class SearchController {
  constructor(
    private readonly audit: AuditService,
    private readonly tenants: TenantsService,
    private readonly users: RamUsersService,
  ) {}

  /** What is one refused login is gone to at once. */
  @Get()
  @InConsole('anyone')
  async search(
    @Query() asked: unknown,
    @OnScreen() screen: Screen,
    @Viewer() viewer: ConsoleViewer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { q: query = '', tenant: alias } = readFields(asked);
    const tenant = await this.tenantOf(viewer, alias);
    const events = await this.findEvents(viewer, query);
    const [only, ...others] = events.filter(({ type }) => type === 'login');
    if (only?.outcome === 'refused' && only.alias !== null && others.length === 0) {
      goOn(reply, tracePath(only.alias, only.requestId));
      return;
    }
    const users = tenant && isUserName(query) ? await this.users.list(tenant, query, PAGE) : [];
    const content = (
      <SearchPage
        screen={screen}
        query={query}
        alias={tenant?.alias}
        events={events}
        users={users.slice(0, PAGE.limit)}
      />
    );
    show(reply, screen, { title: screen.texts.search.title, content });
  }

  /** His own; of whoever reaches all, the one that he was at. */
  private async tenantOf(viewer: ConsoleViewer, alias: string | undefined): Promise<TenantRef | null> {
    return viewer.tenant ?? (alias === undefined ? null : this.tenants.findRef(alias));
  }

  /** A tenant's viewer finds his tenant's alone. */
  private async findEvents({ tenant, role }: ConsoleViewer, requestId: string): Promise<FoundEvent[]> {
    if (!REQUEST_ID.test(requestId) || role === 'setup') return [];
    if (tenant) {
      const own = await this.audit.list(tenant.id, { requestId }, PAGE);
      return own.map((event) => foundEvent({ event, tenantId: tenant.id }, tenant.alias));
    }
    const all = await this.audit.listByRequest({ requestId }, PAGE);
    const aliases = await this.tenants.findAliases(all.flatMap(({ tenantId }) => tenantId ?? []));
    return all.map((one) => foundEvent(one, aliases.get(one.tenantId ?? '') ?? null));
  }
}

function foundEvent({ event }: OwnedAuditEvent, alias: string | null): FoundEvent {
  const { id, time, type, outcome, code, requestId } = event;
  return { id, time: time.toISOString(), type, outcome, code: code ?? undefined, requestId, alias };
}
