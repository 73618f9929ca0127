import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { ListQuery, toListPage, toPageRequest } from '../../http/list-page.dto';
import type { Problem } from '../../http/problem';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm, Costly } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { DeleteIdpTrust } from '../../idp-trust/delete-idp-trust';
import { IdpTrustService } from '../../idp-trust/idp-trust.service';
import { toIdpTrustDto } from '../../idp-trust/idp-trust-view';
import { RefreshOnDemand } from '../../idp-trust/refresh-on-demand';
import { toTrustVersionDto } from '../../idp-trust/trust-version.dto';
import { TrustVersions } from '../../idp-trust/trust-versions.service';
import { TrustHealthService } from '../../trust-health/trust-health.service';
import { toTrustHealthDto } from '../../trust-health/trust-health-view';
import { attempt, readBody } from '../screen/form-state';
import { OnScreen, type Screen, tenantPath } from '../screen/screen';
import { goOn, show } from '../screen/show';
import { Confirmed, InConsole } from '../session/in-console';
import type { DoneWord } from '../texts/texts';
import { TrustPage } from './trust.page';

const SHOWN_VERSIONS = 20;
const isNumber = (key: string) => /^[1-9]\d{0,8}$/.test(key);

/** What of a trust's page is asked for, and why it is shown again. */
interface AskedTrust {
  readonly problem?: Problem | undefined;
  readonly cursor?: unknown;
}

/** Whom a tenant trusts; other metadata come in by the set-up. */
@ApiExcludeController()
@Controller('admin/tenants/:alias/trust')
export class TrustPagesController {
  constructor(
    private readonly trusts: IdpTrustService,
    private readonly health: TrustHealthService,
    private readonly versions: TrustVersions,
    private readonly refreshOnDemand: RefreshOnDemand,
    private readonly deleteTrust: DeleteIdpTrust,
  ) {}

  @Get()
  @InConsole('viewer')
  async get(
    @InTenant() tenant: TenantRef,
    @Query('cursor') cursor: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.showTrust(reply, screen, tenant, { cursor });
  }

  @Get('versions/:number/metadata')
  @InConsole('viewer')
  async download(
    @InTenant() tenant: TenantRef,
    @Param('number') number: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { metadata } = await this.versions.require(tenant, number);
    const name = `${tenant.alias}-${Number(number)}.xml`;
    // Never shown as a page of this origin: a stranger wrote it.
    void reply
      .type('application/samlmetadata+xml; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(metadata);
  }

  @Post('refresh')
  @HttpCode(200)
  @InConsole('admin')
  @Costly()
  @AcceptsForm()
  async refresh(
    @InTenant() tenant: TenantRef,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const refreshed = await attempt(() => this.refreshOnDemand.run(tenant, context));
    await this.finish(reply, screen, tenant, 'code' in refreshed ? refreshed : undefined);
  }

  @Post('delete')
  @HttpCode(200)
  @InConsole('admin')
  @Confirmed()
  @AcceptsForm()
  async delete(
    @InTenant() tenant: TenantRef,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const deleted = await attempt(() => this.deleteTrust.run(tenant, undefined, context));
    await this.finish(reply, screen, tenant, deleted ?? undefined, 'deleted');
  }

  @Post('versions/:number/restore')
  @HttpCode(200)
  @InConsole('admin')
  @Confirmed()
  @Costly()
  @AcceptsForm()
  async restore(
    @InTenant() tenant: TenantRef,
    @Param('number') number: string,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const restored = await attempt(() => this.versions.restore(tenant, number, undefined, context));
    await this.finish(reply, screen, tenant, 'code' in restored ? restored : undefined);
  }

  private async finish(
    reply: FastifyReply,
    screen: Screen,
    tenant: TenantRef,
    problem: Problem | undefined,
    done: DoneWord = 'saved',
  ): Promise<void> {
    if (problem) await this.showTrust(reply, screen, tenant, { problem });
    else goOn(reply, tenantPath(tenant.alias, '/trust'), done);
  }

  private async showTrust(
    reply: FastifyReply,
    screen: Screen,
    tenant: TenantRef,
    { problem, cursor }: AskedTrust,
  ): Promise<void> {
    const query = await readBody(ListQuery, cursor === undefined ? {} : { cursor });
    const { after } = toPageRequest(query, isNumber);
    const health = await this.health.examine(tenant);
    const trust = health.trust && toIdpTrustDto(await this.trusts.require(tenant), health.checkedAt);
    const found = await this.versions.list(tenant, { limit: SHOWN_VERSIONS, after });
    const { items, nextCursor } = toListPage(found, SHOWN_VERSIONS, ({ number }) => String(number));
    const shown = {
      alias: tenant.alias,
      trust,
      health: toTrustHealthDto(health),
      versions: items.map(toTrustVersionDto),
      cursor: query.cursor,
      nextCursor,
    };
    const content = <TrustPage screen={screen} shown={shown} problem={problem} />;
    show(reply, screen, {
      title: screen.texts.trust.titleOf(tenant.alias),
      status: problem?.status,
      content,
    });
  }
}
