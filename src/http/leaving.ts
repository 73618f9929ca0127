import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { isProbe } from './probes';

const QUIET_MS = 500;
/** A balancer that asks once a second has been told by then; what is left of ten seconds is for the requests under way. */
const MOST_MS = 5_000;

/**
 * The time between the word to stop and the closing of the port. A request that is on its way at that moment would be lost with its
 * connection: so the node goes on answering, but is not ready any more, and asks each client to connect anew for its next request,
 * which brings it to another node.
 */
@Injectable()
export class Leaving {
  private lastCame = -Infinity;
  private isOn = false;

  get isLeaving(): boolean {
    return this.isOn;
  }

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', (request, _reply, done) => {
      if (!isProbe(request.routeOptions.url)) this.lastCame = performance.now();
      done();
    });
    fastify.addHook('onSend', (_request, reply, _payload, done) => {
      if (this.isOn) void reply.header('connection', 'close');
      done();
    });
  }

  /** Until nobody comes any more; at once where nobody has come of late. */
  async leave(): Promise<void> {
    this.isOn = true;
    const end = performance.now() + MOST_MS;
    for (;;) {
      const now = performance.now();
      const left = Math.min(this.lastCame + QUIET_MS, end) - now;
      if (left <= 0) return;
      await setTimeout(left);
    }
  }
}
