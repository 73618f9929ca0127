import { applyDecorators } from '@nestjs/common';
import {
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
} from '../http/openapi-decorators';
import { Answers, AnswersList } from '../http/answers';
import { CREATED_HEADERS, RESOURCE_HEADERS, TakesIfMatch } from '../http/documented-headers';
import { JSON_TYPE, MERGE_PATCH_TYPE } from '../http/route-options';
import { CreatedWebhookDto, WebhookDto, WebhookTestDto } from './webhook.dto';

// What the calls on webhooks answer: the same for those of a tenant and of the platform.

/** @param whose whose events are told, ending the sentence */
export const DocumentedCreation = (whose: string) =>
  applyDecorators(
    ApiOperation({ summary: `Tell a server of events of ${whose}; the secret is shown this once` }),
    ApiCreatedResponse({ type: CreatedWebhookDto, headers: CREATED_HEADERS }),
    Answers('conflict'),
  );

/** @param whose at the beginning of the sentence */
export const DocumentedList = (whose: string) =>
  applyDecorators(
    ApiOperation({ summary: `${whose} webhooks, oldest first, without their secrets` }),
    AnswersList(WebhookDto),
  );

/** @param owner `a tenant` or `the platform`, here and below */
export const DocumentedWebhook = (owner: string) =>
  applyDecorators(
    ApiOperation({ summary: `One webhook of ${owner}` }),
    ApiOkResponse({ type: WebhookDto, headers: RESOURCE_HEADERS }),
    Answers('not_found'),
  );

export const DocumentedChange = (owner: string) =>
  applyDecorators(
    ApiOperation({ summary: `Change a webhook of ${owner}, by JSON Merge Patch` }),
    TakesIfMatch(),
    ApiConsumes(JSON_TYPE, MERGE_PATCH_TYPE),
    ApiOkResponse({ type: WebhookDto, headers: RESOURCE_HEADERS }),
    Answers('not_found', 'precondition_failed'),
  );

export const DocumentedDeletion = (owner: string) =>
  applyDecorators(
    ApiOperation({ summary: `Delete a webhook of ${owner}, and what was still to be sent` }),
    TakesIfMatch(),
    ApiNoContentResponse({ description: 'It is gone.' }),
    Answers('not_found', 'precondition_failed'),
  );

export const DocumentedRotation = () =>
  applyDecorators(
    ApiOperation({ summary: 'A new secret; for a day the old one signs beside it' }),
    TakesIfMatch(),
    ApiOkResponse({ type: CreatedWebhookDto, headers: RESOURCE_HEADERS }),
    Answers('not_found', 'precondition_failed'),
  );

export const DocumentedTest = () =>
  applyDecorators(
    ApiOperation({ summary: 'Send a message at once, and tell what came of it' }),
    ApiOkResponse({ type: WebhookTestDto }),
    Answers('not_found', 'request.rate_limited'),
  );
