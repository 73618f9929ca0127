import { connect } from 'node:net';
import { Client } from 'pg';
import { createDatabase } from '../support/postgres';
import { freePort, Workshop } from '../support/service-process';

describe('services on one DATABASE_URL', () => {
  const workshop = new Workshop();
  afterEach(() => workshop.clean());

  it('migrate it once, however many start at the same moment', async () => {
    const database = await createDatabase('template0');
    const env = {
      DATABASE_URL: database.url,
      ADMIN_TOKEN: 'x'.repeat(40),
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    };
    const services = await Promise.all(
      [1, 2, 3].map(async () => workshop.start({ ...env, PORT: await freePort() })),
    );
    await Promise.all(services.map((service) => service.ready()));
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query<{ twice: string }>(
      'SELECT count(*) - count(DISTINCT name) AS twice FROM migrations',
    );
    await client.end();
    expect(rows).toEqual([{ twice: '0' }]);
    expect(await Promise.all(services.map((service) => service.stop()))).toEqual([0, 0, 0]);
    await database.drop();
  }, 90_000);

  it.each([1, 2])(
    'answer what they have begun before they end, by %i processes',
    async (workers) => {
      const database = await createDatabase();
      const port = await freePort();
      const token = 'y'.repeat(40);
      const service = workshop.start({
        DATABASE_URL: database.url,
        ADMIN_TOKEN: token,
        MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
        PORT: port,
        WORKERS: String(workers),
      });
      await service.ready();
      const body = JSON.stringify({ alias: 'slow-one' });
      const socket = connect(Number(port), '127.0.0.1');
      const answer = new Promise<string>((done) => {
        let text = '';
        socket.on('data', (chunk) => (text += chunk.toString()));
        socket.on('close', () => {
          done(text);
        });
      });
      socket.write(
        `POST /api/v1/tenants HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n` +
          `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
      );
      // "100 Continue": the request is under way, its body is not sent yet.
      await new Promise((done) => socket.once('data', done));
      service.signal('SIGTERM');
      await refused(Number(port));
      socket.write(body);
      expect(await answer).toMatch(/HTTP\/1\.1 201 Created/);
      expect(await service.exited).toBe(0);
      await database.drop();
    },
    60_000,
  );
});

/** Resolves once nothing listens there any more. */
async function refused(port: number): Promise<void> {
  for (;;) {
    const isRefused = await new Promise<boolean>((done) => {
      const probe = connect(port, '127.0.0.1');
      probe.once('connect', () => {
        probe.destroy();
        done(false);
      });
      probe.once('error', () => {
        done(true);
      });
    });
    if (isRefused) return;
  }
}
