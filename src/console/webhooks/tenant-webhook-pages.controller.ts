import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiExcludeController } from '../../http/openapi-decorators';
import { InTenant } from '../../http/access';
import { Context, type RequestContext } from '../../http/request';
import { AcceptsForm, RateLimit } from '../../http/route-options';
import type { TenantRef } from '../../http/tenant-ref';
import { OnScreen, type Screen } from '../screen/screen';
import { Confirmed, InConsole } from '../session/in-console';
import { WebhookScreens } from './webhook-screens';

/** A tenant's webhooks. */
@ApiExcludeController()
@Controller('admin/tenants/:alias/webhooks')
export class TenantWebhookPagesController {
  constructor(private readonly screens: WebhookScreens) {}

  @Get()
  @InConsole('viewer')
  list(
    @InTenant() owner: TenantRef,
    @Query('cursor') cursor: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.list({ owner, screen, reply }, cursor);
  }

  @Post()
  @HttpCode(200)
  @InConsole('admin')
  @AcceptsForm()
  create(
    @InTenant() owner: TenantRef,
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.create({ owner, screen, reply }, body, context);
  }

  @Get(':id')
  @InConsole('viewer')
  get(
    @InTenant() owner: TenantRef,
    @Param('id') id: string,
    @Query('cursor') cursor: unknown,
    @OnScreen() screen: Screen,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.get({ owner, screen, reply }, id, cursor);
  }

  @Post(':id')
  @HttpCode(200)
  @InConsole('admin')
  @AcceptsForm()
  update(
    @InTenant() owner: TenantRef,
    @Param('id') id: string,
    @Body() body: unknown,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.update({ owner, screen, reply }, id, body, context);
  }

  @Post(':id/test')
  @HttpCode(200)
  @InConsole('admin')
  @RateLimit('webhook-test')
  @AcceptsForm()
  test(
    @InTenant() owner: TenantRef,
    @Param('id') id: string,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.test({ owner, screen, reply }, id, context);
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @InConsole('admin')
  @Confirmed()
  @AcceptsForm()
  rotate(
    @InTenant() owner: TenantRef,
    @Param('id') id: string,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.rotate({ owner, screen, reply }, id, context);
  }

  @Post(':id/delete')
  @HttpCode(200)
  @InConsole('admin')
  @AcceptsForm()
  delete(
    @InTenant() owner: TenantRef,
    @Param('id') id: string,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.delete({ owner, screen, reply }, id, context);
  }

  @Post(':id/deliveries/:deliveryId/retry')
  @HttpCode(200)
  @InConsole('admin')
  @AcceptsForm()
  retry(
    @InTenant() owner: TenantRef,
    @Param('id') id: string,
    @Param('deliveryId') deliveryId: string,
    @OnScreen() screen: Screen,
    @Context() context: RequestContext,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.screens.retry({ owner, screen, reply }, { id, deliveryId }, context);
  }
}
