import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort, ServiceProcess, Workshop } from '../support/service-process';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('the service on an empty machine', () => {
  const workshop = new Workshop();
  afterEach(() => workshop.clean());

  it('starts without settings, keeps its secrets to itself, says where it is, and comes back with its data', async () => {
    const port = await freePort();
    const first = workshop.start({ PORT: port });
    const banner = await first.ready();
    const data = join(first.directory, '.data');
    const token = readFileSync(join(data, 'admin-token'), 'utf8').trim();
    expect(banner).toContain(`http://localhost:${port}`);
    expect(banner).toContain('.data/admin-token');
    expect(banner).toContain('/docs');
    expect(banner).toContain(`http://localhost:${port}/admin\n`);
    expect(banner).not.toContain(token);
    expect([data, join(data, 'postgres')].map(modeOf)).toEqual(['700', '700']);
    expect(['admin-token', 'master-key', 'lock'].map((name) => modeOf(join(data, name)))).toEqual([
      '600',
      '600',
      '600',
    ]);
    expect(Buffer.from(readFileSync(join(data, 'master-key'), 'utf8'), 'base64')).toHaveLength(32);

    const call = (method: string, path: string, body?: object): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      });
    expect((await call('POST', '/api/v1/tenants', { alias: 'acme' })).status).toBe(201);
    expect((await call('GET', '/readyz?word=hush')).status).toBe(200);
    expect((await call('GET', '/')).status).toBe(200);
    expect(await first.stop()).toBe(0);
    const lines = first.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const requests = lines.filter(({ msg }) => msg === 'request');
    expect(requests.map(({ method, path, status }) => [method, path, status])).toEqual([
      ['POST', '/api/v1/tenants', 201],
      ['GET', '/readyz', 200],
      ['GET', '/', 200],
    ]);
    for (const line of first.stdout.trim().split('\n'))
      expect(line.split('"requestId"').length).toBeLessThanOrEqual(2);
    expect(requests[0]).toMatchObject({
      level: 'info',
      actor: 'platform',
      requestId: expect.any(String) as string,
    });
    for (const secret of [token, 'hush', 'Bearer']) expect(first.stdout).not.toContain(secret);

    const second = workshop.start({ PORT: port }, first.directory);
    await second.ready();
    expect((await call('GET', '/api/v1/tenants/acme')).status).toBe(200);
  }, 60_000);

  it('recovers after SIGKILL, and leaves alone a process that has the old number of its database', async () => {
    const port = await freePort();
    const killed = workshop.start({ PORT: port });
    await killed.ready();
    const pidFile = join(killed.directory, '.data', 'postgres', 'data', 'postmaster.pid');
    const stale = readFileSync(pidFile, 'utf8');
    killed.signal('SIGKILL');
    await killed.exited;
    // The database ends by itself; then its number belongs to another process, here to this one.
    while (existsSync(pidFile)) await setTimeout(10);
    writeFileSync(pidFile, stale.replace(/^\d+/, String(process.pid)));
    const second = workshop.start({ PORT: port }, killed.directory);
    await second.ready();
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  }, 60_000);

  it('recovers where the killed one’s database still runs', async () => {
    const port = await freePort();
    const killed = workshop.start({ PORT: port });
    await killed.ready();
    killed.signal('SIGKILL');
    const second = workshop.start({ PORT: port }, killed.directory);
    await second.ready();
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  }, 60_000);

  it('works below a directory whose path is too long for a socket', async () => {
    const directory = workshop.directory();
    const long = join(directory, 'a'.repeat(100), 'data');
    const service = workshop.start({ PORT: await freePort(), DATA_DIR: long }, directory);
    await service.ready();
    expect(modeOf(long)).toBe('700');
    expect(await service.stop()).toBe(0);
  }, 60_000);

  it.each([
    ['--help', /Usage: ram-sso/],
    ['--version', /^\d+\.\d+\.\d+\n$/],
  ])('answers %s', async (word, said) => {
    const service = new ServiceProcess(workshop.directory(), {}, [word]);
    expect(await service.exited).toBe(0);
    expect(service.stdout).toMatch(said);
  });

  it('ends with 2 and its usage on a word that it does not know', async () => {
    const service = new ServiceProcess(workshop.directory(), {}, ['migrate']);
    expect(await service.exited).toBe(2);
    expect(service.stderr).toMatch(/There is no "migrate"/);
  });

  it.each([
    [['rotate-master-key', 'c2VjcmV0']],
    [['rotate-master-key', '--key=c2VjcmV0']],
    [['--key=c2VjcmV0']],
    [['serve', '--key', 'c2VjcmV0']],
  ])('does not repeat what may be a key, written where none is taken: %j', async (words) => {
    const service = new ServiceProcess(workshop.directory(), {}, words);
    expect(await service.exited).toBe(2);
    expect(service.stderr).toMatch(/Usage: ram-sso/);
    expect(service.stdout + service.stderr).not.toContain('c2VjcmV0');
  });
});
