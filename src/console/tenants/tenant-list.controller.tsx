import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { toListPage, toPageRequest } from '../../http/list-page.dto';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import { Clock } from '../../settings/clock';
import { Settings } from '../../settings/settings';
import { isAlias } from '../../tenants/alias';
import { CreateTenant } from '../../tenants/create-tenant';
import { CreateTenantBody, TenantsQuery } from '../../tenants/tenant.dto';
import { toTenantDto } from '../../tenants/tenant-view';
import { TenantsService } from '../../tenants/tenants.service';
import { attempt, FormState, readBody, readFields } from '../screen/form-state';
import { OnScreen, type Screen, tenantPath } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { InConsole } from '../session/in-console';
import { NewTenantPage } from './new-tenant.page';
import { TenantsPage } from './tenants.page';

/** All tenants, and new ones. */
@ApiExcludeController()
@Controller('admin')
export class TenantListController {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly tenants: TenantsService,
    private readonly createTenant: CreateTenant,
  ) {}

  @Get('tenants')
  @InConsole('platform.viewer')
  async list(
    @Query() asked: Record<string, unknown>,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const given = { query: asked.query, cursor: asked.cursor };
    const { query, cursor } = await readBody(TenantsQuery, given);
    const request = toPageRequest({ cursor }, isAlias);
    const found = await this.tenants.list(request, query);
    const page = toListPage(found, request.limit, ({ alias }) => alias);
    const shown = { ...page, items: page.items.map((tenant) => toTenantDto(tenant, this.settings.baseUrl)) };
    const content = (
      <TenantsPage
        screen={screen}
        page={shown}
        query={query === '' ? undefined : query}
        cursor={cursor}
        now={this.clock.now()}
      />
    );
    show(reply, screen, { title: screen.texts.tenants.title, content });
  }

  @Get('new-tenant')
  @InConsole('platform.admin')
  askForNew(@OnScreen() screen: Screen, @Res() reply: FastifyReply): void {
    this.showNew(reply, screen, new FormState());
  }

  @Post('new-tenant')
  @HttpCode(200)
  @InConsole('platform.admin')
  @AcceptsForm()
  async create(
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fields = readFields(body);
    const created = await attempt(async () => {
      // It is switched on by the set-up, once there is somebody to sign in.
      const { alias, ...settings } = await readBody(CreateTenantBody, { ...fields, ssoEnabled: false });
      return this.createTenant.run(alias, settings, context);
    });
    if ('alias' in created) goOn(reply, tenantPath(created.alias, '/settings'), 'created');
    else this.showNew(reply, screen, new FormState(fields, created));
  }

  private showNew(reply: FastifyReply, screen: Screen, form: FormState): void {
    const content = <NewTenantPage screen={screen} form={form} />;
    show(reply, screen, { title: screen.texts.tenants.create, status: form.problem?.status, content });
  }
}
