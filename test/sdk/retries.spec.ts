import { backOffMs, readRetryAfter } from '../../src/sdk/back-off';
import { isRamSsoError, isRamSsoUnreachable, type RamSso, type Timers } from '../../src/sdk/sdk';
import { recordingClient } from './recording-client';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const created = () => Response.json({ alias: 'acme' }, { status: 201 });
const busy = (headers: Record<string, string> = {}) => problem(503, 'unavailable', headers);
const limited = (headers: Record<string, string> = {}) => problem(429, 'request.rate_limited', headers);
const broken = () => Promise.reject(new TypeError('fetch failed'));
const gone = () => new Response(null, { status: 204 });

function problem(status: number, code: string, headers: Record<string, string> = {}) {
  const body = { code, title: code, detail: `${code}.`, requestId: 'r1', status, type: `urn:x:${code}` };
  return () => Response.json(body, { status, headers });
}

/** Nobody waits: how long each wait would have been is written down. A deadline is none of them. */
function testTimers(waits: number[]): Timers {
  return {
    now: () => NOW,
    random: () => 0.5,
    sleep: (ms, signal) => {
      if (ms === 30_000)
        return new Promise((done) => {
          signal.addEventListener('abort', () => {
            done();
          });
        });
      waits.push(ms);
      return Promise.resolve();
    },
  };
}

function client(answers: Parameters<typeof recordingClient>[0], retries = 3) {
  const waits: number[] = [];
  return { ...recordingClient(answers, { retries, timers: testTimers(waits) }), waits };
}

describe('retries', () => {
  const repeatable: [string, (sso: RamSso) => Promise<unknown>][] = [
    ['a GET', (sso) => sso.tenants.get('acme')],
    ['a PUT', (sso) => sso.idp('acme').put('<a/>')],
    ['a creating POST', (sso) => sso.tenants.create({ alias: 'acme' })],
  ];
  it.each(repeatable)(
    'send %s again after a 503 and a broken connection, and wait longer each time',
    async (_, call) => {
      const { sso, requests, waits } = client([busy(), broken, busy(), created]);
      await expect(call(sso)).resolves.toMatchObject({ alias: 'acme' });
      expect(requests).toHaveLength(4);
      expect(waits).toEqual([125, 250, 500]);
    },
  );

  it('send an export again until it has begun, and a CSV that was held back unless it is a stream', async () => {
    const users = () => new Response('userName\nalice\n');
    const exported = client([busy(), broken, limited(), users]);
    const file = await exported.sso.users('acme').exportFile('csv');
    expect([await new Response(file).text(), exported.requests.length]).toEqual(['userName\nalice\n', 4]);

    const csv = 'userName\nalice\n';
    const answered = () => new Response('{"line":2,"userName":"alice","result":"created"}\n');
    const text = client([limited(), answered]);
    expect(await text.sso.users('acme').import({ csv }).summary()).toMatchObject({ created: 1 });
    for (const request of text.requests) expect(await request.text()).toBe(csv);
    const stream = client([limited(), answered]);
    const sent = stream.sso
      .users('acme')
      .import({ csv: new Blob([csv]).stream() })
      .summary();
    await expect(sent).rejects.toMatchObject({ status: 429 });
    expect(stream.requests).toHaveLength(1);
  });

  it('send the same Idempotency-Key and body each time, and another one with each call', async () => {
    const { sso, requests } = client([busy(), created]);
    await sso.tenants.create({ alias: 'acme' });
    await sso.tenants.create({ alias: 'acme' });
    const keys = requests.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys[0]).toMatch(/^[\x21-\x7e]{16,255}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
    for (const request of requests) await expect(request.json()).resolves.toEqual({ alias: 'acme' });
  });

  it('wait for an attempt that is still under way', async () => {
    const underWay = problem(409, 'conflict', { 'retry-after': '1' });
    const { sso, requests, waits } = client([broken, underWay, created]);
    await sso.tenants.create({ alias: 'acme' });
    expect([requests.length, waits]).toEqual([3, [125, 1_250]]);
    const taken = client([problem(409, 'conflict'), created]);
    await expect(taken.sso.tenants.create({ alias: 'acme' })).rejects.toMatchObject({ status: 409 });
  });

  it('take the caller’s Idempotency-Key', async () => {
    const { sso, requests } = client([created]);
    await sso.users('acme').create({ userName: 'alice' }, { idempotencyKey: 'row-17' });
    expect(requests[0]?.headers.get('idempotency-key')).toBe('row-17');
  });

  const once: [string, (sso: RamSso) => Promise<unknown>][] = [
    ['a PATCH', (sso) => sso.tenants.update('acme', {})],
    ['a POST that creates nothing', (sso) => sso.webhooks().rotateSecret('1')],
    ['a PUT with If-Match', (sso) => sso.idp('acme').put('<a/>', { ifMatch: '"1"' })],
  ];
  it.each(once)(
    'send %s once where it may have been done, and again where it was held back',
    async (_, call) => {
      const failed = client([busy(), created]);
      await expect(call(failed.sso)).rejects.toMatchObject({ code: 'unavailable' });
      const cut = client([broken, created]);
      await expect(call(cut.sso)).rejects.toMatchObject({ reason: 'network' });
      expect([failed.requests.length, cut.requests.length]).toEqual([1, 1]);
      const heldBack = client([limited(), created]);
      await call(heldBack.sso);
      expect(heldBack.requests).toHaveLength(2);
    },
  );

  it.each([400, 401, 404, 409, 500])('leave a %i as it is', async (status) => {
    const { sso, requests } = client([problem(status, 'internal'), created]);
    await expect(sso.tenants.get('acme')).rejects.toMatchObject({ status });
    expect(requests).toHaveLength(1);
  });

  it('wait as long as Retry-After says, in seconds or until a date', async () => {
    const date = new Date(NOW + 9_000).toUTCString();
    const { sso, waits } = client([limited({ 'retry-after': '7' }), busy({ 'retry-after': date }), created]);
    await sso.tenants.get('acme');
    expect(waits).toEqual([7_125, 9_250]);
  });

  it('throw at once where the wait would be too long', async () => {
    const { sso, requests } = client([limited({ 'retry-after': '61' }), created]);
    await expect(sso.tenants.get('acme')).rejects.toMatchObject({ retryAfterMs: 61_000 });
    expect(requests).toHaveLength(1);
  });

  it('end after as many as were asked for, with the last failure', async () => {
    const { sso, requests } = client([busy()], 2);
    await expect(sso.tenants.get('acme')).rejects.toMatchObject({ code: 'unavailable', requestId: 'r1' });
    expect(requests).toHaveLength(3);
    await expect(sso.tenants.get('acme', { retries: 0 })).rejects.toThrow();
    expect(requests).toHaveLength(4);
  });

  it('take a DELETE whose first answer was lost for done', async () => {
    const missing = problem(404, 'user.not_found');
    const lost = client([broken, missing]);
    await lost.sso.users('acme').delete('alice');
    expect(lost.requests).toHaveLength(2);
    for (const answers of [[missing], [limited(), missing]]) {
      await expect(client(answers).sso.users('acme').delete('alice')).rejects.toMatchObject({ status: 404 });
    }
    await client([gone]).sso.users('acme').delete('alice');
  });

  it('ask for the token before each attempt', async () => {
    const tokens = ['old', 'new'];
    const token = () => tokens.shift() ?? '';
    const { sso, requests } = recordingClient([busy(), created], { token, timers: testTimers([]) });
    await sso.tenants.get('acme');
    expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer old', 'Bearer new']);
  });
});

describe('an abort', () => {
  it('ends a request, and is thrown as it was given', async () => {
    const abort = new AbortController();
    const never = () => {
      abort.abort(new Error('enough'));
      return Promise.reject(new Error('cut'));
    };
    const { sso, requests } = recordingClient([never], { timers: testTimers([]) });
    await expect(sso.tenants.get('acme', { signal: abort.signal })).rejects.toThrow('enough');
    expect(requests).toHaveLength(1);
  });

  it('ends a wait', async () => {
    const abort = new AbortController();
    const timers: Timers = {
      ...testTimers([]),
      sleep: () => {
        abort.abort(new Error('enough'));
        return Promise.resolve();
      },
    };
    const { sso, requests } = recordingClient([busy(), created], { timers, timeoutMs: 0 });
    await expect(sso.tenants.get('acme', { signal: abort.signal })).rejects.toThrow('enough');
    expect(requests).toHaveLength(1);
  });

  it('ends a walk through a list', async () => {
    const abort = new AbortController();
    const { sso } = client([() => Response.json({ items: [{ alias: 'a' }], nextCursor: 'more' })]);
    const walk = async () => {
      for await (const { alias } of sso.tenants.list({}, { signal: abort.signal }))
        abort.abort(new Error(`enough of ${alias}`));
    };
    await expect(walk()).rejects.toThrow('enough of a');
  });
});

describe('a time limit', () => {
  it('ends an attempt, also inside its body, and the next one begins', async () => {
    const expired: Timers = { ...testTimers([]), sleep: () => Promise.resolve() };
    const stalled = (request: Request) => {
      const body = new ReadableStream({
        start: (controller) => {
          request.signal.addEventListener('abort', () => {
            controller.error(new Error('cut'));
          });
        },
      });
      return Promise.resolve(new Response(body));
    };
    const { sso } = recordingClient([], { fetch: stalled, timers: expired, retries: 1 });
    const failure: unknown = await sso.tenants
      .get('acme', { timeoutMs: 70 })
      .catch((error: unknown) => error);
    expect(isRamSsoUnreachable(failure) && failure.reason).toBe('timeout');
    expect(isRamSsoError(failure)).toBe(false);
  });
});

describe('the back-off', () => {
  it('doubles up to twenty seconds, with chance, and adds to what the service asks', () => {
    expect([0, 1, 2, 9].map((attempt) => backOffMs(attempt, undefined, 1))).toEqual([250, 500, 1000, 20_000]);
    expect(backOffMs(3, undefined, 0)).toBe(0);
    expect(backOffMs(0, 5_000, 0.5)).toBe(5_125);
  });

  it.each([
    ['3', 3_000],
    ['soon', undefined],
    [null, undefined],
    [new Date(NOW - 5_000).toUTCString(), 0],
  ])('reads Retry-After %s', (header, expected) => {
    expect(readRetryAfter(header, NOW)).toBe(expected);
  });
});
