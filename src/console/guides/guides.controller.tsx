import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { Problem } from '../../http/problem';
import type { TenantRef } from '../../http/tenant-ref';
import { Settings } from '../../settings/settings';
import { TenantsService } from '../../tenants/tenants.service';
import { mayChange, OnScreen, type Screen } from '../screen/screen';
import { show } from '../screen/show';
import { InConsole } from '../session/in-console';
import { stepPath } from '../setup/step-frame';
import { fillGuide } from './fill-guide';
import { findGuide } from './guide-files';
import { GuidePage } from './guide.page';
import { readBlocks } from './read-blocks';
import { say } from '../../sentences/sentence';

/** The guides to identity providers, with the tenant's own values. */
@ApiExcludeController()
@Controller('admin/tenants/:alias/guides')
export class GuidesController {
  constructor(
    private readonly settings: Settings,
    private readonly tenants: TenantsService,
  ) {}

  @Get()
  @InConsole('reader')
  index(
    @InTenant() tenant: TenantRef,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.show(reply, screen, tenant, 'README');
  }

  @Get(':guide')
  @InConsole('reader')
  get(
    @InTenant() tenant: TenantRef,
    @Param('guide') guide: string,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.show(reply, screen, tenant, guide);
  }

  private async show(reply: FastifyReply, screen: Screen, tenant: TenantRef, guide: string): Promise<void> {
    const found = findGuide(guide);
    if (!found) throw new Problem('not_found', say`There is no guide of that name.`);
    const { alias, domains } = await this.tenants.require(tenant.alias);
    const domain = domains.find(({ kind }) => kind !== 'default')?.domain;
    const text = fillGuide(found.text, { baseUrl: this.settings.baseUrl, alias, domain });
    const isSettingUp = mayChange(screen) || screen.viewer?.role === 'setup';
    show(reply, screen, {
      title: found.title,
      content: (
        <GuidePage
          screen={screen}
          alias={alias}
          guide={guide}
          blocks={readBlocks(text)}
          stepHref={isSettingUp ? stepPath(alias, 'sp') : undefined}
        />
      ),
    });
  }
}
