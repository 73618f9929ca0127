import { createPrivateKey } from 'node:crypto';
import { Client } from 'pg';
import { Sealing } from '../../src/secrets/sealing';
import { hashSecret } from '../../src/secrets/tokens';
import { ConsoleBrowser } from '../console/support/console-browser';
import { createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { createTestLink, pressStart, runTest } from '../support/test-login';
import {
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  setCookies,
  signIn,
} from '../support/login-scene';
import { makeSetupLink, takeLink } from '../support/setup-links';
import { SpKeyCalls } from '../support/sp-keys';
import { createWebhook } from '../support/webhook-receiver';

/**
 * Whoever measures how long a look-up takes, or reads the database's log, must learn nothing of a secret: so no secret goes there, and
 * what is compared is its hash, which nobody can choose by steps.
 */
describe('what the database is asked', () => {
  let app: TestApp;
  let scene: LoginScene;
  beforeAll(async () => {
    app = await startApp();
    scene = await makeScene(app);
  });
  afterAll(() => app.close());

  /** All that goes to Postgres meanwhile: statements and their values, as bytes. */
  async function asked(work: () => Promise<unknown>): Promise<Buffer[]> {
    const spy = jest.spyOn(Client.prototype, 'query');
    try {
      await work();
      return (spy.mock.calls as unknown[][]).flat(2).flatMap(toBytes);
    } finally {
      spy.mockRestore();
    }
  }

  const shows = (all: readonly Buffer[], part: string | Buffer) => all.some((one) => one.includes(part));

  it('of a session, is the hash of its secret', async () => {
    const { ram_session = '' } = setCookies(await signIn(scene));
    const secret = ram_session.split('.')[1] ?? '';
    const all = await asked(async () => {
      expect((await app.request('GET', '/session', { cookies: { ram_session } })).status).toBe(200);
    });
    expect([shows(all, hashSecret(secret)), shows(all, secret)]).toEqual([true, false]);
    expect(shows(all, Buffer.from(secret, 'base64url'))).toBe(false);
  });

  it('of a session that is opened, is the hash of its secret', async () => {
    let secret = '';
    const all = await asked(async () => {
      secret = setCookies(await signIn(scene)).ram_session?.split('.')[1] ?? '';
    });
    expect(secret).toHaveLength(43);
    expect([shows(all, hashSecret(secret)), shows(all, secret)]).toEqual([true, false]);
  });

  it('of a session of the console, is the hash of its secret', async () => {
    const { adminToken } = app.settings;
    let browser = ConsoleBrowser.new(app);
    const all = await asked(async () => {
      browser = await ConsoleBrowser.enter(app);
      expect((await browser.get('/admin')).status).toBe(200);
    });
    const secret = browser.cookies.ram_admin ?? '';
    expect([shows(all, hashSecret(secret)), shows(all, secret)]).toEqual([true, false]);
    expect([shows(all, adminToken), shows(all, hashSecret(adminToken))]).toEqual([false, false]);
    expect(shows(all, hashSecret(adminToken).toString('hex'))).toBe(false);
  });

  it('of an API token, is its hash; of the admin token, nothing', async () => {
    const token = await createToken(app, 'viewer');
    const all = await asked(async () => {
      for (const one of [token, app.settings.adminToken])
        expect((await app.request('GET', '/api/v1/tenants', { token: one })).status).toBe(200);
    });
    expect([shows(all, hashSecret(token)), shows(all, token)]).toEqual([true, false]);
    const { adminToken } = app.settings;
    expect([shows(all, hashSecret(adminToken)), shows(all, adminToken)]).toEqual([false, false]);
  });

  it('of a private key of the tenant, is what it is sealed to', async () => {
    const calls = new SpKeyCalls(app, scene.tenant.alias);
    const all = await asked(() => calls.created('encryption'));
    const rows = await app.dataSource.query<{ sealed: Buffer; masterKeyId: string }[]>(
      'SELECT sealed_private_key AS sealed, master_key_id AS "masterKeyId" FROM sp_keys WHERE tenant_id = $1 AND use = $2',
      [scene.tenant.id, 'encryption'],
    );
    expect(rows).toHaveLength(2);
    for (const { sealed, masterKeyId } of rows) {
      const pem = new Sealing(app.settings.masterKey).open(
        sealed,
        masterKeyId,
        `sp-key:${scene.tenant.id}:encryption`,
      );
      const der = createPrivateKey(pem).export({ type: 'pkcs1', format: 'der' });
      expect(shows(all, sealed)).toBe(true);
      expect([shows(all, pem.subarray(-200, -100)), shows(all, der.subarray(-64))]).toEqual([false, false]);
    }
    expect(shows(all, 'PRIVATE KEY')).toBe(false);
  });

  it('of the secret of a webhook, is neither it nor its bytes, when it is made, changed and signed with', async () => {
    let secrets: string[] = [];
    const all = await asked(async () => {
      const { path, secret } = await createWebhook(app, scene.tenant.alias, {
        url: 'https://10.1.1.1.example/',
      });
      const rotated = await app.request('POST', `${path}/rotate-secret`);
      secrets = [secret, (rotated.body as { secret: string }).secret];
      expect((await app.request('POST', `${path}/test`)).status).toBe(200);
    });
    expect(shows(all, 'https://10.1.1.1.example/')).toBe(true);
    for (const secret of secrets) {
      const base64 = secret.slice('whsec_'.length);
      expect([base64.length, shows(all, base64)]).toEqual([44, false]);
      expect(shows(all, Buffer.from(base64, 'base64'))).toBe(false);
    }
  });

  it('of a test, are the hashes of its link and of its cookie', async () => {
    let secrets: string[] = [];
    const all = await asked(async () => {
      const token = await createTestLink(scene);
      const response = await pressStart(scene, token);
      const [secret = ''] = Object.values(setCookies(response));
      secrets = [token, secret];
    });
    for (const secret of secrets) {
      expect(secret).toHaveLength(43);
      expect([shows(all, hashSecret(secret)), shows(all, secret)]).toEqual([true, false]);
    }
  });

  it('of a refused login, is nothing that its response says', async () => {
    const secret = 'seen-by-the-administrator-alone';
    const response = scene.idp.post(
      planFor(scene, undefined, (plan) => {
        plan.nameId = `nobody@${scene.tenant.defaultDomain}`;
        plan.attributes = { note: [secret] };
      }),
    );
    const all = await asked(async () => {
      expect((await postResponse(scene, response)).status).toBe(401);
    });
    expect(shows(all, 'refused_logins')).toBe(true);
    for (const part of [secret, response, response.slice(1000, 1100)]) expect(shows(all, part)).toBe(false);
  });

  it('of the report of a test, is nothing that its response says', async () => {
    const secret = 'tested-by-the-administrator-alone';
    let response = '';
    const all = await asked(async () => {
      const tested = await runTest(scene, (plan) => (plan.attributes = { note: [secret] }));
      response = tested.samlResponse;
    });
    expect(shows(all, 'INSERT INTO test_reports')).toBe(true);
    for (const part of [secret, response, response.slice(1000, 1100)]) expect(shows(all, part)).toBe(false);
  });

  it('of a set-up link, are the hashes of its secret and of its cookie', async () => {
    let secrets: string[] = [];
    const all = await asked(async () => {
      const link = await makeSetupLink(app, scene.tenant.alias);
      const { ram_admin = '' } = setCookies(await takeLink(app, link));
      secrets = [new URL(link.url).searchParams.get('secret') ?? '', ram_admin];
    });
    for (const secret of secrets) {
      expect(secret).toHaveLength(43);
      expect([shows(all, hashSecret(secret)), shows(all, secret)]).toEqual([true, false]);
    }
  });

  it('of a login under way, is the hash of its cookie', async () => {
    let cookies: Record<string, string> = {};
    const all = await asked(async () => {
      const begun = await beginLogin(scene);
      ({ cookies } = begun);
      const response = scene.idp.post(planFor(scene, begun.requestId));
      expect((await postResponse(scene, response, { cookies })).status).toBe(303);
    });
    const [secret = ''] = Object.values(cookies);
    expect(secret.length).toBeGreaterThanOrEqual(43);
    expect([shows(all, hashSecret(secret)), shows(all, secret)]).toEqual([true, false]);
  });
});

function toBytes(value: unknown): Buffer[] {
  if (Buffer.isBuffer(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(toBytes);
  if (value === null || typeof value !== 'object') return [Buffer.from(String(value))];
  return value instanceof Date ? [] : Object.values(value).flatMap(toBytes);
}
