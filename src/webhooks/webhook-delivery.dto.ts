import { ApiProperty } from '../http/openapi-decorators';
import { DELIVERED_TYPES } from './delivered-types';
import {
  DELIVERY_STATUSES,
  type DeliveryStatus,
  type WebhookDeliveryEntity,
} from './webhook-delivery.entity';

export class WebhookDeliveryDto {
  @ApiProperty({
    format: 'uuid',
    example: '01890a5d-ac96-774b-bcce-b302099a8057',
    description: "The message's `webhook-id`, and the event's id in the audit trail.",
  })
  id: string;

  @ApiProperty({ enum: DELIVERED_TYPES, example: 'idp.refresh_failed' })
  type: string;

  @ApiProperty({ enum: DELIVERY_STATUSES, example: 'pending', description: '`failed`: given up.' })
  status: DeliveryStatus;

  @ApiProperty({ type: 'integer', example: 2, description: 'How often it was sent.' })
  attempts: number;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  createdAt: string;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, example: '2026-01-31T09:31:00.000Z' })
  lastAttemptAt: string | null;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    example: '2026-01-31T09:36:00.000Z',
    description: 'Null: it is not sent any more.',
  })
  nextAttemptAt: string | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 503, description: 'Of the last answer.' })
  lastStatus: number | null;

  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'its host answered with status 503 instead of 2xx',
    description: 'Why the last attempt failed; null where it did not, or where there was none.',
  })
  lastFailure: string | null;
}

export function toWebhookDeliveryDto(delivery: WebhookDeliveryEntity): WebhookDeliveryDto {
  const { id, type, status, attempts, createdAt, lastAttemptAt, nextAttemptAt } = delivery;
  return {
    id,
    type,
    status,
    attempts,
    createdAt: createdAt.toISOString(),
    lastAttemptAt: lastAttemptAt?.toISOString() ?? null,
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
    lastStatus: delivery.lastStatus,
    lastFailure: delivery.lastFailure,
  };
}
