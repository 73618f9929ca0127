import { randomUUID } from 'node:crypto';
import { createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { AuditTrail, sealAll } from '../support/audit-trail';
import { mainInChinese } from './support/chinese';
import { ConsoleBrowser } from './support/console-browser';

/** Real: Postgres and the whole service. What is done to the trail is done by SQL, as by somebody who has the database alone. */
let app: TestApp;
let trail: AuditTrail;
let browser: ConsoleBrowser;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  trail = await AuditTrail.begin(app);
  browser = await ConsoleBrowser.enter(app, await createToken(app, 'viewer', trail.alias));
});

/** What it says in the end, after how far it had come. */
interface Found {
  readonly steps: number;
  readonly verdict: string;
  readonly tones: readonly string[];
  readonly kinds: readonly string[];
  readonly head: string | undefined;
  readonly next: string | undefined;
}

const path = (query = '') => `/admin/tenants/${trail.alias}/audit/verify${query}`;

async function verified(at = path(), by = browser): Promise<Found> {
  const { status, text } = await by.get(at);
  expect([at, status]).toEqual([at, 200]);
  const parts = /<div class="parts"[^>]*>([\s\S]*)<\/div><section>/.exec(text)?.[1] ?? '';
  const verdict = parts.slice(parts.indexOf('<h2>'));
  return {
    steps: parts.split('<progress').length - 1,
    verdict,
    tones: [...verdict.matchAll(/class="notice (\w+)"/g)].map(([, tone = '']) => tone),
    kinds: [...verdict.matchAll(/<h3>[^<]*<code>(\w+)<\/code>/g)].map(([, kind = '']) => kind),
    head: /<code id="trail-head">([^<]+)</.exec(verdict)?.[1],
    next: /rel="next" role="button" href="([^"]+)"/.exec(verdict)?.[1]?.replaceAll('&amp;', '&'),
  };
}

const remove = (id: string | undefined) =>
  trail.query('DELETE FROM audit_events WHERE tenant_id = $1 AND id = $2', id);

describe('a trail that nobody touched', () => {
  it('is reached from the audit events, and is intact up to its last seal and event', async () => {
    await trail.sealed(2, 3);
    expect((await browser.get(`/admin/tenants/${trail.alias}/audit`)).text).toContain(`href="${path()}"`);
    const { verdict, ...found } = await verified();
    const { head } = await trail.verify();
    expect(found).toEqual({ steps: 0, tones: ['good'], kinds: [], head, next: undefined });
    expect(verdict).toContain(`<code>${(await trail.ids()).at(-1) ?? ''}</code>`);
  });

  it('is not called intact where nothing of it is sealed', async () => {
    expect(await verified()).toMatchObject({ tones: ['warn'], kinds: [], head: undefined });
  });

  it('has a tail that is not sealed yet, and is warned of once it is old', async () => {
    app.clock.set(new Date('2026-05-05T10:00:00Z'));
    await trail.sealed(2);
    await trail.append(1);
    const young = await verified();
    app.clock.advance(11 * 60);
    const old = await verified();
    app.clock.reset();
    expect(young.verdict).toContain('<time datetime="2026-05-05T10:00:00.000Z">');
    expect([young.tones, old.tones]).toEqual([['good'], ['good', 'warn']]);
  });

  it('holds a head that was noted before', async () => {
    await trail.sealed(2);
    const { head } = await trail.verify();
    await trail.sealed(1);
    expect(await verified(path(`?head=${head ?? ''}`))).toMatchObject({ tones: ['good'], kinds: [] });
  });
});

describe('a trail that somebody changed', () => {
  it('is told by kind, with where it was and what events it is about', async () => {
    await trail.sealed(2, 3);
    const [changed, removed] = (await trail.ids()).slice(-3);
    await trail.query(`UPDATE audit_events SET ip = '::1' WHERE tenant_id = $1 AND id = $2`, changed);
    expect((await verified()).kinds).toEqual(['events_changed']);
    await remove(removed);
    const { verdict, ...found } = await verified();
    expect(found).toMatchObject({ tones: ['bad'], kinds: ['events_removed'] });
    expect(verdict).toMatch(/<td>3<\/td><td>2<\/td>/);
    expect(verdict).toMatch(new RegExp(`href="/admin/tenants/${trail.alias}/audit\\?from=[^"]+to=`));
  });

  it('names the events that no seal knows', async () => {
    await trail.sealed(2);
    const id = '00000000-0000-7000-8000-000000000000';
    await trail.query(
      `INSERT INTO audit_events (tenant_id, id, time, arrival, type, actor, outcome, ip, request_id, details)
       SELECT tenant_id, $2, time, arrival, type, actor, outcome, ip, request_id, details
         FROM audit_events WHERE tenant_id = $1 LIMIT 1`,
      id,
    );
    const { kinds, verdict } = await verified();
    expect([kinds, verdict.includes(id)]).toEqual([['events_inserted'], true]);
  });

  it('is told where its end was cut off, by a head that was noted', async () => {
    await trail.sealed(2, 3);
    const { head } = await trail.verify();
    for (const id of (await trail.ids()).slice(-3)) await remove(id);
    await trail.query('DELETE FROM audit_seals WHERE tenant_id = $1 AND sequence = 2');
    expect((await verified()).tones).toEqual(['good']);
    expect(await verified(path(`?head=${head ?? ''}`))).toMatchObject({
      tones: ['bad'],
      kinds: ['head_differs'],
    });
  });

  it('is told in Chinese, too', async () => {
    await trail.sealed(2);
    await remove((await trail.ids())[1]);
    browser.cookies.ram_language = 'zh';
    expect(mainInChinese((await browser.get(path())).text)).toContain('<code>events_removed</code>');
  });
});

describe('a long trail', () => {
  /** More than a piece holds: an event for each of so many months, and each month has a seal of its own. */
  async function seal(months: number): Promise<void> {
    await trail.append(months);
    await trail.query(
      `UPDATE audit_events AS event SET time = time - make_interval(months => numbered.n)
         FROM (SELECT id, row_number() OVER (ORDER BY id)::int AS n FROM audit_events WHERE tenant_id = $1) AS numbered
        WHERE event.tenant_id = $1 AND event.id = numbered.id`,
    );
    await sealAll(app);
  }

  it('is verified piece by piece, the page telling how far it is, up to a flaw in the last', async () => {
    await seal(200);
    const events = await trail.ids();
    const whole = await verified();
    expect(whole).toMatchObject({ steps: 1, tones: ['good'], next: undefined });
    expect(whole.head?.split(':')[0]).toBe(String(events.length));
    await remove(events.at(-1));
    expect(await verified()).toMatchObject({ steps: 1, tones: ['bad'], kinds: ['events_removed'] });
  });

  it('is taken up after a seal, and says that what comes before was not looked at', async () => {
    await trail.sealed(1, 1, 1);
    await remove((await trail.ids())[0]);
    const { head } = await trail.verify();
    const rest = await verified(path(`?after=2&head=${head ?? ''}`));
    expect(rest).toMatchObject({ tones: ['good', 'warn'], kinds: [] });
    expect(rest.verdict).toContain(`href="${path(`?head=${encodeURIComponent(head ?? '')}`)}"`);
    expect((await verified(path('?after=9'))).tones).toEqual(['warn', 'warn']);
  });
});

it.each(['after=0', 'after=x', 'head=1', `tenantId=${randomUUID()}`, 'other=1'])(
  'what can not be asked for is refused: %s',
  async (query) => {
    await trail.sealed(1);
    const { status, text } = await browser.get(path(`?${query}`));
    expect([status, text.includes('class="parts"')]).toEqual([400, false]);
  },
);

describe("the platform's page", () => {
  const ofPlatform = (query = '') => `/admin/audit/verify${query}`;

  it("verifies the platform's own trail, and that of a tenant that was deleted", async () => {
    await trail.sealed(2);
    await app.request('DELETE', `/api/v1/tenants/${trail.alias}`);
    const viewer = await ConsoleBrowser.enter(app, await createToken(app, 'viewer'));
    await sealAll(app);
    const own = await verified(ofPlatform(), viewer);
    const other = await verified(ofPlatform(`?tenantId=${trail.tenantId}`), viewer);
    for (const { kinds, head } of [own, other]) expect([kinds, typeof head]).toEqual([[], 'string']);
    expect(other.head).not.toBe(own.head);
    const said = async (query: string) =>
      /<\/h1>([\s\S]*?)<div class="parts"/.exec((await viewer.get(ofPlatform(query))).text)?.[1];
    const ofDeleted = `?tenantId=${trail.tenantId}`;
    expect([await said(''), await said(ofDeleted)].map((lead) => lead?.includes(trail.tenantId))).toEqual([
      false,
      true,
    ]);
    expect((await viewer.get(ofPlatform('?tenantId=x'))).status).toBe(400);
  });
});
