import { Controller, Get } from '@nestjs/common';
import { RateLimit } from '../../src/http/route-options';
import { Counters } from '../../src/counters/counters';
import { RateLimits } from '../../src/http/rate-limits';
import { startPlatform } from '../support/platform';
import { testSettings, type TestApp } from '../support/test-app';
import { TestClock } from '../support/test-clock';

@Controller()
class LimitedController {
  @Get('limited')
  @RateLimit('acs')
  limited(): object {
    return {};
  }
}

/** 1200 a minute by this factor: 3. */
const FACTOR = 3 / 1200;

describe('a limited route', () => {
  let app: TestApp;
  afterEach(() => app.close());

  const statuses = async (times: number, headers: Record<string, string> = {}): Promise<number[]> => {
    const answers: number[] = [];
    for (let n = 0; n < times; n += 1)
      answers.push((await app.request('GET', '/limited', { headers })).status);
    return answers;
  };

  it('answers 429 with Retry-After when it was asked too often, and goes on a little later', async () => {
    app = await startPlatform([LimitedController], { rateLimitFactor: FACTOR });
    app.clock.set(new Date());
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
    const refused = await app.request('GET', '/limited');
    expect(refused.body).toMatchObject({ code: 'request.rate_limited' });
    expect(refused.headers['retry-after']).toBe('20');
    app.clock.advance(20);
    expect(await statuses(2)).toEqual([200, 429]);
  });

  it('gives each of a node’s processes its share', async () => {
    app = await startPlatform([LimitedController], { rateLimitFactor: 2 * FACTOR, workers: 2 });
    app.clock.set(new Date());
    expect(await statuses(4)).toEqual([200, 200, 200, 429]);
  });

  it('has no limit where the factor is 0', async () => {
    app = await startPlatform([LimitedController], { rateLimitFactor: 0 });
    expect(new Set(await statuses(50))).toEqual(new Set([200]));
  });

  it('counts by the peer, whatever X-Forwarded-For says', async () => {
    app = await startPlatform([LimitedController], { rateLimitFactor: FACTOR });
    app.clock.set(new Date());
    await statuses(3);
    expect(await statuses(1, { 'x-forwarded-for': '192.0.2.7' })).toEqual([429]);
  });

  it('counts by the client where a trusted proxy names it', async () => {
    app = await startPlatform([LimitedController], {
      rateLimitFactor: FACTOR,
      trustedProxies: ['127.0.0.1'],
    });
    app.clock.set(new Date());
    await statuses(3);
    expect(await statuses(1, { 'x-forwarded-for': '192.0.2.7' })).toEqual([200]);
    expect(await statuses(1, { 'x-forwarded-for': '192.0.2.7, 127.0.0.1' })).toEqual([200]);
  });
});

describe('limits', () => {
  const clock = new TestClock();
  const limits = new RateLimits(testSettings({ rateLimitFactor: FACTOR }), clock, new Counters());
  clock.set(new Date());

  const taken = (address: string): number => {
    for (let n = 0; n < 10; n += 1) {
      try {
        limits.take('acs', address);
      } catch {
        return n;
      }
    }
    return 10;
  };

  it('hold an IPv6 network to one account', () => {
    expect(taken('2001:db8::1')).toBe(3);
    expect(taken('2001:db8:0:0:ffff::2')).toBe(0);
    expect(taken('2001:db8:0:1::1')).toBe(3);
  });
});
