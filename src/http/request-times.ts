import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Counters } from '../counters/counters';
import type { Durations, Histogram } from '../counters/histogram';

/** Others can be made up by the caller. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const BOUNDS = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How long requests took. Labels are routes, methods and statuses: never a tenant, a user or a path as it came. */
@Injectable()
export class RequestTimes {
  private readonly times: Histogram<'method' | 'route' | 'status'>;
  /** By the route's own options, of which there is one object a route and method, and by status: no text is put together for it. */
  private readonly known = new WeakMap<object, Map<number, Durations>>();

  constructor(counters: Counters) {
    this.times = counters.histogram({
      name: 'ram_sso_http_request_duration_seconds',
      help: 'How long requests took, by route and status.',
      labels: ['method', 'route', 'status'],
      bounds: BOUNDS,
    });
  }

  note(request: FastifyRequest, reply: FastifyReply): void {
    this.of(request, reply.statusCode).note(reply.elapsedTime);
  }

  private of(request: FastifyRequest, status: number): Durations {
    if (request.is404) return this.find(request.method, 'unmatched', status);
    const { config, url } = request.routeOptions;
    const ofRoute = this.known.get(config) ?? new Map<number, Durations>();
    const found = ofRoute.get(status) ?? this.find(request.method, url ?? 'unmatched', status);
    ofRoute.set(status, found);
    this.known.set(config, ofRoute);
    return found;
  }

  private find(method: string, route: string, status: number): Durations {
    return this.times.of({ method: METHODS.has(method) ? method : 'other', route, status: String(status) });
  }
}
