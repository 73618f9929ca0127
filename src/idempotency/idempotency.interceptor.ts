import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { IDEMPOTENCY_KEY, IDEMPOTENT } from '../http/idempotent';
import type { RamRequest } from '../http/request';
import { type Answer, AnswerOnce } from './answer-once';
import { toRepeatableRequest } from './repeatable-request';

/** What of an answer's headers is of what was made, and not of the request. */
const KEPT_HEADERS = ['location', 'etag'];
const REPEATED_HEADER = 'idempotent-replayed';

/** Around every route that creates, where the request brings a key. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly answerOnce: AnswerOnce,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<RamRequest>();
    const key = request.headers[IDEMPOTENCY_KEY.toLowerCase()];
    if (typeof key !== 'string' || !this.reflector.get<boolean | undefined>(IDEMPOTENT, context.getHandler()))
      return next.handle();
    return from(this.run(request, http.getResponse<FastifyReply>(), key, next));
  }

  private async run(
    request: RamRequest,
    reply: FastifyReply,
    key: string,
    next: CallHandler,
  ): Promise<unknown> {
    const { answer, isRepeated } = await this.answerOnce.run(toRepeatableRequest(request, key), async () =>
      toAnswer(reply, await lastValueFrom(next.handle())),
    );
    if (isRepeated) void reply.code(answer.status).headers({ ...answer.headers, [REPEATED_HEADER]: 'true' });
    return answer.body;
  }
}

function toAnswer(reply: FastifyReply, body: unknown): Answer {
  const headers = KEPT_HEADERS.map((name) => [name, reply.getHeader(name)] as const);
  const set = headers.filter((header): header is [string, string] => typeof header[1] === 'string');
  return { status: reply.statusCode, headers: Object.fromEntries(set), body };
}
