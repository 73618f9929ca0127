import { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** An answer of which nothing is taken for so long is given up. */
const IDLE_MS = 60_000;
/** Nor does the end of it, up to `WAITING_BYTES`, wait longer than this. */
const LAST_MS = 10 * 60_000;
/** What waits for a caller who sends all before he reads. Once it is full, no more is made before he reads. */
const WAITING_BYTES = 8 * 1024 * 1024;

const logger = new Logger('StreamedAnswer');

/**
 * Answers with texts as they are made, as fast as the caller takes them. Where making them fails the connection ends before the answer
 * does, and so nobody takes what came for the whole.
 */
export function answerStream(reply: FastifyReply, type: string, texts: AsyncIterable<string>): FastifyReply {
  const bytes = Readable.from(paced(texts, reply), { objectMode: false, highWaterMark: WAITING_BYTES });
  return reply.type(`${type}; charset=utf-8`).send(bytes);
}

async function* paced(texts: AsyncIterable<string>, reply: FastifyReply): AsyncGenerator<string> {
  try {
    for await (const text of texts) {
      if (text === '') continue;
      const timer = giveUpAfter(IDLE_MS, reply);
      yield text;
      clearTimeout(timer);
    }
    const timer = giveUpAfter(LAST_MS, reply);
    reply.raw.once('close', () => {
      clearTimeout(timer);
    });
  } catch (error) {
    // Of a caller who went away there is nothing to tell.
    if (!reply.raw.destroyed)
      logger.error({ requestId: reply.request.id, err: error }, 'An answer broke off');
    throw error;
  }
}

function giveUpAfter(milliseconds: number, { raw }: FastifyReply): NodeJS.Timeout {
  return setTimeout(() => raw.destroy(), milliseconds).unref();
}
