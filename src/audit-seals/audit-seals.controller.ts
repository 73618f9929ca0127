import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { InTenant, Requires } from '../http/access';
import type { TenantRef } from '../http/tenant-ref';
import { toNotedHead, toVerificationDto, VerificationDto, VerificationQuery } from './verification.dto';
import { VerifyTrail } from './verify-trail';

@ApiTags('Audit events')
// The router takes `::` for a colon that begins no parameter.
@Controller('api/v1/tenants/:alias/audit-events::verify')
export class AuditSealsController {
  constructor(private readonly verifyTrail: VerifyTrail) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: "Whether a tenant's audit events are those that were written, a piece at a time" })
  @ApiOkResponse({ type: VerificationDto })
  async verify(
    @InTenant() tenant: TenantRef,
    @Query() { after, head }: VerificationQuery,
  ): Promise<VerificationDto> {
    return toVerificationDto(await this.verifyTrail.run(tenant.id, after ?? 0, toNotedHead(head)));
  }
}
