import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createDatabase } from '../support/postgres';
import { freePort, type ServiceProcess, Workshop } from '../support/service-process';

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`);

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setTimeout(10);
}

/** Over a connection of its own, as another browser would. */
const ask = (port: string, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    ...init,
    headers: { connection: 'close', ...(init.headers as object) },
  });

/** Which workers have answered. */
function answered({ stdout }: ServiceProcess): Set<unknown> {
  const lines = stdout.split('\n').filter((line) => line.endsWith('}'));
  return new Set(lines.map((line) => (JSON.parse(line) as { worker?: number }).worker));
}

describe('the service with workers', () => {
  const workshop = new Workshop();
  afterEach(() => workshop.clean());

  it('answers by all of them, replaces one that is killed, and leaves nothing behind', async () => {
    const port = await freePort();
    const service = workshop.start({ PORT: port }, undefined, ['serve', '--workers', '2']);
    expect(await service.ready()).toContain('2 workers');
    const [killed = 0, ...others] = service.workers();
    expect(others).toHaveLength(1);
    const data = join(service.directory, '.data');
    const headers = { authorization: `Bearer ${readFileSync(join(data, 'admin-token'), 'utf8').trim()}` };
    const body = JSON.stringify({ alias: 'acme' });
    const post = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body };
    expect((await ask(port, '/api/v1/tenants', post)).status).toBe(201);
    const look = async (): Promise<number> => (await ask(port, '/api/v1/tenants/acme', { headers })).status;
    await until(async () => (await look()) === 200 && [1, 2].every((id) => answered(service).has(id)));
    const metrics = await (await ask(port, '/metrics')).text();
    expect(metrics).toMatch(/^ram_sso_workers 2$/m);
    const created =
      /^ram_sso_http_request_duration_seconds_count\{.*route="\/api\/v1\/tenants",status="201"\} 1$/m;
    expect(metrics).toMatch(created);

    process.kill(killed, 'SIGKILL');
    await until(() => !isAlive(killed));
    for (let asked = 0; asked < 20; asked += 1) expect(await look()).toBe(200);
    await until(async () => (await look()) === 200 && answered(service).has(3));
    expect(await (await ask(port, '/metrics')).text()).toMatch(/^ram_sso_workers 2$/m);
    expect((await ask(port, '/readyz')).status).toBe(200);

    const workers = service.workers();
    expect(workers).toHaveLength(2);
    expect(await service.stop()).toBe(0);
    expect(workers.filter(isAlive)).toEqual([]);
    expect(existsSync(join(data, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  }, 90_000);

  it('ends with all of them, and with its database, where it is killed itself', async () => {
    const port = await freePort();
    const service = workshop.start({ PORT: port, WORKERS: '2' });
    await service.ready();
    const workers = service.workers();
    expect(workers).toHaveLength(2);
    service.signal('SIGKILL');
    await service.exited;
    await until(() => !workers.some(isAlive));
    await until(() => !existsSync(join(service.directory, '.data', 'postgres', 'data', 'postmaster.pid')));
    const second = workshop.start({ PORT: port, WORKERS: '2' }, service.directory);
    await second.ready();
    expect((await ask(port, '/readyz')).status).toBe(200);
  }, 90_000);

  it('gives up where no worker stays alive', async () => {
    const database = await createDatabase();
    const service = workshop.start({
      DATABASE_URL: database.url,
      ADMIN_TOKEN: 'z'.repeat(40),
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      PORT: await freePort(),
      WORKERS: '2',
    });
    await service.ready();
    const workers = service.workers();
    await database.drop();
    for (const pid of workers) process.kill(pid, 'SIGKILL');
    expect(await service.exited).toBe(1);
    expect(service.workers()).toEqual([]);
  }, 90_000);

  it('does not begin on a port that is taken, and says so once', async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
    const { port } = taken.address() as { port: number };
    const service = workshop.start({ PORT: String(port), WORKERS: '2' });
    expect(await service.exited).toBe(1);
    expect(service.stderr.match(new RegExp(`Port ${port}`, 'g'))).toHaveLength(1);
    await new Promise((done) => taken.close(done));
    const second = workshop.start({ PORT: String(port), WORKERS: '2' }, service.directory);
    await second.ready();
    expect(await second.stop()).toBe(0);
  }, 90_000);
});
