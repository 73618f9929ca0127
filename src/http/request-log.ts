import type { FastifyInstance } from 'fastify';
import type { Params, PinoLogger } from 'nestjs-pino';
import type { Settings } from '../settings/settings';
import { describeError } from './describe-error';
import { logLines } from './log-lines';
import { pathOf } from './problem.filter';
import { requestContext } from './request';

/** Every line that is written during a request carries its id. */
export function logOptions(settings: Settings, worker?: number): Params {
  return {
    pinoHttp: {
      ...logLines(settings.logLevel, worker),
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

/** One line a request, when it was answered. */
export function registerRequestLog(fastify: FastifyInstance, logger: Pick<PinoLogger, 'info'>): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const line = {
      requestId: request.id,
      method: request.method,
      path: pathOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ip: requestContext(request).ip,
      tenant: request.tenant?.alias,
      actor: request.actor,
    };
    logger.info(line, 'request');
    done();
  });
}
