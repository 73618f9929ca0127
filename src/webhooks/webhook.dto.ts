import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsOptional,
  Length,
  ValidateIf,
} from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '../http/openapi-decorators';
import { EachItem } from '../http/each-item';
import { IsOneLine } from '../http/one-line';
import { DELIVERED_TYPES, type DeliveredType, isDeliveredType } from './delivered-types';
import { WEBHOOK_URL_LIMIT } from './webhook-url';
import { listed, say } from '../sentences/sentence';
import { rule } from '../http/rule';

const TYPES = say`must be one of ${listed(DELIVERED_TYPES)}`;

const url = {
  format: 'uri',
  maxLength: WEBHOOK_URL_LIMIT,
  example: 'https://ops.acme.example/hooks/ram-sso',
  description: 'https, without user name and password.',
};

class WebhookSettingsBody {
  @ApiPropertyOptional({ type: 'string', nullable: true, maxLength: 200, example: 'to the pager' })
  @IsOptional()
  @IsOneLine(200)
  description?: string | null;

  @ApiPropertyOptional({
    enum: DELIVERED_TYPES,
    isArray: true,
    nullable: true,
    default: null,
    description: 'What is told; null: all, and types that come later.',
    example: ['idp.refresh_failed', 'idp.certificate_expiring'],
  })
  @IsOptional()
  @EachItem(isDeliveredType, TYPES)
  @ArrayMaxSize(100, rule(say`must have at most 100 entries`))
  @ArrayNotEmpty(rule(say`must name a type, or be null for all of them`))
  @IsArray(rule(say`must be a list of types of events`))
  eventTypes?: DeliveredType[] | null;

  @ApiPropertyOptional({
    type: 'boolean',
    default: true,
    nullable: true,
    description: 'False: nothing is queued, and what waits is not sent.',
  })
  @IsOptional()
  @IsBoolean(rule(say`must be true or false`))
  enabled?: boolean | null;
}

export class CreateWebhookBody extends WebhookSettingsBody {
  @ApiProperty(url)
  @Length(
    1,
    WEBHOOK_URL_LIMIT,
    rule(say`must be an https address of at most ${WEBHOOK_URL_LIMIT} characters`),
  )
  url: string;
}

/** A JSON Merge Patch. */
export class UpdateWebhookBody extends WebhookSettingsBody {
  @ApiPropertyOptional(url)
  @ValidateIf((_, value) => value !== undefined)
  @Length(
    1,
    WEBHOOK_URL_LIMIT,
    rule(say`must be an https address of at most ${WEBHOOK_URL_LIMIT} characters`),
  )
  url?: string;
}

export class WebhookFailureDto {
  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  since: string;

  @ApiProperty({ type: 'integer', example: 3, description: 'Attempts in a row.' })
  count: number;

  @ApiProperty({ example: 'its host answered with status 503 instead of 2xx', description: 'Of the last.' })
  message: string;
}

export class WebhookDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' })
  id: string;

  @ApiProperty({
    ...url,
    description: 'For a viewer its origin alone: path and query may hold a secret of the receiver.',
  })
  url: string;

  @ApiProperty({ type: 'string', nullable: true, example: 'to the pager' })
  description: string | null;

  @ApiProperty({ enum: DELIVERED_TYPES, isArray: true, nullable: true, example: ['idp.refresh_failed'] })
  eventTypes: readonly DeliveredType[] | null;

  @ApiProperty({ example: true, description: 'False: nothing is sent to it.' })
  enabled: boolean;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    example: null,
    description: 'When a message was last taken; null where none was.',
  })
  lastDeliveredAt: string | null;

  @ApiPropertyOptional({ type: WebhookFailureDto, description: 'While messages are not taken.' })
  failure?: WebhookFailureDto;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  createdAt: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-31T09:30:00.000Z' })
  updatedAt: string;
}

export class CreatedWebhookDto extends WebhookDto {
  @ApiProperty({
    example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwU6Ck2YmQ1oE=',
    description: 'What messages are signed with. Shown this once.',
  })
  secret: string;
}

export class WebhookTestDto {
  @ApiProperty({ example: false, description: 'Whether the receiver answered with 2xx.' })
  delivered: boolean;

  @ApiProperty({ type: 'integer', nullable: true, example: 500, description: 'Null: none came.' })
  status: number | null;

  @ApiProperty({ type: 'integer', example: 41, description: 'Until the head of the answer came, or none.' })
  milliseconds: number;

  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'its host answered with status 500 instead of 2xx',
    description: 'Why it was not delivered; null where it was.',
  })
  failure: string | null;
}
