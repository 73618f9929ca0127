import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Params, PinoLogger } from 'nestjs-pino';
import type { Settings } from '../settings/settings';
import type { Traces } from '../tracing/traces';
import { describeError } from './describe-error';
import { logLines } from './log-lines';
import { nameTenant } from './name-tenant';
import { pathOf } from './problem.filter';
import type { Problem } from './problem';
import { clientAddress, requestContext } from './request';
import { scopeOfLine } from './request-scope';

/** Every line that is written during a request carries its id. */
export function logOptions(settings: Settings, traces: Traces | undefined, worker?: number): Params {
  return {
    pinoHttp: {
      ...logLines(settings.logLevel, worker),
      mixin: (line, _level, logger) => ({ ...scopeOfLine(line, logger), ...traces?.findIds() }),
      // The line of a request is ours, below: it must have no query, no header and no cookie.
      autoLogging: false,
      quietReqLogger: true,
      customAttributeKeys: { reqId: 'requestId' },
      genReqId: (request) => request.id,
      wrapSerializers: false,
      serializers: { err: describeError, error: describeError },
    },
  };
}

export type RequestLogger = Pick<PinoLogger, 'info'>;

/** Of a path that somebody made up, no more than that. */
const LONGEST_PATH = 512;

/** One line a request, when it was answered. */
export function registerRequestLog(fastify: FastifyInstance, logger: RequestLogger): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const write = (): void => {
      logger.info(lineOf(request, reply), 'request');
    };
    if (request.trace) request.trace.run(write);
    else write();
    done();
  });
}

/** Of one that no hook sees. */
export function logUnroutable(request: FastifyRequest, reply: FastifyReply, logger: RequestLogger): void {
  logger.info(lineOf(request, reply), 'request');
}

/** What could not be read as a request at all has neither method nor path. */
export function logBroken(
  { requestId, problem, ip }: { requestId: string; problem: Problem; ip: string | undefined },
  logger: RequestLogger,
): void {
  const { status, code } = problem;
  const nothing = { method: null, path: null, ms: null, tenant: null };
  logger.info({ requestId, ...nothing, status, code, ip: clientAddress({ ip }) }, 'request');
}

function lineOf(request: FastifyRequest, reply: FastifyReply): object {
  return {
    requestId: request.id,
    method: request.method,
    path: pathOf(request).slice(0, LONGEST_PATH),
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    ip: requestContext(request).ip,
    tenant: nameTenant(request) ?? null,
    actor: request.actor,
    code: request.problemCode,
  };
}
