import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { OnScreen, type Screen } from '../screen/screen';
import { InConsole } from '../session/in-console';
import { AuditScreens } from './audit-screens';

/** What is no tenant's, and what happened at tenants that were deleted. */
@ApiExcludeController()
@Controller('admin/audit')
export class PlatformAuditPagesController {
  constructor(private readonly screens: AuditScreens) {}

  @Get()
  @InConsole('platform.viewer')
  list(@Query() asked: unknown, @OnScreen() screen: Screen, @Res() reply: FastifyReply): Promise<void> {
    return this.screens.list({ tenant: null, screen, reply }, asked);
  }

  @Get('export')
  @InConsole('platform.viewer')
  export(@Query() asked: unknown, @Res() reply: FastifyReply): Promise<void> {
    return this.screens.export({ tenant: null, reply }, asked);
  }
}
