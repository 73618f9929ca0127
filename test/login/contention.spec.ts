import { startApp, type TestApp } from '../support/app';
import {
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  setCookies,
} from '../support/login-scene';

describe('a login beside other transactions', () => {
  let app: TestApp;
  let scene: LoginScene;
  beforeAll(async () => {
    app = await startApp();
    scene = await makeScene(app);
  });
  afterAll(() => app.close());

  it('is tried once more when Postgres ends its statement to resolve a deadlock', async () => {
    const { requestId, cookies } = await beginLogin(scene);
    const other = app.dataSource.createQueryRunner();
    await other.connect();
    try {
      await other.startTransaction();
      await other.query('SELECT 1 FROM ram_users WHERE tenant_id = $1 FOR UPDATE', [scene.tenant.id]);
      const login = postResponse(scene, scene.idp.post(planFor(scene, requestId)), { cookies });
      await untilBlocked(app);
      // The login holds its request and waits for the user, this one the other way around.
      await other.query('SELECT 1 FROM authn_requests WHERE tenant_id = $1 FOR UPDATE', [scene.tenant.id]);
      await other.commitTransaction();

      const response = await login;
      expect(response.status).toBe(303);
      expect(setCookies(response)).toHaveProperty('ram_session');
    } finally {
      await other.release();
    }
  });
});

/** Until a statement of this database waits for a row that somebody else has locked. */
async function untilBlocked({ dataSource }: TestApp): Promise<void> {
  for (;;) {
    const [{ blocked }] = await dataSource.query<[{ blocked: boolean }]>(
      `SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS blocked`,
    );
    if (blocked) return;
  }
}
