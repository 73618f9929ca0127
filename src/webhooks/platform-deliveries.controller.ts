import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '../http/openapi-decorators';
import { Requires } from '../http/access';
import { Answers, AnswersList } from '../http/answers';
import type { ListPage } from '../http/list-page';
import { ListQuery, toListPage, toPageRequest } from '../http/list-page.dto';
import { Context, type RequestContext } from '../http/request';
import { isUuid } from '../secrets/ids';
import { toWebhookDeliveryDto, WebhookDeliveryDto } from './webhook-delivery.dto';
import { WebhookDeliveries } from './webhook-deliveries.service';

@ApiTags('Webhooks')
@Controller('api/v1/webhooks/:id/deliveries')
export class PlatformDeliveriesController {
  constructor(private readonly deliveries: WebhookDeliveries) {}

  @Get()
  @Requires('platform.viewer')
  @ApiOperation({
    summary:
      'What was sent to a webhook of the platform in the last seven days, and what waits, newest first',
  })
  @AnswersList(WebhookDeliveryDto)
  @Answers('not_found')
  async list(@Param('id') id: string, @Query() query: ListQuery): Promise<ListPage<WebhookDeliveryDto>> {
    const page = toPageRequest(query, isUuid);
    const found = await this.deliveries.list(null, id, page);
    const { items, nextCursor } = toListPage(found, page.limit, (delivery) => delivery.id);
    return { items: items.map(toWebhookDeliveryDto), nextCursor };
  }

  @Post(':deliveryId/retry')
  @HttpCode(200)
  @Requires('platform.admin')
  @ApiOperation({ summary: 'Send a message to a webhook of the platform once more, under its id' })
  @ApiOkResponse({ type: WebhookDeliveryDto })
  @Answers('not_found')
  async retry(
    @Param('id') id: string,
    @Param('deliveryId') deliveryId: string,
    @Context() context: RequestContext,
  ): Promise<WebhookDeliveryDto> {
    return toWebhookDeliveryDto(await this.deliveries.retry(null, { id, deliveryId }, context));
  }
}
