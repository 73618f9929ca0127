import { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasBody } from './body-parsers';

/** Node's own word for it, which `answerBrokenRequest` knows. */
const TIMEOUT = { code: 'ERR_HTTP_REQUEST_TIMEOUT' };

/**
 * Ends the connection of a body that has not arrived whole in time, as Node would if it knew that other routes take longer. Of a body
 * that is streamed the time begins with the end of the answer: until then whoever reads it counts.
 */
export function limitArrival(request: FastifyRequest, reply: FastifyReply, milliseconds: number): void {
  if (!hasBody(request)) return;
  const { raw, server } = request;
  const { socket } = raw;
  // A request that came over none is whole already.
  if (!(socket instanceof Socket)) return;
  const begin = () => {
    if (raw.complete) return;
    const timer = setTimeout(() => {
      const error = Object.assign(new Error('The request did not arrive in time.'), TIMEOUT);
      server.server.emit('clientError', error, socket);
    }, milliseconds);
    timer.unref();
    raw.once('close', () => {
      clearTimeout(timer);
    });
  };
  if (request.routeOptions.config.streamsBody) reply.raw.once('finish', begin);
  else begin();
}
