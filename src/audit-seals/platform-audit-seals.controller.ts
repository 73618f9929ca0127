import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { PLATFORM_TRAIL } from '../audit/trails';
import { Requires } from '../http/access';
import {
  PlatformVerificationQuery,
  toNotedHead,
  toVerificationDto,
  VerificationDto,
} from './verification.dto';
import { VerifyTrail } from './verify-trail';

@ApiTags('Audit events')
@Controller('api/v1/audit-events::verify')
export class PlatformAuditSealsController {
  constructor(private readonly verifyTrail: VerifyTrail) {}

  @Get()
  @Requires('platform.viewer')
  @ApiOperation({
    summary: "The same of the platform's own audit events, or of a tenant's that was deleted",
  })
  @ApiOkResponse({ type: VerificationDto })
  async verify(@Query() { after, head, tenantId }: PlatformVerificationQuery): Promise<VerificationDto> {
    const trail = tenantId ?? PLATFORM_TRAIL;
    return toVerificationDto(await this.verifyTrail.run(trail, after ?? 0, toNotedHead(head)));
  }
}
