import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { Costly } from '../../http/route-options';
import { OnScreen, type Screen } from '../screen/screen';
import { InConsole } from '../session/in-console';
import { TrailScreens } from './trail-screens';

/** The platform's own trail, and those of tenants that were deleted. */
@ApiExcludeController()
@Controller('admin/audit/verify')
export class PlatformTrailPagesController {
  constructor(private readonly screens: TrailScreens) {}

  @Get()
  @InConsole('platform.viewer')
  @Costly()
  verify(@Query() asked: unknown, @OnScreen() screen: Screen, @Res() reply: FastifyReply): Promise<void> {
    return this.screens.show({ tenant: null, screen, reply }, asked);
  }
}
