import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { followEvents } from '../../src/cli/audit/follow-events';
import { RamSsoError, RamSsoUnreachable } from '../../src/sdk/sdk';
import { createTenant, createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { CliProcess } from '../support/cli-process';

interface Event {
  readonly id: string;
  readonly time: string;
}

const at = (second: number): string => new Date(Date.UTC(2026, 0, 31, 9, 0, second)).toISOString();
const refusal = (code: 'unavailable' | 'auth.forbidden', status: number) =>
  new RamSsoError({ code, status, title: '', detail: '', requestId: null, errors: [] });

/** What was written by the time of each look; an error is what that look gets instead. */
async function follow(looks: readonly (readonly Event[] | Error)[], from?: string): Promise<string[]> {
  const followed: string[] = [];
  let look = 0;
  const list = (since: string | undefined): AsyncIterable<Event> => {
    const found = looks[look] ?? [];
    if (found instanceof Error) throw found;
    const newestFirst = [...found].reverse().filter(({ time }) => since === undefined || time >= since);
    return (async function* () {
      yield* newestFirst;
      await Promise.resolve();
    })();
  };
  const wait = (): Promise<void> => {
    look += 1;
    return look < looks.length ? Promise.resolve() : Promise.reject(new Error('over'));
  };
  const onOutage = (reason: string | undefined): void => {
    followed.push(reason === undefined ? 'back' : 'out');
  };
  try {
    for await (const { id } of followEvents({ list, from, wait, onOutage })) followed.push(id);
  } catch (error) {
    if ((error as Error).message !== 'over') throw error;
  }
  return followed;
}

describe('following events', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id, index) => ({ id, time: at(index) })) as [
    Event,
    Event,
    Event,
    Event,
  ];

  it('tells what happens from now on, each once, oldest first', async () => {
    expect(
      await follow([
        [a, b],
        [a, b],
        [a, b, c, d],
        [a, b, c, d],
      ]),
    ).toEqual(['c', 'd']);
  });

  it('tells of what happens while it looks for what was there before', async () => {
    let asked = 0;
    const list = (): AsyncIterable<Event> => {
      asked += 1;
      const newestFirst = asked === 1 ? [a] : [b, a];
      return (async function* () {
        yield* newestFirst;
        await Promise.resolve();
      })();
    };
    const wait = () => (asked < 4 ? Promise.resolve() : Promise.reject(new Error('over')));
    const told: string[] = [];
    const following = followEvents({ list, from: undefined, wait, onOutage: () => undefined });
    const end = (async () => {
      for await (const { id } of following) told.push(id);
    })();
    await expect(end).rejects.toThrow('over');
    expect(told).toEqual(['b']);
  });

  it('begins with the first one, where there was none', async () => {
    expect(await follow([[], [a], [a, b]])).toEqual(['a', 'b']);
  });

  it('begins where it is told to', async () => {
    expect(
      await follow(
        [
          [a, b, c],
          [a, b, c, d],
        ],
        at(1),
      ),
    ).toEqual(['b', 'c', 'd']);
  });

  it('does not miss what is written late, under a time before', async () => {
    expect(await follow([[a], [a, d], [a, b, d], [a, b, d]])).toEqual(['d', 'b']);
  });

  it('tells of two events of one instant', async () => {
    const twin = { id: 'twin', time: b.time };
    expect(await follow([[a], [a, b], [a, b, twin]])).toEqual(['b', 'twin']);
  });

  it('waits while the service is away, says so once, and misses nothing', async () => {
    const away = [new RamSsoUnreachable('network', 'refused'), refusal('unavailable', 503)];
    expect(await follow([[a], ...away, [a, b, c]])).toEqual(['out', 'back', 'b', 'c']);
    expect(await follow([...away, [a], [a, b]])).toEqual(['out', 'back', 'b']);
  });

  it('ends on what waiting does not mend', async () => {
    await expect(follow([[a], refusal('auth.forbidden', 403)])).rejects.toMatchObject({
      code: 'auth.forbidden',
    });
  });
});

/** A way to the service that can be cut. */
class Front {
  private server: Server | undefined;
  private port = 0;
  private answered = 0;
  private onAnswer: () => void = () => undefined;

  constructor(private readonly app: TestApp) {}

  async open(): Promise<string> {
    this.server = createServer((request, response) => {
      const token = request.headers.authorization?.replace('Bearer ', '');
      void this.app.request('GET', request.url ?? '', { token }).then(({ status, text }) => {
        response
          .writeHead(status, { 'content-type': 'application/json', connection: 'close' })
          .end(text, () => {
            this.answered += 1;
            this.onAnswer();
          });
      });
    });
    await new Promise<void>((done) => this.server?.listen(this.port, '127.0.0.1', done));
    this.port = (this.server.address() as AddressInfo).port;
    return `http://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    const { server } = this;
    server?.closeAllConnections();
    await new Promise((done) => server?.close(done));
  }

  async hasAnswered(): Promise<void> {
    if (this.answered === 0) await new Promise<void>((done) => (this.onAnswer = done));
  }
}

describe('ram-sso audit --follow', () => {
  it('goes on over a restart of the service until it is interrupted', async () => {
    const app = await startApp();
    const front = new Front(app);
    const { alias } = await createTenant(app);
    const following = new CliProcess(['audit', '--follow', '--interval', '1', '-t', alias, '-o', 'json'], {
      env: { RAM_SSO_URL: await front.open(), RAM_SSO_TOKEN: app.settings.adminToken },
      input: null,
    });
    try {
      await front.hasAnswered();
      await createUser(app, alias, { userName: 'alice' });
      await following.said(/"alice"/);
      await front.close();
      await following.said(/Waiting for the service/);
      await createUser(app, alias, { userName: 'bob' });
      await front.open();
      await following.said(/"bob"/);
    } finally {
      following.signal('SIGINT');
      await front.close();
      await app.close();
    }
    const { code, stdout } = await following.ended;
    expect(code).toBe(130);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { userName: string });
    expect(events.map(({ userName }) => userName)).toEqual(['alice', 'bob']);
  }, 60_000);
});
