import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { InTenant } from '../../http/access';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { Costly } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { OnScreen, type Screen } from '../screen/screen';
import { InConsole } from '../session/in-console';
import { TrailScreens } from './trail-screens';

@ApiExcludeController()
@Controller('admin/tenants/:alias/audit/verify')
export class TrailPagesController {
  constructor(private readonly screens: TrailScreens) {}

  @Get()
  @InConsole('viewer')
  @Costly()
  verify(
    @InTenant() tenant: TenantRef,
    @Query() asked: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.show({ tenant, screen, reply }, asked);
  }
}
