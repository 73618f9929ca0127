import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from './openapi-decorators';
import { IDEMPOTENCY_KEY, IdempotentRoute } from './idempotent-route';

/** As long as a client may take to ask again. */
export const IDEMPOTENCY_HOURS = 24;

/**
 * Every POST that creates has it: sent again with the same key it is answered as before, and makes nothing twice. The room
 * `idempotency` sees to that.
 */
export const Idempotent = (): MethodDecorator =>
  applyDecorators(
    UseInterceptors(IdempotentRoute),
    ApiHeader({
      name: IDEMPOTENCY_KEY,
      required: false,
      description:
        `Any text of the caller's, another one for each new thing: for ${IDEMPOTENCY_HOURS} hours the same request with the same key ` +
        'is answered with what was made at first, and makes nothing twice.',
      schema: {
        type: 'string',
        minLength: 1,
        maxLength: 255,
        pattern: '^[\\x21-\\x7e]{1,255}$',
        example: 'import-2026-11-row-17',
      },
    }),
  );
