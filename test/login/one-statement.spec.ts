import { Client } from 'pg';
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
    scene = await makeScene(app);
    // The first one reads the tenant and its trust.
    await signIn(scene);
  });
  afterAll(() => app.close());

  async function asked(work: () => Promise<unknown>): Promise<Asked[]> {
    const spy = jest.spyOn(Client.prototype, 'query');
    try {
      await work();
      return (spy.mock.calls as unknown as [Asked][]).map(([statement]) => statement);
    } finally {
      spy.mockRestore();
    }
  }

  async function isPlannedOnceAndIndexed({ name, text }: Asked): Promise<boolean> {
    expect(name).toMatch(/^[\w-]{43}$/);
    return app.dataSource.transaction(async (tx) => {
      // As `PreparedStatements` sets it: what has an index is read by it even where the table has but one page.
      await tx.query('SET LOCAL enable_seqscan = off');
      const plan: Record<string, string>[] = await tx.query(`EXPLAIN (GENERIC_PLAN) ${text}`);
      return !plan.some((line) => Object.values(line)[0]?.includes('Seq Scan'));
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
  ])('%s is one statement, planned once, by indexes alone', async (_what, work, status) => {
    begun = await beginLogin(scene);
    session = setCookies(await signIn(scene));
    const statements = await asked(async () => {
      expect((await work()).status).toBe(status);
    });
    expect(statements).toHaveLength(1);
    for (const statement of statements) expect(await isPlannedOnceAndIndexed(statement)).toBe(true);
  });
});
