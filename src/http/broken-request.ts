import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../secrets/ids';
import { Problem } from './problem';
import { PROBLEM_TYPE, problemBody } from './problem.filter';
import { REQUEST_ID_HEADER } from './request-id';
import { logBroken, logUnroutable, type RequestLogger } from './request-log';
import { toProblem } from './to-problem';

interface ClientError extends Error {
  readonly code?: string;
}

/**
 * Answers what Node could not read as a request, or not in time: there is no request and no reply then, only a socket.
 * @param findLogger asked each time: who listens is made before the log is
 */
export function answerBrokenRequest(
  headers: Readonly<Record<string, string>>,
  findLogger: () => RequestLogger,
) {
  return (error: ClientError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
      socket.destroy();
      return;
    }
    const problem = problemOf(error);
    const requestId = newId();
    logBroken({ requestId, problem, ip: socket.remoteAddress }, findLogger());
    const body = JSON.stringify(problemBody(problem, requestId));
    const lines = Object.entries({
      ...headers,
      [REQUEST_ID_HEADER]: requestId,
      'content-type': PROBLEM_TYPE,
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    }).map(([name, value]) => `${name}: ${value}`);
    socket.end([`HTTP/1.1 ${problem.status} ${problem.title}`, ...lines, '', body].join('\r\n'));
  };
}

/**
 * Answers a path that can not be decoded, or has a part that is longer than any name: no hook and no filter sees it.
 * @param findLogger asked each time
 */
export function answerUnroutable(headers: Readonly<Record<string, string>>, findLogger: () => RequestLogger) {
  return (error: Error, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = toProblem(error, () => undefined);
    request.problemCode = problem.code;
    // No hook limits how long its body may take to arrive.
    const ownHeaders = { ...headers, [REQUEST_ID_HEADER]: request.id, connection: 'close' };
    void reply.code(problem.status).headers(ownHeaders);
    void reply.type(PROBLEM_TYPE).send(JSON.stringify(problemBody(problem, request.id)));
    logUnroutable(request, reply, findLogger());
  };
}

/**
 * One Host header (RFC 9112, 3.2; HTTP/1.0 has none), though no address of ours is built from it, and no fragment in the target
 * (3.2.1): the router would take its `#` for a question mark, others would not.
 */
export function checkTarget({ raw }: Pick<FastifyRequest, 'raw'>): void {
  const isHost = (text: string, index: number) => index % 2 === 0 && text.toLowerCase() === 'host';
  const hosts = raw.rawHeaders.filter(isHost).length;
  if (hosts !== 1 && !(hosts === 0 && raw.httpVersion === '1.0')) {
    throw new Problem('request.invalid', `The request has ${hosts} Host headers, not one.`);
  }
  if (raw.url?.includes('#')) throw new Problem('request.invalid', 'The request target has a fragment.');
}

/** An `Expect` other than `100-continue` may be passed over (RFC 9110, 10.1.1); Node would answer 417 in a form of its own. */
export function ignoreExpectations({ server }: FastifyInstance): void {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}

function problemOf(error: ClientError): Problem {
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new Problem('request.timeout', 'The request did not arrive in time.');
  if (error.code === 'HPE_HEADER_OVERFLOW')
    return new Problem('request.too_large', 'The headers are larger than the service takes.');
  return new Problem('request.invalid', 'This is not a request of HTTP/1.1.');
}
