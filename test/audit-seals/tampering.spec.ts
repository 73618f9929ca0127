import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../support/app';
import { AuditTrail, sealAll } from '../support/audit-trail';

/** Real: Postgres and the whole service. What is done to the trail is done by SQL, as by somebody who has the database alone. */
let app: TestApp;
let trail: AuditTrail;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  trail = await AuditTrail.begin(app);
  await trail.sealed(2, 3, 4);
});

const SEALED = 10;

const COPIED = 'type, actor, user_name, user_name_key, outcome, code, ip, request_id, details';

async function idAt(index: number): Promise<string> {
  return (await trail.ids())[index] ?? '';
}

/** A copy of an event under another id, with what is given in SQL for its arrival and time. */
async function insertCopy(
  of: string,
  id: string,
  { arrival = 'arrival', time = 'time' } = {},
): Promise<void> {
  await trail.query(
    `INSERT INTO audit_events (tenant_id, id, time, arrival, ${COPIED})
     SELECT tenant_id, $3, ${time}, ${arrival}, ${COPIED} FROM audit_events WHERE tenant_id = $1 AND id = $2`,
    of,
    id,
  );
}

describe('a trail that nobody touched', () => {
  it('is intact, and names its head and no tail', async () => {
    app.clock.set(new Date('2026-05-05T10:00:00Z'));
    await trail.sealed(1);
    app.clock.reset();
    expect(await trail.verify()).toEqual({
      intact: true,
      seals: 4,
      events: SEALED + 1,
      droppedUpToSeal: null,
      flaws: [],
      next: null,
      head: expect.stringMatching(/^4:[0-9a-f]{64}$/) as string,
      headSealedAt: '2026-05-05T10:00:00.000Z',
      tail: { events: 0, from: null, to: null },
    });
  });

  it('names the tail that is not sealed yet', async () => {
    app.clock.set(new Date('2026-05-05T10:00:00Z'));
    await trail.append(2);
    app.clock.reset();
    const at = '2026-05-05T10:00:00.000Z';
    expect(await trail.verify()).toMatchObject({
      intact: true,
      seals: 3,
      tail: { events: 2, from: at, to: at },
    });
    await sealAll(app);
    expect(await trail.verify()).toMatchObject({ seals: 4, events: SEALED + 2, tail: { events: 0 } });
  });
});

describe('what was done to events is told, and between which seals', () => {
  it.each([
    ['type', `type = 'logout'`],
    ['user name', `user_name = 'mallory'`],
    ['address', `ip = '198.51.100.1'`],
    ['details', `details = details || '{"n": 99}'`],
    ['code', `code = 'saml.expired'`],
    ['outcome', `outcome = 'refused'`],
    ['actor', `actor = 'platform'`],
    ['request', `request_id = 'another'`],
    ['time, by a microsecond', `time = time + interval '1 microsecond'`],
  ])('changed: its %s', async (_, change) => {
    await trail.query(`UPDATE audit_events SET ${change} WHERE tenant_id = $1 AND id = $2`, await idAt(4));
    expect(await trail.flaws()).toEqual([['events_changed', 1, 2, 3, 3]]);
  });

  it('removed', async () => {
    await trail.query('DELETE FROM audit_events WHERE tenant_id = $1 AND id = $2', await idAt(4));
    expect(await trail.flaws()).toEqual([['events_removed', 1, 2, 3, 2]]);
  });

  it('removed, all that there are', async () => {
    await trail.query('DELETE FROM audit_events WHERE tenant_id = $1');
    expect(await trail.flaws()).toEqual([
      ['events_removed', null, 1, 3, 0],
      ['events_removed', 1, 2, 3, 0],
      ['events_removed', 2, 3, 4, 0],
    ]);
  });

  it('inserted among the events of a seal', async () => {
    const [before, after] = [await idAt(3), await idAt(5)];
    const id = `${before.slice(0, -1)}${before.endsWith('f') ? 'e' : 'f'}`;
    await insertCopy(await idAt(4), id < before ? after : id, { time: `time + interval '1 second'` });
    expect(await trail.flaws()).toEqual([['events_inserted', 1, 2, 3, 4]]);
  });

  it('inserted beside them', async () => {
    const id = '00000000-0000-7000-8000-000000000000';
    await insertCopy(await idAt(4), id);
    expect(await trail.flaws()).toEqual([['events_inserted', 1, 2, 0, 1, id]]);
  });

  it('inserted under an id that there is, at another time', async () => {
    await insertCopy(await idAt(4), await idAt(4), { time: `time + interval '2 months'` });
    expect(await trail.flaws()).toEqual([['events_inserted', 1, 2, 0, 1, await idAt(4)]]);
  });

  it('inserted at the end, under a number that was sealed before', async () => {
    const other = await AuditTrail.begin(app);
    await other.sealed(1);
    const id = randomUUID().replace(/^......../, 'ffffffff');
    await insertCopy(await idAt(9), id, { arrival: '(SELECT arrival FROM audit_cursors)' });
    expect(await trail.flaws()).toEqual([['seals_missing', null, null, null, 1, id]]);
  });

  /** Beside one that there is, so that it stands among what was sealed long ago. */
  async function insertBeside(arrival: string): Promise<string> {
    const id = (await idAt(4)).replace(/.$/, (last) => (last === 'f' ? 'e' : 'f'));
    await insertCopy(await idAt(4), id, { arrival });
    return id;
  }

  it.each(['0', '-1', '-9000000000000000000'])('inserted under a number before all, %s', async (arrival) => {
    const id = await insertBeside(arrival);
    expect(await trail.flaws()).toEqual([['events_inserted', null, 1, 0, 1, id]]);
  });

  it('inserted under a number that is never drawn, so that it is never sealed', async () => {
    const id = await insertBeside('9000000000000000000');
    const expected = ['events_inserted', 3, null, 0, 1, id];
    expect(await trail.flaws()).toEqual([expected]);
    await trail.append(1);
    expect(await trail.flaws()).toEqual([expected]);
  });

  it('written late, under an id of before: it is in the tail until it is sealed', async () => {
    await insertBeside(`nextval('audit_arrivals')`);
    expect(await trail.verify()).toMatchObject({ intact: true, tail: { events: 1 } });
    await sealAll(app);
    expect(await trail.verify()).toMatchObject({ intact: true, events: SEALED + 1, tail: { events: 0 } });
  });

  it('moved, one to the place of the other', async () => {
    const [one, other] = [await idAt(3), await idAt(5)];
    await trail.query(
      `UPDATE audit_events AS event SET type = one.type, details = one.details, user_name = one.user_name
         FROM audit_events AS one WHERE event.tenant_id = $1 AND one.tenant_id = $1
          AND event.id IN ($2, $3) AND one.id IN ($2, $3) AND event.id <> one.id`,
      one,
      other,
    );
    expect(await trail.flaws()).toEqual([['events_changed', 1, 2, 3, 3]]);
  });

  it('moved, in the order of their arrival', async () => {
    await trail.query(
      `UPDATE audit_events AS event SET arrival = one.arrival
         FROM audit_events AS one WHERE event.tenant_id = $1 AND one.tenant_id = $1
          AND event.id IN ($2, $3) AND one.id IN ($2, $3) AND event.id <> one.id`,
      await idAt(3),
      await idAt(5),
    );
    expect(await trail.flaws()).toEqual([['events_changed', 1, 2, 3, 3]]);
  });

  it('put into another trail', async () => {
    const other = await AuditTrail.begin(app);
    await other.sealed(1);
    const id = await idAt(4);
    await trail.query(
      'UPDATE audit_events SET tenant_id = $3 WHERE tenant_id = $1 AND id = $2',
      id,
      other.tenantId,
    );
    expect(await trail.flaws()).toEqual([['events_removed', 1, 2, 3, 2]]);
    expect(await other.flaws()).toEqual([['events_inserted', null, 1, 0, 1, id]]);
  });
});

describe('what was done to seals is told', () => {
  it('one removed', async () => {
    await trail.query('DELETE FROM audit_seals WHERE tenant_id = $1 AND sequence = 2');
    expect(await trail.flaws()).toEqual([['seals_missing', 1, 3]]);
  });

  it('the first removed', async () => {
    await trail.query('DELETE FROM audit_seals WHERE tenant_id = $1 AND sequence = 1');
    expect(await trail.flaws()).toEqual([['seals_missing', null, 2]]);
  });

  it('the last removed, and not its events', async () => {
    const [id = ''] = (await trail.ids()).slice(6);
    await trail.query('DELETE FROM audit_seals WHERE tenant_id = $1 AND sequence = 3');
    expect(await trail.flaws()).toEqual([
      ['seals_missing', null, null, null, 4, id, ...(await trail.ids()).slice(7)],
    ]);
  });

  it('the last removed with its events: only by a head that was noted elsewhere', async () => {
    const { head } = await trail.verify();
    expect(await trail.flaws(`?head=${head ?? ''}`)).toEqual([]);
    for (const id of (await trail.ids()).slice(6))
      await trail.query('DELETE FROM audit_events WHERE tenant_id = $1 AND id = $2', id);
    await trail.query('DELETE FROM audit_seals WHERE tenant_id = $1 AND sequence = 3');
    expect(await trail.flaws()).toEqual([]);
    expect(await trail.flaws(`?head=${head ?? ''}`)).toEqual([['head_differs', null, 3]]);
    await trail.sealed(5);
    expect(await trail.flaws()).toEqual([]);
    expect(await trail.flaws(`?head=${head ?? ''}`)).toEqual([['head_differs', null, 3]]);
  });

  it.each([
    'count = 4',
    `sealed_at = now()`,
    `events_hash = former_hash`,
    `high_id = '${randomUUID()}'`,
    `hash = former_hash`,
  ])('changed: %s', async (change) => {
    await trail.query(`UPDATE audit_seals SET ${change} WHERE tenant_id = $1 AND sequence = 2`);
    expect(await trail.flaws()).toContainEqual(['seal_changed', 1, 2]);
  });

  it("another trail's put in its place", async () => {
    const other = await AuditTrail.begin(app);
    await other.sealed(2, 3, 4);
    await trail.query('DELETE FROM audit_seals WHERE tenant_id = $1 AND sequence = 2');
    await trail.query(
      'UPDATE audit_seals SET tenant_id = $1 WHERE tenant_id = $2 AND sequence = 2',
      other.tenantId,
    );
    expect(await trail.flaws()).toEqual([
      ['seal_changed', 1, 2],
      ['chain_broken', 2, 3],
      ['events_inserted', 1, 2, 0, 3, ...(await trail.ids()).slice(3, 6)],
    ]);
    expect(await other.flaws()).toEqual([['seals_missing', 1, 3]]);
  });
});

describe('keys', () => {
  it('put there by somebody who lacks the master key are none', async () => {
    const [{ key_id: id } = { key_id: '' }] = (await trail.query(
      'SELECT DISTINCT key_id FROM audit_seals WHERE tenant_id = $1',
    )) as { key_id: string }[];
    await app.dataSource.query('UPDATE audit_seal_keys SET sealed_key = sha512(sealed_key) WHERE id = $1', [
      id,
    ]);
    expect(await trail.flaws()).toEqual([
      ['key_unknown', null, 1],
      ['key_unknown', 1, 2],
      ['key_unknown', 2, 3],
    ]);
    await trail.sealed(1);
    expect(await trail.flaws()).toHaveLength(3);
  });
});
