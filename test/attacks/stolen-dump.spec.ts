import { createDecipheriv, createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { formTokenOf } from '../../src/console/session/form-token';
import { masterKeyIdOf, Sealing } from '../../src/secrets/sealing';
import { hashSecret } from '../../src/secrets/tokens';
import { ConsoleBrowser } from '../console/support/console-browser';
import { createToken } from '../support/api';
import { type BegunTest, beginTest, createTestLink, pressStart, runTest } from '../support/test-login';
import { startApp, type TestApp } from '../support/app';
import {
  beginLogin,
  type BegunLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  setCookies,
  signIn,
} from '../support/login-scene';
import { makeSetupLink, type MadeSetupLink, takeLink } from '../support/setup-links';
import { SpKeyCalls } from '../support/sp-keys';
import { createWebhook } from '../support/webhook-receiver';
import { asCredentials, columnsWith, type DumpedValue, readDump } from './support/stolen-dump';

/** Whoever has the database, and nothing else: no environment, no DATA_DIR. */
describe('a stolen dump of the database', () => {
  let app: TestApp;
  let scene: LoginScene;
  let begun: BegunLogin;
  let tested: BegunTest;
  let link: string;
  let setupLink: MadeSetupLink;
  let setupCookie: string;
  let sessionCookie: string;
  let consoleSecret: string;
  let tokens: { readonly platform: string; readonly tenant: string };
  let keys: KeyObject[];
  let webhooks: readonly string[];
  /** A response that was refused, and kept. */
  let kept: string;
  let dump: DumpedValue[];

  beforeAll(async () => {
    app = await startApp();
    const saml = { signAuthnRequests: 'always', assertionEncryption: 'optional' };
    scene = await makeScene(app, { tenant: { saml } });
    sessionCookie = setCookies(await signIn(scene)).ram_session ?? '';
    begun = await beginLogin(scene, '?RelayState=%2Fconsole');
    tested = await beginTest(scene);
    link = await createTestLink(scene);
    setupLink = await makeSetupLink(app, scene.tenant.alias);
    const taken = await takeLink(app, await makeSetupLink(app, scene.tenant.alias));
    setupCookie = setCookies(taken).ram_admin ?? '';
    tokens = {
      platform: await createToken(app, 'admin'),
      tenant: await createToken(app, 'viewer', scene.tenant.alias),
    };
    const hook = await createWebhook(app, scene.tenant.alias, { url: 'https://hook.example/' });
    const rotated = await app.request('POST', `${hook.path}/rotate-secret`);
    webhooks = [hook.secret, (rotated.body as { secret: string }).secret];
    const calls = new SpKeyCalls(app, scene.tenant.alias);
    for (const purpose of ['signing', 'encryption'] as const)
      await calls.promoted(await calls.created(purpose));
    await calls.created('signing');
    keys = (await sealedKeys()).map(({ use, sealed, masterKeyId }) =>
      createPrivateKey(new Sealing(app.settings.masterKey).open(sealed, masterKeyId, purposeOf(use))),
    );
    consoleSecret = (await ConsoleBrowser.enter(app)).cookies.ram_admin ?? '';
    // Used once, so that what is noted of uses is there.
    await app.request('GET', '/session', { cookies: { ram_session: sessionCookie } });
    await Promise.all(Object.values(tokens).map((token) => app.request('GET', '/api/v1/tenants', { token })));
    kept = scene.idp.post(
      planFor(scene, undefined, (plan) => {
        plan.nameId = `kept.nobody@${scene.tenant.defaultDomain}`;
        plan.attributes = { note: ['seen-by-the-administrator-alone-0123456789'] };
      }),
    );
    expect((await postResponse(scene, kept)).status).toBe(401);
    await runTest(scene, (plan) => {
      plan.attributes = { note: ['tested-by-the-administrator-alone-0123456789'] };
    });
    dump = await readDump(app.dataSource);
    // What is tried with it is refused by the thousand, and none of that is to be looked into.
    const body = { saml: { keepRefusedLogins: false } };
    expect((await app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, { body })).status).toBe(200);
  });
  afterAll(() => app.close());

  const purposeOf = (use: string) => `sp-key:${scene.tenant.id}:${use}`;
  const sealedKeys = () =>
    app.dataSource.query<{ use: string; status: string; sealed: Buffer; masterKeyId: string }[]>(
      `SELECT use, status, sealed_private_key AS sealed, master_key_id AS "masterKeyId" FROM sp_keys
        WHERE tenant_id = $1 ORDER BY use, status`,
      [scene.tenant.id],
    );
  const sessionSecret = () => sessionCookie.split('.')[1] ?? '';
  const loginSecret = () => Object.values(begun.cookies)[0] ?? '';
  const setupSecret = () => new URL(setupLink.url).searchParams.get('secret') ?? '';
  const columns = () => new Set(dump.map(({ column }) => column));

  it('is read whole: it shows all that is stored of each of them', () => {
    expect(columns()).toContain('audit_events_default.details');
    expect(columnsWith(dump, hashSecret(sessionSecret()))).toEqual(['sessions.token_hash']);
    expect(columnsWith(dump, hashSecret(loginSecret()))).toEqual(['authn_requests.browser_secret_hash']);
    expect(columnsWith(dump, hashSecret(link))).toEqual(['test_logins.token_hash']);
    expect(columnsWith(dump, hashSecret(consoleSecret))).toEqual(['console_sessions.token_hash']);
    expect(columnsWith(dump, hashSecret(setupSecret()))).toEqual(['setup_links.secret_hash']);
    expect(columnsWith(dump, hashSecret(setupCookie))).toEqual(['console_sessions.token_hash']);
    for (const token of Object.values(tokens))
      expect(columnsWith(dump, hashSecret(token))).toEqual(['api_tokens.secret_hash']);
    expect(columnsWith(dump, Buffer.from(masterKeyIdOf(app.settings.masterKey)))).toEqual(
      expect.arrayContaining(['master_keys.id', 'sp_keys.master_key_id', 'webhook_secrets.master_key_id']),
    );
    expect(columns()).toContain('webhook_secrets.sealed_secret');
    expect(columns()).toContain('refused_logins.sealed');
    expect(columns()).toContain('test_reports.sealed');
    expect(columnsWith(dump, Buffer.from(scene.alice))).toContain('sessions.name_id');
    // Of the metadata, where it stands as Base64 within XML.
    expect(columnsWith(dump, scene.idp.keys.certificateDer.subarray(100, 140))).toContain(
      'idp_trust_versions.metadata',
    );
  });

  describe('shows in no column, in no encoding', () => {
    it.each<[string, () => string]>([
      ['the secret of a session', sessionSecret],
      ['the session cookie', () => sessionCookie],
      ['the secret of a login under way', loginSecret],
      ['the ID of a request that is not answered yet', () => begun.requestId],
      ['the token of a test link', () => link],
      ['the secret of a set-up link', setupSecret],
      ['the cookie of whoever took one', () => setupCookie],
      ['the secret of a test under way', () => Object.values(tested.cookies)[0] ?? ''],
      ['the ID of its request', () => tested.requestId],
      ['the secret of an API token of the platform', () => tokens.platform],
      ['the secret of an API token of a tenant', () => tokens.tenant],
      ['the secret of a webhook, which its rotation made an old one', () => webhooks[0]?.slice(6) ?? ''],
      ['the secret of a webhook', () => webhooks[1]?.slice(6) ?? ''],
      ['the secret of a session of the console', () => consoleSecret],
      ['the token of its forms', () => formTokenOf(consoleSecret)],
      ['what a refused login says', () => 'seen-by-the-administrator-alone-0123456789'],
      ['what a test showed', () => 'tested-by-the-administrator-alone-0123456789'],
      ['the signature of a refused login', () => signatureOf(kept)],
      ['the admin token', () => app.settings.adminToken],
      ['the hash of the admin token', () => hashSecret(app.settings.adminToken).toString('latin1')],
      ['the master key', () => app.settings.masterKey.toString('latin1')],
    ])('%s', (_, read) => {
      const secret = read();
      expect(secret.length).toBeGreaterThanOrEqual(32);
      const forms = [Buffer.from(secret, 'latin1')];
      // Of bytes that are no Base64, little or nothing would be left, which is everywhere.
      if (/^[A-Za-z0-9+/_-]+=*$/.test(secret)) forms.push(Buffer.from(secret, 'base64'));
      for (const form of forms) expect(columnsWith(dump, form)).toEqual([]);
    });

    it('a private key of the tenant: as PEM, as DER, by its numbers', () => {
      expect(keys).toHaveLength(5);
      for (const privateKey of keys) {
        const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
        const lines = pem.split('\n').filter((line) => line.length === 64);
        const numbers = Object.entries(privateKey.export({ format: 'jwk' }))
          .filter(([name]) => ['d', 'p', 'q', 'dp', 'dq', 'qi'].includes(name))
          .map(([, value]) => Buffer.from(String(value), 'base64url'));
        expect([lines.length > 20, numbers.length]).toEqual([true, 6]);
        for (const number of numbers) expect(columnsWith(dump, number.subarray(0, 32))).toEqual([]);
        // The second line on has the public modulus, which the certificate shows.
        for (const line of lines.slice(8)) expect(columnsWith(dump, Buffer.from(line))).toEqual([]);
        const der = privateKey.export({ type: 'pkcs1', format: 'der' });
        expect(columnsWith(dump, der.subarray(-64))).toEqual([]);
      }
      expect(columnsWith(dump, Buffer.from('PRIVATE KEY'))).toEqual([]);
    });
  });

  describe('opens nothing, whatever of it is shown in whatever encoding', () => {
    const credentials = () => [...new Set(dump.flatMap(({ bytes }) => asCredentials(bytes)))];
    const refused = async (tries: readonly string[], ask: (text: string) => Promise<{ status: number }>) => {
      expect(tries.length).toBeGreaterThan(200);
      const admitted: string[] = [];
      for (const text of tries) if ((await ask(text)).status !== 401) admitted.push(text);
      expect(admitted).toEqual([]);
    };

    it('as a session cookie', async () => {
      const ask = (ram_session: string) => app.request('GET', '/session', { cookies: { ram_session } });
      const tries = credentials().flatMap((text) => [text, `${scene.tenant.id}.${text}`]);
      await refused(tries, ask);
      expect((await ask(sessionCookie)).status).toBe(200);
    }, 60_000);

    it('as a bearer token', async () => {
      const ask = (token: string) =>
        app.request('GET', `/api/v1/tenants/${scene.tenant.alias}`, { token: null, headers: bearer(token) });
      await refused(credentials(), ask);
      for (const token of [...Object.values(tokens), app.settings.adminToken])
        expect((await ask(token)).status).toBe(200);
    }, 60_000);

    it('as the cookie of a login under way', async () => {
      // He is given what the dump does not show: the request's ID, and a response that the IdP signed.
      const response = scene.idp.post(planFor(scene, begun.requestId));
      const ask = (text: string) =>
        postResponse(scene, response, {
          cookies: Object.fromEntries(Object.keys(begun.cookies).map((name) => [name, text])),
        });
      await refused(credentials(), ask);
      expect((await ask(loginSecret())).status).toBe(303);
    }, 60_000);

    it('as the token of a test link', async () => {
      const admitted: string[] = [];
      for (const text of credentials())
        if ((await pressStart(scene, text)).status !== 404) admitted.push(text);
      expect(admitted).toEqual([]);
      expect((await pressStart(scene, link)).status).toBe(303);
    }, 60_000);

    it('as the secret of a set-up link', async () => {
      const ask = (secret: string) =>
        takeLink(app, { ...setupLink, url: setupLink.url.replace(/=.*/, `=${encodeURIComponent(secret)}`) });
      const admitted: string[] = [];
      for (const text of credentials()) if ((await ask(text)).status < 400) admitted.push(text);
      expect(admitted).toEqual([]);
      expect((await ask(setupSecret())).status).toBe(303);
    }, 60_000);

    it('as the key of what is sealed', async () => {
      const rows = await sealedKeys();
      const candidates = dump.flatMap(({ bytes }) => [
        createHash('sha256').update(bytes).digest(),
        ...(bytes.length === 32 ? [bytes] : []),
      ]);
      expect(rows.map(({ use, status }) => `${use} ${status}`)).toEqual([
        'encryption current',
        'encryption previous',
        'signing current',
        'signing next',
        'signing previous',
      ]);
      expect(candidates.length).toBeGreaterThan(100);
      for (const { use, sealed, masterKeyId } of rows) {
        const purpose = purposeOf(use);
        expect(candidates.filter((key) => opens(sealed, key, purpose))).toEqual([]);
        expect(opens(sealed, app.settings.masterKey, purpose)).toBe(true);
        const pem = new Sealing(app.settings.masterKey).open(sealed, masterKeyId, purpose).toString();
        expect(pem).toContain('PRIVATE KEY');
      }
    });
  });
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** AES-256-GCM as the service seals, without the look at the key's fingerprint. */
function opens(sealed: Buffer, key: Buffer, purpose: string): boolean {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(12, 28));
  decipher.update(sealed.subarray(28));
  try {
    decipher.final();
    return true;
  } catch {
    return false;
  }
}

function signatureOf(samlResponse: string): string {
  const xml = Buffer.from(samlResponse, 'base64').toString();
  return /SignatureValue>([^<]+)</.exec(xml)?.[1]?.replace(/\s/g, '') ?? '';
}
