import { startApp, type TestApp } from '../support/app';
import { AuditTrail, sealAll } from '../support/audit-trail';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

interface Page {
  readonly items: { readonly id: string; readonly alias: string | null; readonly deletedAt: string | null }[];
  readonly nextCursor: string | null;
}

async function page(query = ''): Promise<Page> {
  const { status, body, text } = await app.request('GET', `/api/v1/deleted-tenants${query}`);
  if (status !== 200) throw new Error(`expected 200, got ${status}: ${text}`);
  return body as Page;
}

async function deleted(): Promise<AuditTrail> {
  const trail = await AuditTrail.begin(app);
  await app.request('DELETE', `/api/v1/tenants/${trail.alias}`);
  return trail;
}

describe('GET /deleted-tenants', () => {
  it('has whoever was deleted, with his alias and when, and nobody who is there', async () => {
    await AuditTrail.begin(app);
    const gone = await deleted();
    await AuditTrail.begin(app);
    const [event] = (await gone.query(
      `SELECT time FROM audit_events WHERE tenant_id = $1 AND type = 'tenant.deleted'`,
    )) as { time: Date }[];
    const item = { id: gone.tenantId, alias: gone.alias, deletedAt: event?.time.toISOString() };
    expect(await page()).toEqual({ items: [item], nextCursor: null });
  });

  it('has him too where his events or his seals were removed, without what the one of his deletion told', async () => {
    const [eventless, sealless] = [await deleted(), await deleted()];
    await sealAll(app);
    await eventless.query('DELETE FROM audit_events WHERE tenant_id = $1');
    await sealless.query('DELETE FROM audit_seals WHERE tenant_id = $1');
    expect((await page()).items).toEqual([
      { id: eventless.tenantId, alias: null, deletedAt: null },
      expect.objectContaining({ id: sealless.tenantId, alias: sealless.alias }) as unknown,
    ]);
  });

  it('is a list of pages, each bounded by what it looks at, whoever is there in between', async () => {
    const { tenantId } = await AuditTrail.begin(app);
    const low = [1, 2, 3, 4, 5].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
    const ids = [...low, 'ffffffff-ffff-4fff-8fff-ffffffffffff'];
    await app.dataSource.query(
      `INSERT INTO audit_events (tenant_id, id, time, type, actor, outcome, ip, request_id, details)
       SELECT id, gen_random_uuid(), now(), 'tenant.deleted', 'platform', 'success', 'none', 'r', '{"alias": "a"}' FROM unnest($1::uuid[]) AS id`,
      [ids],
    );
    await app.dataSource.query(
      `WITH made AS (
         INSERT INTO tenants SELECT (jsonb_populate_record(tenant, jsonb_build_object('id', gen_random_uuid(), 'alias', 't' || n))).*
           FROM tenants AS tenant, generate_series(1, 2300) AS n WHERE tenant.id = $1 RETURNING id)
       INSERT INTO audit_events (tenant_id, id, time, type, actor, outcome, ip, request_id, details)
       SELECT id, gen_random_uuid(), now(), 'tenant.created', 'platform', 'success', 'none', 'r', '{}' FROM made`,
      [tenantId],
    );
    const pages: string[][] = [];
    for (let next: string | null = ''; next !== null;) {
      const { items, nextCursor }: Page = await page(`?limit=2${next && `&cursor=${next}`}`);
      pages.push(items.map(({ id }) => id));
      next = nextCursor;
    }
    expect(pages).toEqual([low.slice(0, 2), low.slice(2, 4), low.slice(4), [], ids.slice(-1)]);
  });

  it.each(['?cursor=x', '?cursor=eA', '?limit=0', '?other=1'])('refuses %s', async (query) => {
    const { status, body } = await app.request('GET', `/api/v1/deleted-tenants${query}`);
    expect([status, body]).toMatchObject([400, { code: 'request.invalid' }]);
  });
});
