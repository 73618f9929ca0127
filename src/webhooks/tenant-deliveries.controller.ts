import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { InTenant, Requires } from '../http/access';
import { Answers, AnswersList } from '../http/answers';
import type { ListPage } from '../http/list-page';
import { ListQuery, toListPage, toPageRequest } from '../http/list-page.dto';
import { Context, type RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { isUuid } from '../secrets/ids';
import { toWebhookDeliveryDto, WebhookDeliveryDto } from './webhook-delivery.dto';
import { WebhookDeliveries } from './webhook-deliveries.service';

@ApiTags('Webhooks')
@Controller('api/v1/tenants/:alias/webhooks/:id/deliveries')
export class TenantDeliveriesController {
  constructor(private readonly deliveries: WebhookDeliveries) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: 'What was sent to a webhook of a tenant in the last seven days, and what waits, newest first',
  })
  @AnswersList(WebhookDeliveryDto)
  @Answers('not_found')
  async list(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @Query() query: ListQuery,
  ): Promise<ListPage<WebhookDeliveryDto>> {
    const page = toPageRequest(query, isUuid);
    const found = await this.deliveries.list(tenant, id, page);
    const { items, nextCursor } = toListPage(found, page.limit, (delivery) => delivery.id);
    return { items: items.map(toWebhookDeliveryDto), nextCursor };
  }

  @Post(':deliveryId/retry')
  @HttpCode(200)
  @Requires('admin')
  @ApiOperation({ summary: 'Send a message to a webhook of a tenant once more, under its id' })
  @ApiOkResponse({ type: WebhookDeliveryDto })
  @Answers('not_found')
  async retry(
    @InTenant() tenant: TenantRef,
    @Param('id') id: string,
    @Param('deliveryId') deliveryId: string,
    @Context() context: RequestContext,
  ): Promise<WebhookDeliveryDto> {
    return toWebhookDeliveryDto(await this.deliveries.retry(tenant, { id, deliveryId }, context));
  }
}
