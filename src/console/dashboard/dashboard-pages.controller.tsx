import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { toPlatformDashboardDto, toTenantDashboardDto } from '../../dashboard/dashboard-view';
import { PlatformDashboardService } from '../../dashboard/platform-dashboard.service';
import { TenantDashboardService } from '../../dashboard/tenant-dashboard.service';
import { InTenant } from '../../http/access';
import type { TenantRef } from '../../http/tenant-ref';
import { Clock } from '../../settings/clock';
import { Settings } from '../../settings/settings';
import { toTenantDto } from '../../tenants/tenant-view';
import { TenantsService } from '../../tenants/tenants.service';
import { OnScreen, type Screen } from '../screen/screen';
import { show } from '../screen/show';
import { InConsole } from '../session/in-console';
import { PlatformDashboardPage } from './platform-dashboard.page';
import { TenantDashboardPage } from './tenant-dashboard.page';

@ApiExcludeController()
@Controller('admin')
export class DashboardPagesController {
  constructor(
    private readonly platform: PlatformDashboardService,
    private readonly ofTenant: TenantDashboardService,
    private readonly tenants: TenantsService,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  @Get('dashboard')
  @InConsole('platform.viewer')
  async showPlatform(@OnScreen() screen: Screen, @Res() reply: FastifyReply): Promise<void> {
    const dashboard = toPlatformDashboardDto(await this.platform.read());
    const content = <PlatformDashboardPage screen={screen} dashboard={dashboard} />;
    show(reply, screen, { title: screen.texts.dashboard.title, content });
  }

  @Get('tenants/:alias')
  @InConsole('viewer')
  async showTenant(
    @InTenant() tenant: TenantRef,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [read, stored] = await Promise.all([
      this.ofTenant.read(tenant),
      this.tenants.require(tenant.alias),
    ]);
    const shown = toTenantDto(stored, this.settings.baseUrl);
    const props = { screen, tenant: shown, dashboard: toTenantDashboardDto(read), now: this.clock.now() };
    const content = <TenantDashboardPage {...props} />;
    show(reply, screen, { title: screen.texts.dashboard.titleOf(tenant.alias), content });
  }
}
