import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { InTenant, Requires } from '../http/access';
import type { TenantRef } from '../http/tenant-ref';
import { FindReadiness } from './find-readiness';
import { ReadinessDto, toReadinessDto } from './readiness.dto';

@ApiTags('Tenants')
@Controller('api/v1/tenants/:alias/sso/readiness')
export class ReadinessController {
  constructor(private readonly findReadiness: FindReadiness) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: 'Who would be locked out if single sign-on were switched on, and what else speaks against it',
  })
  @ApiOkResponse({ type: ReadinessDto })
  async get(@InTenant() tenant: TenantRef): Promise<ReadinessDto> {
    return toReadinessDto(await this.findReadiness.run(tenant));
  }
}
