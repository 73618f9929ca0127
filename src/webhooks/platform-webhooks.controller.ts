import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiTags } from '../http/openapi-decorators';
import { AsRole, Requires } from '../http/access';
import { Idempotent } from '../http/idempotent';
import type { ListPage } from '../http/list-page';
import { ListQuery, toListPage, toPageRequest } from '../http/list-page.dto';
import { Context, type RequestContext } from '../http/request';
import type { CallerRole } from '../http/required-role';
import { RateLimit } from '../http/route-options';
import { isUuid } from '../secrets/ids';
import { CreateWebhook } from './create-webhook';
import { DeleteWebhook } from './delete-webhook';
import {
  DocumentedChange,
  DocumentedCreation,
  DocumentedDeletion,
  DocumentedList,
  DocumentedRotation,
  DocumentedTest,
  DocumentedWebhook,
} from './documented-webhooks';
import { RotateWebhookSecret } from './rotate-webhook-secret';
import { TestWebhook } from './test-webhook';
import {
  CreatedWebhookDto,
  CreateWebhookBody,
  UpdateWebhookBody,
  WebhookDto,
  WebhookTestDto,
} from './webhook.dto';
import { answerSecret, answerWebhook, toTestDto, toWebhookDtoFor } from './webhook-view';
import { UpdateWebhook } from './update-webhook';
import { Webhooks } from './webhooks.service';

@ApiTags('Webhooks')
@Controller('api/v1/webhooks')
export class PlatformWebhooksController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly createWebhook: CreateWebhook,
    private readonly updateWebhook: UpdateWebhook,
    private readonly deleteWebhook: DeleteWebhook,
    private readonly rotateSecret: RotateWebhookSecret,
    private readonly testWebhook: TestWebhook,
  ) {}

  @Post()
  @Requires('platform.admin')
  @Idempotent()
  @DocumentedCreation('every tenant')
  async create(
    @Body() body: CreateWebhookBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedWebhookDto> {
    const created = await this.createWebhook.run(null, body, context);
    reply.header('location', `/api/v1/webhooks/${created.webhook.id}`);
    return answerSecret(created, reply);
  }

  @Get()
  @Requires('platform.viewer')
  @DocumentedList("The platform's")
  async list(@Query() query: ListQuery, @AsRole() role: CallerRole): Promise<ListPage<WebhookDto>> {
    const page = toPageRequest(query, isUuid);
    const found = await this.webhooks.list(null, page);
    const { items, nextCursor } = toListPage(found, page.limit, ({ id }) => id);
    return { items: items.map((webhook) => toWebhookDtoFor(role, webhook)), nextCursor };
  }

  @Get(':id')
  @Requires('platform.viewer')
  @DocumentedWebhook('the platform')
  async get(
    @Param('id') id: string,
    @AsRole() role: CallerRole,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookDto> {
    return answerWebhook(await this.webhooks.require(null, id), reply, role);
  }

  @Patch(':id')
  @Requires('platform.admin')
  @DocumentedChange('the platform')
  async update(
    @Param('id') id: string,
    @Body() patch: UpdateWebhookBody,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookDto> {
    const webhook = await this.updateWebhook.run(null, { id, patch, ifMatch }, context);
    return answerWebhook(webhook, reply, 'admin');
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('platform.admin')
  @DocumentedDeletion('the platform')
  delete(
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
  ): Promise<void> {
    return this.deleteWebhook.run(null, id, ifMatch, context);
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @Requires('platform.admin')
  @DocumentedRotation()
  async rotate(
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedWebhookDto> {
    return answerSecret(await this.rotateSecret.run(null, id, ifMatch, context), reply);
  }

  @Post(':id/test')
  @HttpCode(200)
  @RateLimit('webhook-test')
  @Requires('platform.admin')
  @DocumentedTest()
  async test(@Param('id') id: string, @Context() context: RequestContext): Promise<WebhookTestDto> {
    return toTestDto(await this.testWebhook.run(null, id, context));
  }
}
