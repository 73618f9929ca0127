import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ProblemCode } from './codes';

/** What Prometheus asks for. Labels are routes, statuses and codes: never a tenant, a user or a path as it came. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  private readonly requests = new Histogram({
    name: 'ram_sso_http_request_duration_seconds',
    help: 'How long requests took, by route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  private readonly logins = new Counter({
    name: 'ram_sso_logins_total',
    help: 'Logins that ended, by outcome and the code of a refusal.',
    labelNames: ['outcome', 'code'] as const,
    registers: [this.registry],
  });

  private gather = (): Promise<string> => this.registry.metrics();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    const workers = 'Processes of this node that answer requests.';
    new Gauge({ name: 'ram_sso_workers', help: workers, registers: [this.registry] }).set(1);
  }

  /** In the text format. */
  write(): Promise<string> {
    return this.gather();
  }

  /** Where several processes answer, each counts what it answered: then whichever is asked must tell what all have counted. */
  gatherBy(gather: () => Promise<string>): void {
    this.gather = gather;
  }

  /** A login that ended: with a session, or refused with that code. */
  countLogin(refusedWith?: ProblemCode): void {
    this.logins.inc(refusedWith ? { outcome: 'refused', code: refusedWith } : { code: '' });
  }

  countRequest(request: FastifyRequest, reply: FastifyReply): void {
    const route = request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched');
    const labels = { method: request.method, route, status: reply.statusCode };
    this.requests.observe(labels, reply.elapsedTime / 1000);
  }
}
