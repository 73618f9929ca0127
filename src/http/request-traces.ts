import type { FastifyInstance } from 'fastify';
import type { Settings } from '../settings/settings';
import type { RequestTrace, Traces } from '../tracing/traces';
import { nameTenant } from './name-tenant';
import { isProbe } from './probes';
import { trustedPeers } from './trusted-peers';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where there are traces. */
    trace?: RequestTrace;
  }
}

/** One trace a request; to be called first, so that what others refuse is in it too. */
export function registerRequestTraces(fastify: FastifyInstance, traces: Traces, settings: Settings): void {
  // Anybody can write `traceparent`: a stranger's would put our requests into a trace of his choice, or out of ours.
  const isBelieved = trustedPeers(settings.trustedProxies);
  fastify.addHook('onRequest', (request, _reply, done) => {
    const route = request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched');
    if (isProbe(route)) {
      done();
      return;
    }
    const headers = isBelieved(request.socket.remoteAddress) ? request.headers : undefined;
    request.trace = traces.begin(request.method, route, headers);
    request.trace.run(done);
  });
  // What reads a body goes on in the connection's own context.
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (request.trace) request.trace.run(done);
    else done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    request.trace?.end({
      status: reply.statusCode,
      code: request.problemCode,
      requestId: request.id,
      tenant: settings.tenantLabels > 0 ? nameTenant(request) : undefined,
    });
    done();
  });
}
