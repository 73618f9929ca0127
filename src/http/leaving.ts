import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Settings } from '../settings/settings';
import { isProbe } from './probes';

const QUIET_MS = 500;
/** Beyond what the setting asks for; what is left of ten seconds is for the requests under way. */
const MOST_MS = 5_000;

/**
 * The time between the word to stop and the closing of the port. A request that is on its way at that moment would be lost with its
 * connection, and a proxy may not send a form twice: so the node goes on answering, but is not ready any more, and asks each client to
 * connect anew for its next request, which brings it to another node. Quiet alone does not tell that nobody will come: a proxy keeps
 * connections for whoever is next. With LEAVE_SECONDS it has asked `/readyz` and sends nobody any more before they are closed.
 */
@Injectable()
export class Leaving {
  private lastCame = -Infinity;
  private isOn = false;

  constructor(private readonly settings: Settings) {}

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

  /** As long as the setting says, and until nobody comes any more. */
  async leave(): Promise<void> {
    this.isOn = true;
    const earliest = performance.now() + 1000 * this.settings.leaveSeconds;
    const latest = earliest + MOST_MS;
    for (;;) {
      const now = performance.now();
      const left = Math.max(earliest, Math.min(this.lastCame + QUIET_MS, latest)) - now;
      if (left <= 0) return;
      await setTimeout(left);
    }
  }
}
