import { type CallHandler, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { lastValueFrom } from 'rxjs';
import type { RamRequest } from '../http/request';
import { type Answer, AnswerOnce } from './answer-once';
import { toRepeatableRequest } from './repeatable-request';

/** What of an answer's headers is of what was made, and not of the request. */
const KEPT_HEADERS = ['location', 'etag'];
const REPEATED_HEADER = 'idempotent-replayed';

/** Answers a route that creates, where the request brings a key. */
@Injectable()
export class AnswerByKey {
  constructor(private readonly answerOnce: AnswerOnce) {}

  async run(request: RamRequest, reply: FastifyReply, key: string, next: CallHandler): Promise<unknown> {
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
