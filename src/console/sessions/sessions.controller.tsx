import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { ListQuery, toListPage, toPageRequest } from '../../http/list-page.dto';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { isUuid } from '../../secrets/ids';
import { EndUserSessions } from '../../sessions/end-user-sessions';
import { toSessionDto } from '../../sessions/session.dto';
import { SessionsService } from '../../sessions/sessions.service';
import { readBody, readFields } from '../screen/form-state';
import { OnScreen, type Screen, tenantPath } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { InConsole } from '../session/in-console';
import { SessionsPage } from './sessions.page';

/** Who is signed in to a tenant, and the end of that. */
@ApiExcludeController()
@Controller('admin/tenants/:alias/sessions')
export class SessionsPagesController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly endSessions: EndUserSessions,
  ) {}

  @Get()
  @InConsole('viewer')
  async list(
    @InTenant() tenant: TenantRef,
    @Query('cursor') asked: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = await readBody(ListQuery, asked === undefined ? {} : { cursor: asked });
    const page = toPageRequest(query, isUuid);
    const found = await this.sessions.list(tenant.id, page);
    const { items, nextCursor } = toListPage(found, page.limit, ({ id }) => id);
    const shown = { screen, alias: tenant.alias, cursor: query.cursor, nextCursor };
    const content = <SessionsPage {...shown} sessions={items.map(toSessionDto)} />;
    show(reply, screen, { title: screen.texts.sessions.title, content });
  }

  @Post('sign-out')
  @InConsole('admin')
  @AcceptsForm()
  async signOut(
    @InTenant() tenant: TenantRef,
    @Body() body: unknown,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { userName = '' } = readFields(body);
    await this.endSessions.run(tenant, userName, context);
    goOn(reply, tenantPath(tenant.alias, '/sessions'), 'user-signed-out');
  }
}
