import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtension, ApiExtraModels, ApiOkResponse, getSchemaPath } from './openapi-decorators';
import type { ProblemCode } from './codes';

/** The extension of an operation that carries its codes; `openapi.ts` makes the responses of it. */
export const PROBLEM_CODES = 'x-problem-codes';

/**
 * Documents how a route can be refused, beside what every route of its kind can answer anyway (`openapi.ts` adds those):
 *
 *     @Post()
 *     @Requires('admin')
 *     @Answers('conflict')
 *     @ApiCreatedResponse({ type: TenantDto })
 *     create(@Body() body: CreateTenantBody) { ... }
 *
 * Example bodies come from the DTO's `@ApiProperty({ example })`.
 */
export const Answers = (...codes: readonly ProblemCode[]) => ApiExtension(PROBLEM_CODES, codes);

/** Documents a 200 with a page of a list, `{ items, nextCursor }`. */
export const AnswersList = (item: Type) =>
  applyDecorators(
    ApiExtraModels(item),
    ApiOkResponse({
      description: 'A page of the list.',
      schema: {
        type: 'object',
        required: ['items', 'nextCursor'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(item) } },
          nextCursor: {
            type: 'string',
            nullable: true,
            description: 'Ask for the next page with it; null on the last.',
          },
        },
      },
    }),
  );
