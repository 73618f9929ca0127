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
import {
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Requires } from '../http/access';
import { Answers, AnswersList } from '../http/answers';
import { CREATED_HEADERS, RESOURCE_HEADERS, TakesIfMatch } from '../http/documented-headers';
import type { ListPage } from '../http/list-page';
import { ListQuery, toListPage, toPageRequest } from '../http/list-page.dto';
import { Context, type RequestContext } from '../http/request';
import { JSON_TYPE, MERGE_PATCH_TYPE, RateLimit } from '../http/route-options';
import { isUuid } from '../secrets/ids';
import { CreateWebhook } from './create-webhook';
import { DeleteWebhook } from './delete-webhook';
import { RotateWebhookSecret } from './rotate-webhook-secret';
import { TestWebhook } from './test-webhook';
import {
  CreatedWebhookDto,
  CreateWebhookBody,
  UpdateWebhookBody,
  WebhookDto,
  WebhookTestDto,
} from './webhook.dto';
import { toCreatedWebhookDto, toTestDto, toWebhookDto, webhookTag } from './webhook-view';
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
  @ApiOperation({ summary: 'Tell a server of events of every tenant; the secret is shown this once' })
  @ApiCreatedResponse({ type: CreatedWebhookDto, headers: CREATED_HEADERS })
  @Answers('conflict')
  async create(
    @Body() body: CreateWebhookBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedWebhookDto> {
    const { webhook, secret } = await this.createWebhook.run(null, body, context);
    reply.header('location', `/api/v1/webhooks/${webhook.id}`).header('etag', webhookTag(webhook));
    return toCreatedWebhookDto(webhook, secret);
  }

  @Get()
  @Requires('platform.viewer')
  @ApiOperation({ summary: "The platform's webhooks, oldest first, without their secrets" })
  @AnswersList(WebhookDto)
  async list(@Query() query: ListQuery): Promise<ListPage<WebhookDto>> {
    const page = toPageRequest(query, isUuid);
    const found = await this.webhooks.list(null, page);
    const { items, nextCursor } = toListPage(found, page.limit, ({ id }) => id);
    return { items: items.map(toWebhookDto), nextCursor };
  }

  @Get(':id')
  @Requires('platform.viewer')
  @ApiOperation({ summary: 'One webhook of the platform' })
  @ApiOkResponse({ type: WebhookDto, headers: RESOURCE_HEADERS })
  @Answers('not_found')
  async get(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<WebhookDto> {
    const webhook = await this.webhooks.require(null, id);
    reply.header('etag', webhookTag(webhook));
    return toWebhookDto(webhook);
  }

  @Patch(':id')
  @Requires('platform.admin')
  @ApiOperation({ summary: 'Change a webhook of the platform, by JSON Merge Patch' })
  @TakesIfMatch()
  @ApiConsumes(JSON_TYPE, MERGE_PATCH_TYPE)
  @ApiOkResponse({ type: WebhookDto, headers: RESOURCE_HEADERS })
  @Answers('not_found', 'precondition_failed')
  async update(
    @Param('id') id: string,
    @Body() patch: UpdateWebhookBody,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookDto> {
    const webhook = await this.updateWebhook.run(null, { id, patch, ifMatch }, context);
    reply.header('etag', webhookTag(webhook));
    return toWebhookDto(webhook);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('platform.admin')
  @ApiOperation({ summary: 'Delete a webhook of the platform, and what was still to be sent' })
  @TakesIfMatch()
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Answers('not_found', 'precondition_failed')
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
  @ApiOperation({ summary: 'A new secret; for a day the old one signs beside it' })
  @TakesIfMatch()
  @ApiOkResponse({ type: CreatedWebhookDto, headers: RESOURCE_HEADERS })
  @Answers('not_found', 'precondition_failed')
  async rotate(
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedWebhookDto> {
    const { webhook, secret } = await this.rotateSecret.run(null, id, ifMatch, context);
    reply.header('etag', webhookTag(webhook));
    return toCreatedWebhookDto(webhook, secret);
  }

  @Post(':id/test')
  @HttpCode(200)
  @RateLimit('webhook-test')
  @Requires('platform.admin')
  @ApiOperation({ summary: 'Send a message at once, and tell what came of it' })
  @ApiOkResponse({ type: WebhookTestDto })
  @Answers('not_found', 'request.rate_limited')
  async test(@Param('id') id: string, @Context() context: RequestContext): Promise<WebhookTestDto> {
    return toTestDto(await this.testWebhook.run(null, id, context));
  }
}
