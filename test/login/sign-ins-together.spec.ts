import { PreparedStatements } from '../../src/database/prepared-statements';
import { SharedCommits } from '../../src/database/shared-commits';
import { codeOf, createUser } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { makeKeyPair } from '../support/idp/key-pair';
import {
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  setCookies,
  signIn,
  trust,
} from '../support/login-scene';

type Post = () => Promise<TestResponse>;

/** Real: Postgres and the whole service. Logins that are posted while one is under way are written by one transaction. */
describe('logins that are written together', () => {
  let app: TestApp;
  let scene: LoginScene;
  let other: LoginScene;
  let ahead: LoginScene;
  beforeAll(async () => {
    app = await startApp();
    ahead = await makeScene(app);
    await signIn(ahead);
  });
  beforeEach(async () => {
    [scene, other] = await Promise.all([makeScene(app), makeScene(app)]);
    // The first one reads the tenant and its trust.
    for (const one of [scene, other]) await signIn(one);
  });
  afterAll(() => app.close());

  /** Holds one login up until all of them wait behind it, and `meanwhile` is over. */
  async function together(posts: readonly Post[], meanwhile = () => Promise.resolve()) {
    const [statements, commits] = [app.nest.get(PreparedStatements), app.nest.get(SharedCommits)];
    const [send, run] = [statements.runTogether.bind(statements), commits.run.bind(commits)];
    const [held, all] = [gate(), gate()];
    let waiting = 0;
    // However long this machine takes meanwhile, nobody is too late for it.
    const now = jest.spyOn(performance, 'now').mockReturnValue(performance.now());
    const sent = jest.spyOn(statements, 'runTogether').mockImplementationOnce(async (batch) => {
      held.open();
      await all.opened;
      return send(batch);
    });
    const asked = jest.spyOn(commits, 'run').mockImplementation((...args) => {
      const answer = run(...args);
      if (++waiting === posts.length + 1) void meanwhile().then(all.open);
      return answer;
    });
    try {
      const first = signIn(ahead);
      await held.opened;
      const answers = await Promise.all(posts.map((post) => post()));
      expect((await first).status).toBe(303);
      expect(sent.mock.calls[1]?.[0]).toHaveLength(posts.length);
      return answers;
    } finally {
      asked.mockRestore();
      sent.mockRestore();
      now.mockRestore();
    }
  }

  const outcomes = (answers: readonly TestResponse[]) =>
    answers.map((answer) => (answer.status === 303 ? 'signed in' : codeOf(answer)));

  const as = (one: LoginScene, userName: string) =>
    signIn(one, (plan) => (plan.nameId = `${userName}@${one.tenant.defaultDomain}`));

  async function withUsers(count: number): Promise<string[]> {
    const names = Array.from({ length: count }, (_, index) => `u${index}`);
    await Promise.all(names.map((userName) => createUser(app, scene.tenant.alias, { userName })));
    return names;
  }

  const eventsOf = async ({ tenant }: LoginScene, query = '') =>
    (await app.request('GET', `/api/v1/tenants/${tenant.alias}/audit-events?type=login${query}`)).body as {
      items: { userName: string; requestId: string; outcome: string }[];
    };

  it('sign in each whom its own response names, at his own tenant', async () => {
    const names = await withUsers(3);
    const posts = [...names.map((name) => () => as(scene, name)), () => signIn(other)];
    const answers = await together(posts);
    const sessions = await Promise.all(
      answers.map((answer) => app.request('GET', '/session', { cookies: setCookies(answer) })),
    );
    expect(sessions.map(({ body }) => body)).toMatchObject([
      ...names.map((userName) => ({ tenant: scene.tenant.alias, user: { userName } })),
      { tenant: other.tenant.alias, user: { userName: 'alice' } },
    ]);
    for (const [index, userName] of names.entries()) {
      const { items } = await eventsOf(scene, `&userName=${userName}`);
      const requestId = answers[index]?.headers['x-request-id'];
      expect(items).toMatchObject([{ userName, requestId, outcome: 'success' }]);
    }
  });

  it('take an assertion once, however often it is among them', async () => {
    const posted = scene.idp.post(planFor(scene));
    const answers = await together([
      () => postResponse(scene, posted),
      () => signIn(other),
      () => postResponse(scene, posted),
      () => postResponse(scene, posted),
    ]);
    expect(outcomes(answers).sort()).toEqual(['saml.replayed', 'saml.replayed', 'signed in', 'signed in']);
    expect((await postResponse(scene, posted)).status).toBe(401);
  });

  it('give a user who signs in twice two sessions', async () => {
    const answers = await together([() => signIn(scene), () => signIn(scene)]);
    expect(outcomes(answers)).toEqual(['signed in', 'signed in']);
    expect(new Set(answers.map((answer) => setCookies(answer).ram_session)).size).toBe(2);
  });

  it('take an assertion that is good until the end of the year 9999, together and alone', async () => {
    const long = () =>
      signIn(scene, (plan) => {
        const end = new Date('9999-12-31T23:59:59Z');
        for (const one of [...plan.confirmations, plan.conditions]) if (one) one.notOnOrAfter = end;
      });
    const alone = jest.spyOn(app.nest.get(PreparedStatements), 'run');
    const answers = [await long(), ...(await together([long, () => signIn(other)]))];
    expect(outcomes(answers)).toEqual(['signed in', 'signed in', 'signed in']);
    expect(alone).not.toHaveBeenCalled();
    alone.mockRestore();
  });

  it('refuse those whom they must, and nobody beside them', async () => {
    await withUsers(3);
    const user = `/api/v1/tenants/${scene.tenant.alias}/users/u1`;
    await app.request('PATCH', user, { body: { status: 'disabled' } });
    const names = ['u0', 'u1', 'nobody', 'u2'];
    const answers = await together(names.map((name) => () => as(scene, name)));
    expect(outcomes(answers)).toEqual(['signed in', 'user.disabled', 'user.not_found', 'signed in']);
    expect(answers.map((answer) => Object.keys(setCookies(answer)))).toEqual([
      ['ram_session'],
      [],
      [],
      ['ram_session'],
    ]);
  });

  it('sign in nobody by a trust that was changed while they waited', async () => {
    const keys = await makeKeyPair();
    const answers = await together([() => signIn(scene), () => signIn(other)], () =>
      trust(app, scene.tenant.alias, scene.idp.metadata({ certificates: [keys.certificateDer] })),
    );
    expect(outcomes(answers)).toEqual(['saml.signature_invalid', 'signed in']);
  });

  it('sign in nobody who was disabled while they waited', async () => {
    await withUsers(2);
    const user = `/api/v1/tenants/${scene.tenant.alias}/users/u0`;
    const answers = await together([() => as(scene, 'u0'), () => as(scene, 'u1')], async () => {
      await app.request('PATCH', user, { body: { status: 'disabled' } });
    });
    expect(outcomes(answers)).toEqual(['user.disabled', 'signed in']);
  });

  it('answer each the request that its own browser began', async () => {
    const [mine, theirs] = [await beginLogin(scene), await beginLogin(scene)];
    const answerTo = ({ requestId }: typeof mine, { cookies }: typeof mine) => {
      const posted = scene.idp.post(planFor(scene, requestId));
      return () => postResponse(scene, posted, { cookies });
    };
    const answers = await together([answerTo(mine, mine), answerTo(theirs, mine), () => signIn(scene)]);
    expect(outcomes(answers)).toEqual(['signed in', 'saml.in_response_to_mismatch', 'signed in']);
  });

  /** Before the session of u1 is written. */
  async function whenU1SignsIn(statement: string, times: number): Promise<void> {
    await app.dataSource.query(`
      DROP SEQUENCE IF EXISTS failures;
      CREATE SEQUENCE failures;
      CREATE OR REPLACE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.name_id LIKE 'u1@%' AND nextval('failures') <= ${times} THEN ${statement}; END IF;
        RETURN NEW;
      END $$;
      CREATE OR REPLACE TRIGGER fail_once BEFORE INSERT ON sessions FOR EACH ROW EXECUTE FUNCTION fail_once()`);
  }

  it.each([
    ['fails by itself', 'deadlock_detected', ['signed in', 'signed in', 'signed in', 'signed in'], 1],
    ['fails again alone', 'division_by_zero', ['signed in', 'internal', 'signed in', 'signed in'], 2],
  ])('are all signed in but for one whose statement %s', async (_what, condition, expected, times) => {
    const names = await withUsers(3);
    await whenU1SignsIn(`RAISE ${condition}`, times);
    const posts = [...names.map((name) => () => as(scene, name)), () => signIn(other)];
    expect(outcomes(await together(posts))).toEqual(expected);
  });

  it('are all put off where their connection is lost, and may be sent once more', async () => {
    const names = await withUsers(3);
    await whenU1SignsIn('PERFORM pg_terminate_backend(pg_backend_pid())', 1);
    const posted = names.map((name) =>
      scene.idp.post(
        planFor(scene, undefined, (plan) => (plan.nameId = `${name}@${scene.tenant.defaultDomain}`)),
      ),
    );
    const post = () => posted.map((one) => () => postResponse(scene, one));
    expect(outcomes(await together(post()))).toEqual(['unavailable', 'unavailable', 'unavailable']);
    expect(outcomes(await together(post()))).toEqual(['signed in', 'signed in', 'signed in']);
  });
});

function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((done) => {
    open = done;
  });
  return {
    opened,
    open: () => {
      open();
    },
  };
}
