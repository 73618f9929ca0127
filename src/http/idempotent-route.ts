import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { from, type Observable } from 'rxjs';
import type { RamRequest } from './request';

/** Answers a request that brings a key: by `next`, or as it was answered before. */
export type AnswerByKey = (
  request: RamRequest,
  reply: FastifyReply,
  key: string,
  next: CallHandler,
) => Promise<unknown>;

/** The room that remembers answers brings what answers by them; without one every request is answered anew. */
@Injectable()
export class KeyedAnswers {
  byKey: AnswerByKey | undefined;
}

export const IDEMPOTENCY_KEY = 'Idempotency-Key';

/** Around the routes that say `Idempotent`, and no others: it would cost each of them, a login too. */
@Injectable()
export class IdempotentRoute implements NestInterceptor {
  constructor(private readonly answers: KeyedAnswers) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<RamRequest>();
    const key = request.headers[IDEMPOTENCY_KEY.toLowerCase()];
    const { byKey } = this.answers;
    if (typeof key !== 'string' || !byKey) return next.handle();
    return from(byKey(request, http.getResponse<FastifyReply>(), key, next));
  }
}
