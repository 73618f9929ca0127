import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { say } from '../sentences/sentence';
import { Settings } from '../settings/settings';
import { Problem } from './problem';
import type { RamRequest } from './request';
import { DEFAULT_BODY_BYTES } from './route-options';

/** Metadata and lists of users have up to 50 MiB each, and are in memory as a whole. */
const MOST_AT_A_TIME = 4;
const RETRY_AFTER_SECONDS = '1';

/** Of one tenant few big bodies at a time, in each process: whoever may send some to his own must not take the memory of all. */
@Injectable()
export class BigBodies {
  private readonly held = new Map<string, number>();

  constructor(private readonly settings: Settings) {}

  /** Before it is read, once the caller is admitted. Throws `request.rate_limited`. */
  hold(request: RamRequest, { raw }: Pick<FastifyReply, 'raw'>): void {
    if (!isBig(request) || this.settings.rateLimitFactor === 0) return;
    const owner = request.tenant?.id ?? request.actor ?? request.ip;
    const count = this.held.get(owner) ?? 0;
    if (count >= MOST_AT_A_TIME) throw tooMany();
    this.held.set(owner, count + 1);
    raw.once('close', () => {
      this.release(owner);
    });
  }

  private release(owner: string): void {
    const left = (this.held.get(owner) ?? 0) - 1;
    if (left > 0) this.held.set(owner, left);
    else this.held.delete(owner);
  }
}

/** One that does not say its length may have the most that its route takes. */
function isBig({ headers, routeOptions }: RamRequest): boolean {
  const { bodyBytes = DEFAULT_BODY_BYTES, streamsBody = false, isCostly = false } = routeOptions.config;
  if (isCostly) return true;
  if (streamsBody || bodyBytes <= DEFAULT_BODY_BYTES) return false;
  if (headers['transfer-encoding'] !== undefined) return true;
  return Number(headers['content-length'] ?? 0) > DEFAULT_BODY_BYTES;
}

function tooMany(): Problem {
  return new Problem(
    'request.rate_limited',
    say`This tenant has ${MOST_AT_A_TIME} large requests under way already: send the next once one of them is answered.`,
    { headers: { 'retry-after': RETRY_AFTER_SECONDS } },
  );
}
