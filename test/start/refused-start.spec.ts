import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { freePort, Workshop } from '../support/service-process';

describe('a service that can not start', () => {
  const workshop = new Workshop();
  let other: Server | undefined;
  afterEach(async () => {
    await workshop.clean();
    const server = other;
    if (server) await new Promise((done) => server.close(done));
    other = undefined;
  });

  it('names every wrong setting in a sentence, shows no secret, and ends with 2', async () => {
    const service = workshop.start({
      PORT: 'abc',
      BASE_URL: 'http://sso.example.com',
      ADMIN_TOKEN: 'too-short',
      RATE_LIMIT_FACTOR: '-1',
      LOG_LEVEL: 'loud',
    });
    expect(await service.exited).toBe(2);
    const lines = service.stderr.trim().split('\n');
    expect(lines.map((line) => line.split(' ', 1)[0])).toEqual([
      'PORT',
      'BASE_URL',
      'ADMIN_TOKEN',
      'RATE_LIMIT_FACTOR',
      'LOG_LEVEL',
    ]);
    expect(service.stderr).not.toContain('too-short');
    expect(service.stdout).toBe('');
  });

  it('says what is missing beside DATABASE_URL, and ends with 2', async () => {
    const service = workshop.start({ DATABASE_URL: 'postgresql://me:hush@127.0.0.1:1/x' });
    expect(await service.exited).toBe(2);
    expect(service.stderr).toMatch(/^ADMIN_TOKEN is missing.*\nMASTER_KEY is missing.*\n$/);
    expect(service.stderr).not.toContain('hush');
  });

  it('ends with 1 and a sentence where the database can not be reached', async () => {
    const service = workshop.start({
      DATABASE_URL: 'postgresql://me:hush@127.0.0.1:1/x',
      ADMIN_TOKEN: 'a'.repeat(32),
      MASTER_KEY: Buffer.alloc(32).toString('base64'),
    });
    expect(await service.exited).toBe(1);
    expect(service.stderr).toMatch(/^The database at 127\.0\.0\.1:1 can not be reached .*\n$/);
    expect(service.stderr).not.toContain('hush');
  });

  it('refuses a DATA_DIR that holds other files, and ends with 2', async () => {
    const directory = workshop.directory();
    writeFileSync(join(directory, 'letter.txt'), 'dear');
    const service = workshop.start({ DATA_DIR: directory }, directory);
    expect(await service.exited).toBe(2);
    expect(service.stderr).toMatch(/^DATA_DIR .* holds other files \(letter\.txt\).*\n$/);
  });

  it('ends with 1 and a sentence on a DATA_DIR that another service runs on, which goes on', async () => {
    const port = await freePort();
    const first = workshop.start({ PORT: port });
    await first.ready();
    const second = workshop.start({ PORT: await freePort() }, first.directory);
    expect(await second.exited).toBe(1);
    expect(second.stderr).toMatch(/^Another service runs on DATA_DIR .*\n$/);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  }, 60_000);

  it('ends with 1 and a sentence on a taken port, and takes its database down again', async () => {
    const server = createServer();
    other = server;
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    const directory = workshop.directory();
    const refused = workshop.start({ PORT: String(port) }, directory);
    expect(await refused.exited).toBe(1);
    expect(refused.stderr).toMatch(new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is taken.*\\n$`));
    const again = workshop.start({ PORT: await freePort() }, directory);
    await again.ready();
  }, 60_000);
});
