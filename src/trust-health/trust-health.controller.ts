import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { InTenant, Requires } from '../http/access';
import type { TenantRef } from '../http/tenant-ref';
import { TrustHealthDto } from './trust-health.dto';
import { TrustHealthService } from './trust-health.service';
import { toTrustHealthDto } from './trust-health-view';

@ApiTags('IdP trust')
@Controller('api/v1/tenants/:alias/idp/health')
export class TrustHealthController {
  constructor(private readonly health: TrustHealthService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: "How the tenant's sign-in fares: what ends when, how it went lately, what has changed",
  })
  @ApiOkResponse({ type: TrustHealthDto })
  async get(@InTenant() tenant: TenantRef): Promise<TrustHealthDto> {
    return toTrustHealthDto(await this.health.examine(tenant));
  }
}
