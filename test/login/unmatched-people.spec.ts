import { Sweeper } from '../../src/database/sweeper';
import { UnmatchedPeopleRepository } from '../../src/saml-login/unmatched-people/unmatched-people.repository';
import { codeOf, createToken, createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import {
  auditEvents,
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  signIn,
} from '../support/login-scene';
import { refuse, unmatchedOf } from '../support/refused-logins';

let app: TestApp;
let scene: LoginScene;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.reset();
  scene = await makeScene(app);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const as = (name: string) => refuse(scene, (plan) => (plan.nameId = `${name}@${scene.tenant.defaultDomain}`));
const path = ({ tenant }: LoginScene, rest = '') => `/api/v1/tenants/${tenant.alias}/unmatched-people${rest}`;
const names = async (of = scene) => (await unmatchedOf(of)).map(({ userName }) => userName);

describe('an unmatched person', () => {
  it('is whom the IdP vouched for and no user matched, once for however many attempts', async () => {
    await as('Bob.Kim');
    await as('carol');
    await as('bob.kim');
    const people = await unmatchedOf(scene);
    expect(people).toMatchObject([
      { userName: 'carol', nameId: `carol@${scene.tenant.defaultDomain}`, count: 1 },
      { userName: 'bob.kim', nameId: `bob.kim@${scene.tenant.defaultDomain}`, count: 2 },
    ]);
    expect(Date.parse(people[1]?.lastSeenAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(people[1]?.firstSeenAt ?? ''),
    );
  });

  it('is nobody whom anything else speaks against', async () => {
    const nobody = `mallory@${scene.tenant.defaultDomain}`;
    const tries: Parameters<typeof refuse>[2][] = [{ signed: 'neither' }, { keys: scene.idp.strangersKeys }];
    for (const options of tries) await refuse(scene, (plan) => (plan.nameId = nobody), options);
    await refuse(scene, (plan) => (plan.nameId = 'mallory@elsewhere.example'));
    await refuse(scene, (plan) => (plan.nameId = `mal+lory@${scene.tenant.defaultDomain}`));
    const { requestId } = await beginLogin(scene);
    await refuse(scene, (plan) => (plan.nameId = nobody), undefined, { inResponseTo: requestId });
    await createUser(app, scene.tenant.alias, { userName: 'mark', status: 'disabled' });
    await as('mark');
    expect((await signIn(scene)).status).toBe(303);
    expect(await names()).toEqual([]);
  });

  it('is gone once there is a user of that name, by whatever way, and can sign in', async () => {
    await as('Bob');
    await as('carol');
    await createUser(app, scene.tenant.alias, { userName: 'bob' });
    expect(await names()).toEqual(['carol']);
    const rename = { body: { userName: 'CAROL' } };
    expect(
      (await app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}/users/bob`, rename)).status,
    ).toBe(200);
    expect(await names()).toEqual(['Bob']);
  });

  it('can be dismissed, by administrators, and comes again with a new attempt', async () => {
    await as('bob');
    const [{ id } = { id: '' }] = await unmatchedOf(scene);
    const viewer = await createToken(app, 'viewer', scene.tenant.alias);
    expect((await app.request('DELETE', path(scene, `/${id}`), { token: viewer })).status).toBe(403);
    expect((await app.request('DELETE', path(scene, `/${id}`))).status).toBe(204);
    for (const gone of [id, 'x'])
      expect(codeOf(await app.request('DELETE', path(scene, `/${gone}`)))).toBe('not_found');
    expect(await names()).toEqual([]);
    const [event] = await auditEvents(scene, '?type=unmatched_person.dismissed');
    expect(event).toMatchObject({ userName: 'bob', actor: 'platform' });
    await as('bob');
    expect(await names()).toEqual(['bob']);
  });

  it('is one of one tenant alone, and goes with it', async () => {
    const other = await makeScene(app);
    await as('bob');
    const [{ id } = { id: '' }] = await unmatchedOf(scene);
    expect(await names(other)).toEqual([]);
    const token = await createToken(app, 'admin', other.tenant.alias);
    expect((await app.request('GET', path(scene), { token })).status).toBe(403);
    expect((await app.request('DELETE', path(other, `/${id}`), { token })).status).toBe(404);
    expect(await names()).toEqual(['bob']);
    await app.request('DELETE', `/api/v1/tenants/${scene.tenant.alias}`);
    const left: unknown = await app.dataSource.query('SELECT 1 FROM unmatched_people WHERE id = $1', [id]);
    expect(left).toEqual([]);
  });

  it('pages, and is forgotten after ninety days without an attempt', async () => {
    for (const name of ['one', 'two', 'three']) await as(name);
    const page = await app.request('GET', path(scene, '?limit=2'));
    const { items, nextCursor } = page.body as { items: unknown[]; nextCursor: string };
    expect(items).toHaveLength(2);
    expect(await unmatchedOf(scene, `?limit=2&cursor=${nextCursor}`)).toMatchObject([{ userName: 'one' }]);
    const age = `UPDATE unmatched_people SET last_seen_at = now() - $2::interval WHERE tenant_id = $3 AND user_name = $1`;
    await app.dataSource.query(age, ['one', '90 days 1 minute', scene.tenant.id]);
    await app.dataSource.query(age, ['two', '89 days', scene.tenant.id]);
    await app.nest.get(Sweeper, { strict: false }).sweepAll();
    expect(await names()).toEqual(['three', 'two']);
  });

  it('is one of a thousand at most: who was not seen for the longest goes', async () => {
    await app.dataSource.query(
      `INSERT INTO unmatched_people SELECT $1, gen_random_uuid(), 'p' || n, 'p' || n, 'p', now(), now() - make_interval(mins => n), 1, '{}'
         FROM generate_series(1, 1000) AS n`,
      [scene.tenant.id],
    );
    await as('bob');
    await as('bob');
    const [row] = await app.dataSource.query<[object]>(
      `SELECT count(*)::integer AS count, bool_or(user_name = 'bob') AS bob, bool_or(user_name = 'p1000') AS oldest
         FROM unmatched_people WHERE tenant_id = $1`,
      [scene.tenant.id],
    );
    expect(row).toEqual({ count: 1000, bob: true, oldest: false });
  });

  it('is waited for by no answer without bound', async () => {
    const hanging = new AbortController();
    const noted = new Promise<void>((resolve) => {
      hanging.signal.addEventListener('abort', () => {
        resolve();
      });
    });
    jest.spyOn(app.nest.get(UnmatchedPeopleRepository, { strict: false }), 'note').mockReturnValue(noted);
    const plan = planFor(scene, undefined, (each) => (each.nameId = `bob@${scene.tenant.defaultDomain}`));
    expect(codeOf(await postResponse(scene, scene.idp.post(plan)))).toBe('user.not_found');
    hanging.abort();
  });

  it('changes no answer where it can not be noted', async () => {
    const repository = app.nest.get(UnmatchedPeopleRepository, { strict: false });
    const note = jest.spyOn(repository, 'note').mockRejectedValue(new Error('full'));
    const plan = planFor(scene, undefined, (each) => (each.nameId = `bob@${scene.tenant.defaultDomain}`));
    const response = await postResponse(scene, scene.idp.post(plan));
    expect([note.mock.calls.length, response.status, codeOf(response)]).toEqual([1, 401, 'user.not_found']);
  });
});

describe('did you mean', () => {
  const nearestTo = async (name: string) => {
    await as(name);
    const person = (await unmatchedOf(scene)).find(({ userName }) => userName === name);
    return person?.nearest.map(({ userName }) => userName);
  };

  it.each([
    ['a letter too many', 'maria.chenn'],
    ['a letter too few', 'maria.chn'],
    ['another letter', 'naria.chen'],
    ['two exchanged', 'mraia.chen'],
    ['a part left out', 'maria'],
    ['a part added', 'maria.chen2'],
  ])('finds a user by %s', async (_, name) => {
    for (const userName of ['maria.chen', 'peter.novak', 'zoe'])
      await createUser(app, scene.tenant.alias, { userName });
    expect((await nearestTo(name))?.[0]).toBe('maria.chen');
  });

  it('names three at most, the nearest first, with their display names as they are now', async () => {
    for (const userName of ['anna1', 'anna2', 'anna22', 'annabel'])
      await createUser(app, scene.tenant.alias, { userName });
    const found = await nearestTo('anna');
    expect([found?.length, found?.slice(0, 2)]).toEqual([3, ['anna1', 'anna2']]);
    const user = `/api/v1/tenants/${scene.tenant.alias}/users/anna1`;
    await app.request('PATCH', user, { body: { displayName: 'Anna One' } });
    await app.request('DELETE', `/api/v1/tenants/${scene.tenant.alias}/users/anna2`);
    const [person] = await unmatchedOf(scene);
    expect(person?.nearest[0]).toEqual({ userName: 'anna1', displayName: 'Anna One' });
    expect(person?.nearest.map(({ userName }) => userName)).not.toContain('anna2');
  });

  it('names nobody of another tenant, nor who is called otherwise', async () => {
    const other = await makeScene(app);
    await createUser(app, other.tenant.alias, { userName: 'maria.chen' });
    expect(await nearestTo('maria.chenn')).toEqual([]);
  });

  it('reads a hundred thousand users of like names by their indexes alone', async () => {
    await app.dataSource.query(
      `INSERT INTO ram_users (tenant_id, id, user_name, user_name_key, status, search_key, revision, created_at, updated_at)
       SELECT $1, gen_random_uuid(), 'user' || n, 'user' || n, 'active', 'user' || n || E'\\n\\n', 1, now(), now()
         FROM generate_series(100000, 199999) AS n`,
      [scene.tenant.id],
    );
    await app.dataSource.query('ANALYZE ram_users');
    const asked = jest.spyOn(app.dataSource, 'query');
    expect((await nearestTo('user12x456'))?.length).toBe(3);
    const [sql = '', values = []] = asked.mock.calls.find(([text]) => text.includes('%>')) ?? [];
    asked.mockRestore();
    const plan: unknown = await app.dataSource.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, values);
    expect(JSON.stringify(plan)).not.toContain('Seq Scan');
    await app.dataSource.query('DELETE FROM ram_users WHERE tenant_id = $1', [scene.tenant.id]);
  }, 60_000);
});
