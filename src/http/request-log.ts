import type { FastifyInstance } from 'fastify';
import type { Params, PinoLogger } from 'nestjs-pino';
import type { Settings } from '../settings/settings';
import type { Traces } from '../tracing/traces';
import { describeError } from './describe-error';
import { logLines } from './log-lines';
import { nameTenant } from './name-tenant';
import { pathOf } from './problem.filter';
import { requestContext } from './request';

/** Every line that is written during a request carries its id. */
export function logOptions(settings: Settings, traces: Traces | undefined, worker?: number): Params {
  return {
    pinoHttp: {
      ...logLines(settings.logLevel, worker),
      ...(traces ? { mixin: () => traces.findIds() ?? {} } : {}),
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
      tenant: nameTenant(request) ?? null,
      actor: request.actor,
      code: request.problemCode,
    };
    const write = (): void => {
      logger.info(line, 'request');
    };
    if (request.trace) request.trace.run(write);
    else write();
    done();
  });
}
