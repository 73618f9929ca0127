import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { nameTenant } from './name-tenant';

/** Which request the code that runs now belongs to. The logger's own is lost where a body is read: that goes on in its connection's. */
const underway = new AsyncLocalStorage<FastifyRequest>();

export function registerRequestScope(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    underway.run(request, done);
  });
}

/** What a line must have that is written within a request, where it has not got it yet: made only when one is written. */
export function scopeOfLine(line: object, logger: Pick<Logger, 'bindings'>): object {
  const request = underway.getStore();
  if (!request || 'requestId' in line || 'requestId' in logger.bindings()) return {};
  return { requestId: request.id, tenant: nameTenant(request) ?? null };
}
