import { type ImportSummary, type NewUser, RamSso } from '../../src/sdk/sdk';
import { createTenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { recordingClient } from './recording-client';

describe('users by the thousand', () => {
  let app: TestApp;
  let sso: RamSso;
  let alias: string;
  beforeAll(async () => {
    app = await startApp();
    sso = new RamSso({ baseUrl: await app.listen(), token: app.settings.adminToken });
  });
  beforeEach(async () => {
    ({ alias } = await createTenant(app));
  });
  afterAll(() => app.close());

  function* made(count: number): Generator<NewUser> {
    for (let index = 1; index <= count; index += 1) yield { userName: `u${String(index).padStart(4, '0')}` };
  }
  async function* streamed(count: number): AsyncGenerator<NewUser> {
    for (const user of made(count)) yield await Promise.resolve(user);
  }

  it('are imported from memory or a stream, each line answered by its number', async () => {
    const lines: number[] = [];
    const progress: ImportSummary[] = [];
    const onProgress = (soFar: ImportSummary) => progress.push(soFar);
    for await (const { line, result } of sso.users(alias).import(streamed(1201), { onProgress })) {
      expect(result).toBe('created');
      lines.push(line);
    }
    expect(lines).toEqual(Array.from({ length: 1201 }, (_, index) => index + 1));
    expect(progress.at(-1)).toEqual({ created: 1201, updated: 0, unchanged: 0, refused: 0, answered: 1201 });
    expect(await sso.users(alias).import(made(1202)).summary()).toMatchObject({
      created: 1,
      unchanged: 1201,
    });
    const names: string[] = [];
    for await (const { userName } of sso.users(alias).export()) names.push(userName);
    expect(names).toEqual([...made(1202)].map(({ userName }) => userName));
  });

  it('are refused one by one, with the reason', async () => {
    const answers = [];
    for await (const answer of sso.users(alias).import([{ userName: 'no blanks' }, { userName: 'alice' }]))
      answers.push(answer);
    expect(answers).toMatchObject([
      { line: 1, result: 'refused', code: 'request.invalid', errors: [{ field: 'userName' }] },
      { line: 2, result: 'created', userName: 'alice' },
    ]);
  });

  it('are looked at first, without a trace', async () => {
    const summary = await sso.users(alias).import(made(3), { dryRun: true }).summary();
    expect(summary).toMatchObject({ created: 3, answered: 3 });
    expect(await sso.users(alias).list().toArray()).toEqual([]);
    expect(await sso.users(alias).import(made(3), { dryRun: false }).summary()).toMatchObject({ created: 3 });
  });

  it('are taken from CSV, as text and as a stream, and given as such', async () => {
    const csv = 'userName,displayName\nalice,"Liddell, Alice"\nbob,\n';
    expect(await sso.users(alias).import({ csv }).summary()).toMatchObject({ created: 2 });
    const stream = new Blob([csv]).stream();
    expect(await sso.users(alias).import({ csv: stream }).summary()).toMatchObject({ unchanged: 2 });
    const file = await new Response(await sso.users(alias).exportFile('csv')).text();
    expect(file.split('\n')[0]).toMatch(/^userName,displayName,/);
    expect(await sso.users(alias).import({ csv: file }).summary()).toMatchObject({ unchanged: 2 });
  });

  it('are sent as fast as the answers are walked, and no longer than that', async () => {
    let asked = 0;
    function* counted(): Generator<NewUser> {
      for (const user of made(5_000)) {
        asked += 1;
        yield user;
      }
    }
    for await (const { line } of sso.users(alias).import(counted())) if (line === 10) break;
    expect(asked).toBeLessThanOrEqual(500);
  });

  it('may be given up', async () => {
    const abort = new AbortController();
    const walk = async () => {
      for await (const { line } of sso.users(alias).import(made(2_000), { signal: abort.signal }))
        if (line === 500) abort.abort(new Error('enough'));
    };
    await expect(walk()).rejects.toThrow('enough');
    expect((await sso.users(alias).list({ limit: 500 }).toArray()).length).toBe(500);
  });
});

describe('a batch of an import', () => {
  const answered = () => new Response('{"line":1,"userName":"alice","result":"unchanged"}\n');
  const cut = () => Promise.reject(new TypeError('fetch failed'));
  const timers = { now: () => 0, random: () => 0, sleep: () => Promise.resolve() };

  it('is sent again where the connection breaks; a CSV file is not', async () => {
    const options = { timers, timeoutMs: 0 };
    const batch = recordingClient([cut, answered], options);
    expect(
      await batch.sso
        .users('acme')
        .import([{ userName: 'alice' }])
        .summary(),
    ).toMatchObject({ unchanged: 1 });
    expect(batch.requests.map(({ headers }) => headers.get('content-type'))).toEqual(
      Array(2).fill('application/x-ndjson'),
    );
    const file = recordingClient([cut, answered], options);
    const summary = file.sso.users('acme').import({ csv: 'userName\nalice\n' }).summary();
    await expect(summary).rejects.toMatchObject({ reason: 'network' });
    expect(file.requests).toHaveLength(1);
  });

  /** An answer that ends in the middle, with its connection. */
  const cutAfter = (text: string) => () => {
    const parts = [text];
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const part = parts.shift();
        if (part === undefined) controller.error(new Error('reset'));
        else controller.enqueue(new TextEncoder().encode(part));
      },
    });
    return new Response(body);
  };
  const one = '{"line":1,"userName":"alice","result":"created"}\n';
  const both = () =>
    new Response(`${one.replace('created', 'unchanged')}{"line":2,"userName":"bob","result":"unchanged"}\n`);

  it('loses nothing that was answered before its connection broke', async () => {
    const users = [{ userName: 'alice' }, { userName: 'bob' }];
    const { sso, requests } = recordingClient([cutAfter(`${one}{"line":2,`), both], { timers, timeoutMs: 0 });
    const answers = sso.users('acme').import(users);
    expect(await answers.summary()).toMatchObject({ created: 1, unchanged: 1, answered: 2 });
    expect(requests).toHaveLength(2);

    const never = recordingClient([cutAfter(one)], { timers, timeoutMs: 0, retries: 1 });
    const lines: number[] = [];
    const walk = async () => {
      for await (const { line } of never.sso.users('acme').import(users)) lines.push(line);
    };
    await expect(walk()).rejects.toMatchObject({ reason: 'network' });
    expect([lines, never.requests.length]).toEqual([[1], 2]);
  });

  it('says so where its answer breaks off', async () => {
    const broken = () => {
      const body = new ReadableStream({
        pull: (controller) => {
          controller.error(new Error('reset'));
        },
      });
      return new Response(body);
    };
    const { sso } = recordingClient([broken], { timers, timeoutMs: 0 });
    const walk = async () => {
      for await (const { userName } of sso.users('acme').export()) throw new Error(userName);
    };
    await expect(walk()).rejects.toMatchObject({ name: 'RamSsoUnreachable', reason: 'network' });
  });
});
