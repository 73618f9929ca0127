import { codeOf } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { makeScene, planFor, postResponse, setCookies } from '../support/login-scene';

/** What Postgres itself does to a transaction that others cross: it ends the statement that opens the session, so many times. */
async function endStatements({ dataSource }: TestApp, state: string, times: number): Promise<void> {
  await dataSource.query(`
    DROP TRIGGER IF EXISTS end_statement ON sessions;
    DROP SEQUENCE IF EXISTS statements;
    CREATE SEQUENCE statements;
    CREATE OR REPLACE FUNCTION end_statement() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('statements') <= ${times} THEN
        RAISE EXCEPTION 'crossed' USING ERRCODE = '${state}';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER end_statement BEFORE INSERT ON sessions FOR EACH ROW EXECUTE FUNCTION end_statement()`);
}

describe('a login beside other transactions', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it.each([
    ['a deadlock', '40P01'],
    ['a serialisation failure', '40001'],
  ])('is tried once more when Postgres ends its statement for %s', async (_, state) => {
    const scene = await makeScene(app);
    await endStatements(app, state, 1);
    const response = await postResponse(scene, scene.idp.post(planFor(scene)));
    expect(response.status).toBe(303);
    expect(setCookies(response)).toHaveProperty('ram_session');
  });

  it('is put off when that happens again, and nothing of it is kept: it may be sent once more', async () => {
    const scene = await makeScene(app);
    await endStatements(app, '40P01', 2);
    const posted = scene.idp.post(planFor(scene));
    const refused = await postResponse(scene, posted);
    expect([refused.status, codeOf(refused), setCookies(refused)]).toEqual([503, 'unavailable', {}]);
    expect((await postResponse(scene, posted)).status).toBe(303);
  });
});
