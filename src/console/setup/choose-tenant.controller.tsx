import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { toListPage, toPageRequest } from '../../http/list-page.dto';
import { Problem } from '../../http/problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import { isAlias } from '../../tenants/alias';
import { CreateTenant } from '../../tenants/create-tenant';
import { CreateTenantBody } from '../../tenants/tenant.dto';
import { TenantsService } from '../../tenants/tenants.service';
import { attempt, FormState, readBody, readFields } from '../screen/form-state';
import { OnScreen, type Screen } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { InConsole } from '../session/in-console';
import { ChooseTenantPage } from './choose-tenant.page';
import { stepPath } from './step-frame';

/** Step 1: a tenant is made, or chosen. */
@ApiExcludeController()
@Controller('admin/setup')
export class ChooseTenantController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly createTenant: CreateTenant,
  ) {}

  @Get()
  @InConsole('platform.admin')
  choose(
    @Query('cursor') cursor: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.show(reply, screen, { cursor: typeof cursor === 'string' ? cursor : undefined });
  }

  @Post()
  @HttpCode(200)
  @InConsole('platform.admin')
  @AcceptsForm()
  async make(
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fields = readFields(body);
    const made = await attempt(async () => {
      // Off until the last step, so that nobody signs in to what is not ready.
      const { alias, ...wanted } = await readBody(CreateTenantBody, { ...fields, ssoEnabled: false });
      return this.createTenant.run(alias, wanted, context);
    });
    if (made instanceof Problem) await this.show(reply, screen, { form: new FormState(fields, made) });
    else goOn(reply, stepPath(made.alias, 'sp'));
  }

  private async show(
    reply: FastifyReply,
    screen: Screen,
    { cursor, form = new FormState() }: { cursor?: string | undefined; form?: FormState },
  ): Promise<void> {
    const page = toPageRequest(cursor === undefined ? {} : { cursor }, isAlias);
    const found = await this.tenants.list(page);
    const { items, nextCursor } = toListPage(found, page.limit, ({ alias }) => alias);
    show(reply, screen, {
      title: screen.texts.setup.choose.title,
      status: form.problem?.status ?? 200,
      content: (
        <ChooseTenantPage
          screen={screen}
          tenants={items}
          cursor={cursor}
          nextCursor={nextCursor}
          form={form}
        />
      ),
    });
  }
}
