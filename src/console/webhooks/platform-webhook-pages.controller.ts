import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm, RateLimit } from '../../http/route-options';
import { OnScreen, type Screen } from '../screen/screen';
import { Confirmed, InConsole } from '../session/in-console';
import { WebhookScreens } from './webhook-screens';

/** The platform's webhooks. */
@ApiExcludeController()
@Controller('admin/webhooks')
export class PlatformWebhookPagesController {
  constructor(private readonly screens: WebhookScreens) {}

  @Get()
  @InConsole('platform.viewer')
  list(
    @Query('cursor') cursor: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.list({ owner: null, screen, reply }, cursor);
  }

  @Post()
  @HttpCode(200)
  @InConsole('platform.admin')
  @AcceptsForm()
  create(
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.create({ owner: null, screen, reply }, body, context);
  }

  @Get(':id')
  @InConsole('platform.viewer')
  get(
    @Param('id') id: string,
    @Query('cursor') cursor: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.get({ owner: null, screen, reply }, id, cursor);
  }

  @Post(':id')
  @HttpCode(200)
  @InConsole('platform.admin')
  @AcceptsForm()
  update(
    @Param('id') id: string,
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.update({ owner: null, screen, reply }, id, body, context);
  }

  @Post(':id/test')
  @HttpCode(200)
  @InConsole('platform.admin')
  @RateLimit('webhook-test')
  @AcceptsForm()
  test(
    @Param('id') id: string,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.test({ owner: null, screen, reply }, id, context);
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @InConsole('platform.admin')
  @Confirmed()
  @AcceptsForm()
  rotate(
    @Param('id') id: string,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.rotate({ owner: null, screen, reply }, id, context);
  }

  @Post(':id/delete')
  @HttpCode(200)
  @InConsole('platform.admin')
  @AcceptsForm()
  delete(
    @Param('id') id: string,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.delete({ owner: null, screen, reply }, id, context);
  }

  @Post(':id/deliveries/:deliveryId/retry')
  @HttpCode(200)
  @InConsole('platform.admin')
  @AcceptsForm()
  retry(
    @Param('id') id: string,
    @Param('deliveryId') deliveryId: string,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.retry({ owner: null, screen, reply }, { id, deliveryId }, context);
  }
}
