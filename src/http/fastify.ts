import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import type { Settings } from '../settings/settings';
import { Tracing } from '../tracing/traces';
import { Admission } from './admission';
import { AllowedMethods } from './allowed-methods';
import { limitArrival } from './arrival-time';
import { checkBodyType, checkRouted, registerBodyParsers } from './body-parsers';
import { BigBodies } from './big-bodies';
import { answerBrokenRequest, answerUnroutable, checkTarget, ignoreExpectations } from './broken-request';
import { Leaving } from './leaving';
import { ProblemFilter } from './problem.filter';
import { RateLimits } from './rate-limits';
import type { RefusalPage } from './refusal-page';
import { clientAddress, requestContext } from './request';
import { REQUEST_ID_HEADER, requestIdOf } from './request-id';
import { registerRequestLog, type RequestLogger } from './request-log';
import { registerRequestScope } from './request-scope';
import { registerRequestTraces } from './request-traces';
import { RequestTimes } from './request-times';
import { DEFAULT_BODY_BYTES } from './route-options';
import { securityHeaders } from './security-headers';
import { LONGEST_STREAM_MS } from './streamed-body';
import { checkQueryEncoding, checkText } from './text-check';
import type { FailureReader } from './to-problem';
import { Validation } from './validation';

/** A request that has not arrived whole by then is answered 408, but for a body that is streamed. */
const ARRIVAL_TIMEOUT_MS = 60_000;
/** Node knows one time for all requests, so the longest: by then whoever reads a stream has ended it. */
const REQUEST_TIMEOUT_MS = LONGEST_STREAM_MS + ARRIVAL_TIMEOUT_MS;
const HEADERS_TIMEOUT_MS = 15_000;

/** There once the application is made. */
const rootLogger = (): RequestLogger => PinoLogger.root;

export function createAdapter(settings: Settings): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: DEFAULT_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    genReqId: requestIdOf,
    requestIdHeader: false,
    routerOptions: { maxParamLength: 256 },
    clientErrorHandler: answerBrokenRequest(securityHeaders(settings), rootLogger),
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: 5_000,
      // A browser may hold 180 cookies for us, and login cookies are of some eighty characters.
      maxHeaderSize: 32 * 1024,
      // Node would answer in a form of its own; `checkTarget` does in ours.
      requireHostHeader: false,
    },
    // Of `GET *` and the like: Fastify routes nothing that does not begin with a slash, past all hooks.
    rewriteUrl: ({ url = '/' }) => (url === '*' ? '/*' : url),
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    frameworkErrors: answerUnroutable(securityHeaders(settings), rootLogger),
  });
}

export interface HttpOptions {
  readonly settings: Settings;
  readonly refusalPage: RefusalPage;
  readonly readFailure: FailureReader;
}

/** All that every request goes through, in this order; to be called before `app.init()`, which adds the routes. */
export function configureHttp(app: NestFastifyApplication, options: HttpOptions): void {
  const fastify = app.getHttpAdapter().getInstance();
  const filter = new ProblemFilter({ ...options, allowedMethods: new AllowedMethods(fastify) });
  app.useGlobalFilters(filter);
  app.useGlobalPipes(new Validation());
  ignoreExpectations(fastify);
  const { traces } = app.get(Tracing);
  if (traces) registerRequestTraces(fastify, traces, options.settings);
  registerBodyParsers(fastify);
  registerRouteLimits(fastify);
  app.get(Leaving).watch(fastify);
  registerRequestHooks(fastify, securityHeaders(options.settings), {
    limits: app.get(RateLimits),
    admission: app.get(Admission),
    bigBodies: app.get(BigBodies),
  });
  registerRequestScope(fastify);
  // The root: whether a request's own logger is still in force when it was answered differs, and its id would stand twice.
  registerRequestLog(fastify, rootLogger());
  timeRequests(fastify, app.get(RequestTimes));
}

function registerRouteLimits(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    route.bodyLimit = route.config?.bodyBytes ?? DEFAULT_BODY_BYTES;
  });
}

interface Gates {
  readonly limits: RateLimits;
  readonly admission: Admission;
  readonly bigBodies: BigBodies;
}

function registerRequestHooks(
  fastify: FastifyInstance,
  headers: Readonly<Record<string, string>>,
  { limits, admission, bigBodies }: Gates,
): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    // First, since what is refused below is still on its way.
    limitArrival(request, reply, ARRIVAL_TIMEOUT_MS);
    void reply.headers({ ...headers, [REQUEST_ID_HEADER]: request.id });
    request.clientAddress = clientAddress(request);
    const { rateLimits = [] } = request.routeOptions.config;
    for (const name of rateLimits) limits.take(name, requestContext(request).ip);
    checkTarget(request);
    checkBodyType(request);
    done();
  });
  fastify.addHook('onRequest', (request) => admission.check(request));
  fastify.addHook('preParsing', (request, reply, _payload, done) => {
    checkRouted(request);
    bigBodies.hold(request, reply);
    done();
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    // Pages are for whoever an IdP sends: what is wrong with a SAML message is told, and audited, as such.
    if (!request.routeOptions.config.answersPage) checkQueryEncoding(request.url);
    checkText(request.params, 'path');
    checkText(request.query, 'query');
    if (!request.routeOptions.config.streamsBody) checkText(request.body, 'body');
    done();
  });
}

function timeRequests(fastify: FastifyInstance, times: RequestTimes): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    times.note(request, reply);
    done();
  });
}
