import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { InTenant, Requires } from '../http/access';
import type { TenantRef } from '../http/tenant-ref';
import { PlatformDashboardDto, TenantDashboardDto } from './dashboard.dto';
import { toPlatformDashboardDto, toTenantDashboardDto } from './dashboard-view';
import { PlatformDashboardService } from './platform-dashboard.service';
import { TenantDashboardService } from './tenant-dashboard.service';

@ApiTags('Dashboard')
@Controller('api/v1')
export class DashboardController {
  constructor(
    private readonly platform: PlatformDashboardService,
    private readonly ofTenant: TenantDashboardService,
  ) {}

  @Get('dashboard')
  @Requires('platform.viewer')
  @ApiOperation({ summary: 'How all tenants fare: sign-ins a day, what ends soon, who can not sign in' })
  @ApiOkResponse({ type: PlatformDashboardDto })
  async getPlatform(): Promise<PlatformDashboardDto> {
    return toPlatformDashboardDto(await this.platform.read());
  }

  @Get('tenants/:alias/dashboard')
  @Requires('viewer')
  @ApiOperation({ summary: 'How a tenant fares: sign-ins a day, what ends soon, what to look at' })
  @ApiOkResponse({ type: TenantDashboardDto })
  async getTenant(@InTenant() tenant: TenantRef): Promise<TenantDashboardDto> {
    return toTenantDashboardDto(await this.ofTenant.read(tenant));
  }
}
