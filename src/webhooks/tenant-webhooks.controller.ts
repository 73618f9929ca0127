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
import { AsRole, InTenant, Requires } from '../http/access';
import { Idempotent } from '../http/idempotent';
import type { ListPage } from '../http/list-page';
import { ListQuery, toListPage, toPageRequest } from '../http/list-page.dto';
import { Context, type RequestContext } from '../http/request';
import type { CallerRole } from '../http/required-role';
import { RateLimit } from '../http/route-options';
import type { TenantRef } from '../http/tenant-ref';
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
@Controller('api/v1/tenants/:alias/webhooks')
export class TenantWebhooksController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly createWebhook: CreateWebhook,
    private readonly updateWebhook: UpdateWebhook,
    private readonly deleteWebhook: DeleteWebhook,
    private readonly rotateSecret: RotateWebhookSecret,
    private readonly testWebhook: TestWebhook,
  ) {}

  @Post()
  @Requires('admin')
  @Idempotent()
  @DocumentedCreation('the tenant')
  async create(
    @InTenant() tenant: TenantRef,
    @Body() body: CreateWebhookBody,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedWebhookDto> {
    const created = await this.createWebhook.run(tenant, body, context);
    reply.header('location', `/api/v1/tenants/${tenant.alias}/webhooks/${created.webhook.id}`);
    return answerSecret(created, reply);
  }

  @Get()
  @Requires('viewer')
  @DocumentedList("A tenant's")
  async list(
    @InTenant() tenant: TenantRef,
    @Query() query: ListQuery,
    @AsRole() role: CallerRole,
  ): Promise<ListPage<WebhookDto>> {
    const page = toPageRequest(query, isUuid);
    const found = await this.webhooks.list(tenant, page);
    const { items, nextCursor } = toListPage(found, page.limit, ({ id }) => id);
    return { items: items.map((webhook) => toWebhookDtoFor(role, webhook)), nextCursor };
  }

  @Get(':id')
  @Requires('viewer')
  @DocumentedWebhook('a tenant')
  async get(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @AsRole() role: CallerRole,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookDto> {
    return answerWebhook(await this.webhooks.require(tenant, id), reply, role);
  }

  @Patch(':id')
  @Requires('admin')
  @DocumentedChange('a tenant')
  async update(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @Body() patch: UpdateWebhookBody,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookDto> {
    const webhook = await this.updateWebhook.run(tenant, { id, patch, ifMatch }, context);
    return answerWebhook(webhook, reply, 'admin');
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('admin')
  @DocumentedDeletion('a tenant')
  delete(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
  ): Promise<void> {
    return this.deleteWebhook.run(tenant, id, ifMatch, context);
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @Requires('admin')
  @DocumentedRotation()
  async rotate(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedWebhookDto> {
    return answerSecret(await this.rotateSecret.run(tenant, id, ifMatch, context), reply);
  }

  @Post(':id/test')
  @HttpCode(200)
  @RateLimit('webhook-test')
  @Requires('admin')
  @DocumentedTest()
  async test(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @Context() context: RequestContext,
  ): Promise<WebhookTestDto> {
    return toTestDto(await this.testWebhook.run(tenant, id, context));
  }
}
