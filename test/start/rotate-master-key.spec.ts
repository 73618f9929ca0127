import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestIdp } from '../support/idp/test-idp';
import { createDatabase, type TestDatabase } from '../support/postgres';
import { freePort, type ServiceProcess, Workshop } from '../support/service-process';
import { isSignedRedirect } from '../support/signed-redirect';

const COMMAND = 'rotate-master-key';
const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

/** Where the services believe to be: their metadata then differs by keys alone. */
const BASE_URL = 'http://localhost:4711';

/** A running service, as its clients see it. */
class Client {
  constructor(
    private readonly port: string,
    private readonly token: string,
  ) {}

  async createTenant(alias: string): Promise<void> {
    const idp = await TestIdp.create();
    await this.call('POST', '/api/v1/tenants', { alias, saml: { signAuthnRequests: 'always' } });
    await this.call('PUT', `/api/v1/tenants/${alias}/idp`, { metadataXml: idp.metadata() });
  }

  async metadata(alias: string): Promise<string> {
    return (await this.get(`/saml/${alias}/metadata`)).text();
  }

  /** Whether it opens the private key of the certificate that the tenant's metadata has. */
  async isSigning(alias: string): Promise<boolean> {
    const certificate = /X509Certificate>([^<]+)/.exec(await this.metadata(alias))?.[1] ?? '';
    const location = (await this.get(`/saml/${alias}/login`)).headers.get('location') ?? '';
    return isSignedRedirect(location, Buffer.from(certificate, 'base64'));
  }

  get(path: string): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${path}`, { redirect: 'manual' });
  }

  private async call(method: string, path: string, body: object): Promise<void> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
    const url = `http://127.0.0.1:${this.port}${path}`;
    const { ok } = await fetch(url, { method, headers, body: JSON.stringify(body) });
    expect(ok).toBe(true);
  }
}

describe('ram-sso rotate-master-key', () => {
  const workshop = new Workshop();
  afterEach(() => workshop.clean());

  describe('where the key is kept in DATA_DIR', () => {
    let directory: string;
    let metadata: string;
    const file = (name: string) => join(directory, '.data', name);
    const read = (name: string) => readFileSync(file(name), 'utf8').trim();

    async function start(): Promise<[ServiceProcess, Client]> {
      const port = await freePort();
      const service = workshop.start({ PORT: port, BASE_URL }, directory);
      await service.ready();
      return [service, new Client(port, read('admin-token'))];
    }

    const run = () => workshop.run(COMMAND, {}, directory);

    const preparation = new Workshop();
    let prepared: string;
    afterAll(() => preparation.clean());
    beforeAll(async () => {
      prepared = directory = preparation.directory();
      const [service, client] = await start();
      await client.createTenant('acme');
      metadata = await client.metadata('acme');
      await service.stop();
    }, 90_000);

    beforeEach(() => {
      directory = workshop.directory();
      execFileSync('cp', ['-a', join(prepared, '.data'), directory]);
    });

    async function expectServed(): Promise<void> {
      const [service, client] = await start();
      expect(await client.metadata('acme')).toBe(metadata);
      expect(await client.isSigning('acme')).toBe(true);
      await service.stop();
    }

    it('puts a new one in its place, which alone opens what there is', async () => {
      const old = read('master-key');
      const rotation = run();
      expect(await rotation.exited).toBe(0);
      const renewed = read('master-key');
      expect(renewed).not.toBe(old);
      expect(Buffer.from(renewed, 'base64')).toHaveLength(32);
      expect(statSync(file('master-key')).mode & 0o777).toBe(0o600);
      expect(existsSync(file('master-key.new'))).toBe(false);
      expect(rotation.stdout).toMatch(/^1 private key .*is sealed/);
      for (const secret of [old, renewed]) expect(rotation.stdout + rotation.stderr).not.toContain(secret);
      await expectServed();
      writeFileSync(file('master-key'), old);
      const refused = workshop.start({ PORT: await freePort() }, directory);
      expect(await refused.exited).toBe(2);
      expect(refused.stderr).toMatch(/^MASTER_KEY is not the key .*\n$/);
    }, 90_000);

    it('is refused while the service runs, which goes on', async () => {
      const old = read('master-key');
      const [, client] = await start();
      const rotation = run();
      expect(await rotation.exited).toBe(1);
      expect(rotation.stderr).toMatch(/^Another service runs on DATA_DIR .*: stop it, .*\n$/);
      expect(read('master-key')).toBe(old);
      expect((await client.get('/readyz')).status).toBe(200);
    }, 90_000);

    it('leaves a service that starts, whenever it is killed', async () => {
      const rotation = run();
      await appeared(directory, 'master-key.new');
      rotation.signal('SIGKILL');
      await rotation.exited;
      await expectServed();
      expect(existsSync(file('master-key.new'))).toBe(false);
    }, 90_000);

    it('is brought to its end where it was interrupted behind its commit: by a start, or by a second run', async () => {
      const old = read('master-key');
      await run().exited;
      const renewed = read('master-key');
      const interrupt = (): void => {
        writeFileSync(file('master-key.new'), renewed, { mode: 0o600 });
        writeFileSync(file('master-key'), old);
      };
      const isSettled = () => read('master-key') === renewed && !existsSync(file('master-key.new'));
      interrupt();
      await expectServed();
      expect(isSettled()).toBe(true);
      interrupt();
      const again = run();
      expect(await again.exited).toBe(0);
      expect(again.stdout).toContain('interrupted');
      expect(isSettled()).toBe(true);
    }, 90_000);

    it('makes none of its own where there is none', async () => {
      const empty = workshop.directory();
      const rotation = workshop.run(COMMAND, {}, empty);
      expect(await rotation.exited).toBe(2);
      expect(rotation.stderr).toMatch(/^DATA_DIR .* holds no database: .*\n$/);
      expect(existsSync(join(empty, '.data'))).toBe(false);
    });
  });

  describe('where MASTER_KEY gives it', () => {
    let database: TestDatabase;
    const token = 'x'.repeat(40);
    beforeEach(async () => {
      database = await createDatabase();
    });
    afterEach(() => database.drop());

    const run = (env: Record<string, string>) =>
      workshop.run(COMMAND, { DATABASE_URL: database.url, ...env }, workshop.directory());

    async function start(env: Record<string, string>): Promise<Client> {
      const port = await freePort();
      const secrets = { DATABASE_URL: database.url, ADMIN_TOKEN: token };
      await workshop.start({ ...secrets, BASE_URL, PORT: port, ...env }).ready();
      return new Client(port, token);
    }

    it('goes on beside the services, of which those that have both keys serve throughout', async () => {
      const [both, old] = await Promise.all([
        start({ MASTER_KEY: key(1), NEW_MASTER_KEY: key(2) }),
        start({ MASTER_KEY: key(1) }),
      ]);
      await both.createTenant('acme');
      const metadata = await both.metadata('acme');

      const rotation = run({ MASTER_KEY: key(1), NEW_MASTER_KEY: key(2) });
      expect(await rotation.exited).toBe(0);
      for (const secret of [key(1), key(2)]) expect(rotation.stdout).not.toContain(secret);

      expect((await old.get('/readyz')).status).toBe(503);
      expect((await both.get('/readyz')).status).toBe(200);
      await both.createTenant('globex');
      const [acme, globex] = [await both.metadata('acme'), await both.metadata('globex')];
      expect(acme).toBe(metadata);
      expect([await both.isSigning('acme'), await both.isSigning('globex')]).toEqual([true, true]);

      const renewed = await start({ MASTER_KEY: key(2) });
      expect(await renewed.metadata('globex')).toBe(globex);
      expect([await renewed.isSigning('acme'), await renewed.isSigning('globex')]).toEqual([true, true]);
      const again = run({ MASTER_KEY: key(1), NEW_MASTER_KEY: key(2) });
      expect(await again.exited).toBe(0);
      expect(again.stdout).toContain('Nothing was to be done');
    }, 90_000);

    it.each<[string, Record<string, string>, RegExp]>([
      ['no MASTER_KEY', { NEW_MASTER_KEY: key(2) }, /^MASTER_KEY is missing.*\n$/],
      ['no NEW_MASTER_KEY', { MASTER_KEY: key(1) }, /^NEW_MASTER_KEY is missing.*\n$/],
      [
        'the same twice',
        { MASTER_KEY: key(1), NEW_MASTER_KEY: key(1) },
        /^NEW_MASTER_KEY must be another.*\n$/,
      ],
      [
        'half a key',
        { MASTER_KEY: key(1), NEW_MASTER_KEY: 'aGFsZg==' },
        /^NEW_MASTER_KEY must be 32 bytes.*\n$/,
      ],
      [
        'a new key for one that is kept in DATA_DIR',
        { DATABASE_URL: '', NEW_MASTER_KEY: key(2) },
        /^NEW_MASTER_KEY goes with MASTER_KEY.*\n$/,
      ],
    ])('ends with 2 and a sentence that shows no key: %s', async (_, env, sentence) => {
      const rotation = run(env);
      expect(await rotation.exited).toBe(2);
      expect(rotation.stderr).toMatch(sentence);
      for (const secret of Object.values(env).filter((value) => value !== ''))
        expect(rotation.stderr).not.toContain(secret);
    });

    it('ends with 1 and a sentence where the database can not be reached', async () => {
      const keys = { MASTER_KEY: key(1), NEW_MASTER_KEY: key(2) };
      const rotation = run({ ...keys, DATABASE_URL: 'postgresql://me:hush@127.0.0.1:1/x' });
      expect(await rotation.exited).toBe(1);
      expect(rotation.stderr).toMatch(/^The database at 127\.0\.0\.1:1 can not be reached .*\n$/);
    });
  });
});

/** Until the data directory holds that file. */
async function appeared(directory: string, name: string): Promise<void> {
  const data = join(directory, '.data');
  const changes = watch(data);
  await new Promise<void>((done) => {
    const look = (): void => {
      if (existsSync(join(data, name))) done();
    };
    changes.on('change', look);
    look();
  });
  changes.close();
}
