import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { ListQuery, toListPage, toPageRequest } from '../../http/list-page.dto';
import { Problem } from '../../http/problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { isUuid } from '../../secrets/ids';
import { Clock } from '../../settings/clock';
import { CreateSetupLink } from '../../setup-links/create-setup-link';
import { RevokeSetupLink } from '../../setup-links/revoke-setup-link';
import {
  type CreatedSetupLinkDto,
  CreateSetupLinkBody,
  toCreatedSetupLinkDto,
  toSetupLinkDto,
} from '../../setup-links/setup-link.dto';
import { SetupLinks } from '../../setup-links/setup-links.service';
import { attempt, FormState, readBody, readFields } from '../screen/form-state';
import { OnScreen, type Screen, tenantPath } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { Confirmed, InConsole } from '../session/in-console';
import { SetupLinksPage } from './setup-links.page';

const WEEK = new FormState({ ttlSeconds: '604800' });

interface Shown {
  readonly screen: Screen;
  readonly tenant: TenantRef;
  readonly query?: ListQuery;
  readonly form?: FormState;
  readonly created?: CreatedSetupLinkDto;
}

@ApiExcludeController()
@Controller('admin/tenants/:alias/setup-links')
export class SetupLinksPagesController {
  constructor(
    private readonly clock: Clock,
    private readonly links: SetupLinks,
    private readonly createLink: CreateSetupLink,
    private readonly revokeLink: RevokeSetupLink,
  ) {}

  @Get()
  @InConsole('admin')
  async list(
    @InTenant() tenant: TenantRef,
    @Query('cursor') cursor: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = typeof cursor === 'string' ? { cursor } : {};
    await this.show(reply, { screen, tenant, query });
  }

  @Post()
  @HttpCode(200)
  @InConsole('admin')
  @Confirmed()
  @AcceptsForm()
  async create(
    @InTenant() tenant: TenantRef,
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { ttlSeconds = '604800', ...fields } = readFields(body);
    const made = await attempt(async () => {
      const wanted = await readBody(CreateSetupLinkBody, { ...fields, ttlSeconds: Number(ttlSeconds) });
      return this.createLink.run(tenant, wanted, context);
    });
    if (made instanceof Problem) {
      const form = new FormState({ ttlSeconds, ...fields }, made);
      await this.show(reply, { screen, tenant, form });
      return;
    }
    const created = toCreatedSetupLinkDto(made.link, made.url, this.clock.now());
    await this.show(reply, { screen, tenant, created });
  }

  @Post(':id/revoke')
  @InConsole('admin')
  @AcceptsForm()
  async revoke(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.revokeLink.run(tenant, id, context);
    goOn(reply, tenantPath(tenant.alias, '/setup-links'), 'revoked');
  }

  private async show(
    reply: FastifyReply,
    { screen, tenant, query = {}, form, created }: Shown,
  ): Promise<void> {
    const page = toPageRequest(query, isUuid);
    const { items, nextCursor } = toListPage(await this.links.list(tenant, page), page.limit, ({ id }) => id);
    const now = this.clock.now();
    show(reply, screen, {
      title: screen.texts.setupLinks.title,
      status: form?.problem?.status ?? 200,
      content: (
        <SetupLinksPage
          screen={screen}
          alias={tenant.alias}
          links={items.map((link) => toSetupLinkDto(link, now))}
          cursor={query.cursor}
          nextCursor={nextCursor}
          form={form ?? WEEK}
          created={created}
        />
      ),
    });
  }
}
