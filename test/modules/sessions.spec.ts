import { randomBytes } from 'node:crypto';
import { Sweeper } from '../../src/database/sweeper';
import { SessionsService } from '../../src/sessions/sessions.service';
import { createTenant, createUser, type Tenant, type User } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { isSignedIn, openSession, type OpenSession, type SessionOptions } from '../support/sessions';

/** Real: the service and Postgres. Not real: how the sessions were opened. */
let app: TestApp;
let tenant: Tenant;
let alice: User;
let sessions: SessionsService;
beforeAll(async () => {
  app = await startApp();
  sessions = app.nest.get(SessionsService, { strict: false });
});
afterAll(() => app.close());
beforeEach(async () => {
  tenant = await createTenant(app);
  alice = await createUser(app, tenant.alias, { userName: 'alice' });
});

const open = (options: SessionOptions) => openSession(app, tenant, alice, options);
const endByNameId = (nameId: string, ...sessionIndexes: string[]) =>
  app.dataSource.transaction((tx) =>
    sessions.endByNameId(tx, tenant.id, {
      nameId,
      sessionIndexes,
      issuedUntil: new Date(Date.now() + 60_000),
    }),
  );
const end = ({ id }: Pick<Tenant, 'id'>, session: OpenSession) =>
  app.dataSource.transaction((tx) => sessions.end(tx, id, session.id));
const signedIn = (...all: OpenSession[]) => Promise.all(all.map((session) => isSignedIn(app, session)));

describe('endByNameId', () => {
  it('ends every session with that NameID where no SessionIndex is given', async () => {
    const [a, b, c] = [
      await open({ nameId: 'x' }),
      await open({ nameId: 'x' }),
      await open({ nameId: 'xy' }),
    ];
    const ended = await endByNameId('x');
    expect(ended).toEqual([
      { id: a.id, userName: 'alice' },
      { id: b.id, userName: 'alice' },
    ]);
    expect(await signedIn(a, b, c)).toEqual([false, false, true]);
  });

  it('ends those of the SessionIndexes that are given', async () => {
    const a = await open({ nameId: 'x', sessionIndex: '1' });
    const b = await open({ nameId: 'x', sessionIndex: '2' });
    const c = await open({ nameId: 'x', sessionIndex: '3' });
    const d = await open({ nameId: 'x', sessionIndex: null });
    const e = await open({ nameId: 'y', sessionIndex: '1' });
    expect(await endByNameId('x', '1', '3', '9')).toHaveLength(2);
    expect(await signedIn(a, b, c, d, e)).toEqual([false, true, false, true, true]);
  });

  it('ends one whose SessionIndex is long', async () => {
    const sessionIndex = randomBytes(8192).toString('hex');
    const session = await open({ nameId: 'x', sessionIndex });
    expect(await endByNameId('x', sessionIndex)).toHaveLength(1);
    expect(await signedIn(session)).toEqual([false]);
  });

  it('finds none where there is none', async () => {
    expect(await endByNameId('nobody')).toEqual([]);
  });

  it("leaves another tenant's alone", async () => {
    const other = await createTenant(app);
    const bob = await createUser(app, other.alias);
    const session = await openSession(app, other, bob, { nameId: 'x' });
    expect(await endByNameId('x')).toEqual([]);
    expect(await signedIn(session)).toEqual([true]);
  });
});

describe('end', () => {
  it('ends one session once', async () => {
    const [a, b] = [await open({}), await open({})];
    expect(await end(tenant, a)).toBe(true);
    expect(await end(tenant, a)).toBe(false);
    expect(await signedIn(a, b)).toEqual([false, true]);
  });

  it("does not end another tenant's", async () => {
    const other = await createTenant(app);
    const session = await open({});
    expect(await end(other, session)).toBe(false);
    expect(await signedIn(session)).toEqual([true]);
  });

  it('is undone with its transaction', async () => {
    const session = await open({});
    const work = app.dataSource.transaction(async (tx) => {
      await sessions.end(tx, tenant.id, session.id);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await signedIn(session)).toEqual([true]);
  });
});

it('tells a logout what the IdP calls the session', async () => {
  const { cookies } = await open({ nameId: ' alice ', sessionIndex: '_7' });
  const found = await sessions.findAnywhere(Object.values(cookies)[0] ?? '');
  expect(found).toMatchObject({
    tenantId: tenant.id,
    nameId: ' alice ',
    sessionIndex: '_7',
    nameIdFormat: null,
  });
});

it('sweeps what has expired', async () => {
  const live = await open({});
  await open({ expiresInSeconds: -1 });
  await open({ expiresInSeconds: -60 });
  await app.nest.get(Sweeper, { strict: false }).sweepAll();
  const rows: unknown = await app.dataSource.query('SELECT id FROM sessions WHERE tenant_id = $1', [
    tenant.id,
  ]);
  expect(rows).toEqual([{ id: live.id }]);
});
