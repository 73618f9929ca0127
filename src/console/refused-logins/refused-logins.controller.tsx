import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { toListPage, toPageRequest } from '../../http/list-page.dto';
import { Problem } from '../../http/problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { CheckRefusedLogin } from '../../saml-login/refused-login/check-refused-login';
import {
  RefusedLoginsQuery,
  toFilter,
  toRefusedLoginDto,
} from '../../saml-login/refused-login/refused-login.dto';
import { RefusedLogins } from '../../saml-login/refused-login/refused-logins.service';
import { isUuid } from '../../secrets/ids';
import { attempt, FormState, readBody, readFields } from '../screen/form-state';
import { queryWithout } from '../screen/query';
import { OnScreen, type Screen, tenantPath } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { InConsole } from '../session/in-console';
import { RefusedLoginsPage } from './refused-logins.page';
import { TracePage } from './trace.page';

@ApiExcludeController()
@Controller('admin/tenants/:alias/refused-logins')
export class RefusedLoginsPagesController {
  constructor(
    private readonly refused: RefusedLogins,
    private readonly checkRefused: CheckRefusedLogin,
  ) {}

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
      const query = await readBody(RefusedLoginsQuery, fields);
      const page = toPageRequest(query, isUuid);
      return toListPage(await this.refused.list(tenant, toFilter(query), page), page.limit, ({ id }) => id);
    });
    const isWrong = found instanceof Problem;
    const { alias } = tenant;
    const content = (
      <RefusedLoginsPage
        screen={screen}
        alias={alias}
        logins={isWrong ? [] : found.items.map(toRefusedLoginDto)}
        form={new FormState(fields, isWrong ? found : undefined)}
        path={tenantPath(alias, `/refused-logins${queryWithout(fields, 'cursor')}`)}
        cursor={fields.cursor}
        nextCursor={isWrong ? null : found.nextCursor}
      />
    );
    const title = screen.texts.refusedLogins.title;
    show(reply, screen, { title, content, status: isWrong ? found.status : 200 });
  }

  @Get(':requestId')
  @InConsole('viewer')
  async trace(
    @InTenant() tenant: TenantRef,
    @Param('requestId') requestId: string,
    @Query('check') check: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const opened = await this.refused.require(tenant, requestId);
    const checked = check === 'now' ? (await this.checkRefused.run(tenant, requestId)).judgement : undefined;
    const content = <TracePage screen={screen} alias={tenant.alias} opened={opened} checked={checked} />;
    show(reply, screen, { title: screen.texts.refusedLogins.traceTitle, content });
  }

  @Post(':requestId/delete')
  @InConsole('admin')
  @AcceptsForm()
  async delete(
    @InTenant() tenant: TenantRef,
    @Param('requestId') requestId: string,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.refused.delete(tenant, requestId, context);
    goOn(reply, tenantPath(tenant.alias, '/refused-logins'), 'deleted');
  }
}
