import { Client } from 'pg';
import { StatementBatch } from '../../src/database/statement-batch';
import { LoginCounts } from '../../src/login-counts/login-counts.service';
import { startApp, type TestApp } from '../support/app';
import {
  type BegunLogin,
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  setCookies,
  signIn,
} from '../support/login-scene';

interface Asked {
  readonly name: string;
  readonly text: string;
}

/** What a browser's way in costs the database: it is counted here, since with a thousand logins a second nothing else weighs as much. */
describe('what the database is asked by', () => {
  let app: TestApp;
  let scene: LoginScene;
  let begun: BegunLogin;
  let session: Record<string, string>;
  beforeAll(async () => {
    app = await startApp();
    // Else what was counted would be stored every ten seconds, in the midst of whatever is asked then.
    jest.spyOn(app.nest.get(LoginCounts, { strict: false }), 'flush').mockResolvedValue();
    scene = await makeScene(app);
    // The first one reads the tenant and its trust.
    await signIn(scene);
    await fill();
  });
  afterAll(() => app.close());

  /** With others of the tenant, so that a way through all of them is no way; as autovacuum does, Postgres is told of them. */
  async function fill(): Promise<void> {
    const { tenant } = scene;
    await app.dataSource.query(
      `INSERT INTO ram_users (tenant_id, id, user_name, user_name_key, status, search_key, revision, created_at, updated_at)
       SELECT $1, gen_random_uuid(), 'u' || n, 'u' || n, 'active', '', 1, now(), now() FROM generate_series(1, 2000) AS n`,
      [tenant.id],
    );
    await app.dataSource.query(
      `INSERT INTO sessions (tenant_id, id, user_id, token_hash, name_id, issued_at, expires_at, authn_instant, ip)
       SELECT $1, gen_random_uuid(), id, sha256(id::text::bytea), user_name, now(), now() + interval '1 hour', now(), '192.0.2.1'
         FROM ram_users WHERE tenant_id = $1`,
      [tenant.id],
    );
    await app.dataSource.query('ANALYZE');
  }

  async function asked(work: () => Promise<unknown>): Promise<Asked[]> {
    const spy = jest.spyOn(Client.prototype, 'query');
    try {
      await work();
      const calls = spy.mock.calls as unknown as [Asked | StatementBatch][];
      return calls.flatMap(([call]) =>
        call instanceof StatementBatch ? call.asked.map(({ statement }) => statement) : [call],
      );
    } finally {
      spy.mockRestore();
    }
  }

  /** The names of the indexes that it reads; `Seq Scan` where it reads a table whole. */
  async function indexesOf({ text }: Asked): Promise<string[]> {
    return app.dataSource.transaction(async (tx) => {
      // As `PreparedStatements` sets it: what has an index is read by it even where the table has but one page.
      await tx.query('SET LOCAL enable_seqscan = off');
      const lines: Record<string, string>[] = await tx.query(`EXPLAIN (GENERIC_PLAN) ${text}`);
      const plan = lines.map((line) => Object.values(line)[0] ?? '').join('\n');
      return Array.from(
        plan.matchAll(/Seq Scan|Index (?:Only )?Scan(?: Backward)? using (\w+)|Bitmap .* Scan on (\w+)/g),
        ([scan, index, bitmap]) => index ?? bitmap ?? scan,
      );
    });
  }

  it.each([
    ['a login that began at the IdP', async () => signIn(scene), 303],
    [
      'a login that began here',
      async () => {
        const { requestId, cookies } = begun;
        return postResponse(scene, scene.idp.post(planFor(scene, requestId)), { cookies });
      },
      303,
    ],
    [
      'the start of a login',
      async () => app.request('GET', `/saml/${scene.tenant.alias}/login`, { token: null }),
      302,
    ],
    [
      'a look at the session',
      async () => app.request('GET', '/session', { token: null, cookies: session }),
      200,
    ],
  ])('%s is one statement, planned once, by keys alone', async (_what, work, status) => {
    begun = await beginLogin(scene);
    session = setCookies(await signIn(scene));
    const statements = await asked(async () => {
      expect((await work()).status).toBe(status);
    });
    expect(statements).toHaveLength(1);
    for (const statement of statements) {
      // Prepared, and so planned once a connection.
      expect(statement.name).toMatch(/^[\w-]{43}$/);
      const indexes = await indexesOf(statement);
      expect(indexes.length).toBeGreaterThan(0);
      // By whole keys: none of their other indexes, which may lead through all of a tenant.
      expect(indexes.filter((index) => !/^(?:pk|uq)_/.test(index))).toEqual([]);
    }
  });
});
