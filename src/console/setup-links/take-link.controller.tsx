import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm, RateLimit } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { Settings } from '../../settings/settings';
import { SETUP_PATH } from '../../setup-links/setup-link-limits';
import { TakeSetupLink } from '../../setup-links/take-setup-link';
import { tenantNotFound } from '../../tenants/alias';
import { TenantsService } from '../../tenants/tenants.service';
import { readFields } from '../screen/form-state';
import { OnScreen, type Screen, setupPath } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { setConsoleCookie } from '../session/console-cookie';
import { ConsoleSessions } from '../session/console-sessions.service';
import { Credentials } from '../session/credentials';
import { InConsole } from '../session/in-console';
import { TakeLinkPage } from './take-link.page';

/** Where a set-up link leads: to a page whose button takes it. */
@ApiExcludeController()
@Controller('admin/set-up/:alias')
export class TakeSetupLinkController {
  constructor(
    private readonly settings: Settings,
    private readonly tenants: TenantsService,
    private readonly takeLink: TakeSetupLink,
    private readonly credentials: Credentials,
    private readonly sessions: ConsoleSessions,
  ) {}

  @Get()
  @InConsole('public')
  @RateLimit('login-start')
  async ask(
    @Param('alias') alias: string,
    @Query('secret') given: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const secret = typeof given === 'string' ? given : '';
    const { expiresAt } = await this.takeLink.require(await this.requireTenant(alias), secret);
    const page = { screen, alias, secret, expiresAt, action: `${SETUP_PATH}/${alias}` };
    show(reply, screen, { title: screen.texts.setupLinks.take.title, content: <TakeLinkPage {...page} /> });
  }

  @Post()
  @HttpCode(200)
  @InConsole('public')
  @AcceptsForm()
  @RateLimit('login-start')
  async take(
    @Param('alias') alias: string,
    @Body() body: unknown,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const tenant = await this.requireTenant(alias);
    // Whoever is signed in here has nothing to do with who takes it.
    const asked = { ...context, actor: 'anonymous' };
    const link = await this.takeLink.run(tenant, readFields(body).secret ?? '', asked);
    const secret = await this.sessions.open(this.credentials.ofSetupLink(link, tenant), asked);
    setConsoleCookie(reply, secret, this.settings.baseUrl);
    goOn(reply, setupPath(alias));
  }

  private async requireTenant(alias: string): Promise<TenantRef> {
    const tenant = await this.tenants.findRef(alias);
    if (!tenant) throw tenantNotFound(alias);
    return tenant;
  }
}
