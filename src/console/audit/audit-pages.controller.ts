import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import type { TenantRef } from '../../http/tenant-ref';
import { OnScreen, type Screen } from '../screen/screen';
import { InConsole } from '../session/in-console';
import { AuditScreens } from './audit-screens';

@ApiExcludeController()
@Controller('admin/tenants/:alias/audit')
export class AuditPagesController {
  constructor(private readonly screens: AuditScreens) {}

  @Get()
  @InConsole('viewer')
  list(
    @InTenant() tenant: TenantRef,
    @Query() asked: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.list({ tenant, screen, reply }, asked);
  }

  @Get('export')
  @InConsole('viewer')
  export(@InTenant() tenant: TenantRef, @Query() asked: unknown, @Res() reply: FastifyReply): Promise<void> {
    return this.screens.export({ tenant, reply }, asked);
  }
}
