import { parse } from 'csv-parse/sync';
import { AuditService } from '../../src/audit/audit.service';
import { createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { type LoginScene, makeScene, signIn } from '../support/login-scene';
import { refuse } from '../support/refused-logins';
import { ConsoleBrowser } from './support/console-browser';

let app: TestApp;
let scene: LoginScene;
let browser: ConsoleBrowser;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  scene = await makeScene(app);
  browser = await ConsoleBrowser.enter(app, await createToken(app, 'viewer', scene.tenant.alias));
});

const path = () => `/admin/tenants/${scene.tenant.alias}/audit`;
const context = { requestId: 'r-1', ip: '203.0.113.7', userAgent: null, actor: 'anonymous' };
const append = (count: number, userName = 'alice', said = '') =>
  app.nest.get(AuditService, { strict: false }).appendAll(
    app.dataSource.manager,
    Array.from({ length: count }, (_, n) => ({
      tenantId: scene.tenant.id,
      type: 'logout' as const,
      userName,
      details: said === '' ? { n } : { n, said },
      context,
    })),
  );

describe('the audit page', () => {
  it('is narrowed by every filter, and leads from a refused login to its trace', async () => {
    const requestId = await refuse(scene, (plan) => (plan.nameId = undefined));
    await signIn(scene);
    const trace = `/admin/tenants/${scene.tenant.alias}/refused-logins/${requestId}`;
    const shows = async (query: string) => (await browser.get(`${path()}?${query}`)).text.includes(trace);
    for (const query of [
      '',
      'type=login&userName=&code=&outcome=&requestId=&from=&to=',
      'outcome=refused',
      'code=saml.nameid_missing',
      `requestId=${requestId}`,
      'from=2026-01-01T00:00:00Z',
    ])
      expect([query, await shows(query)]).toEqual([query, true]);
    for (const query of [
      'type=logout',
      'outcome=success',
      'code=saml.expired',
      'userName=alice',
      'to=2020-01-01T00:00:00Z',
    ])
      expect([query, await shows(query)]).toEqual([query, false]);
  });

  it('pages with its filters, and says which one is wrong', async () => {
    await append(3);
    const first = await browser.get(`${path()}?type=logout&limit=2`);
    const next = /rel="next" href="([^"]+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await browser.get(next);
    expect(second.text.split('<code>logout</code>').length - 1).toBe(1);
    const wrong = await browser.get(`${path()}?from=yesterday`);
    expect([wrong.status, wrong.text.includes('id="from-error"')]).toEqual([400, true]);
  });
});

describe('the export', () => {
  const file = (query: string) => browser.get(`${path()}/export?${query}`);

  it('as JSON has all that the filters leave, newest first, over several pages', async () => {
    await append(1203);
    const { status, headers, text } = await file('format=json&type=logout');
    expect([status, headers['content-disposition']]).toEqual([
      200,
      `attachment; filename="${scene.tenant.alias}-audit.json"`,
    ]);
    const events = JSON.parse(text) as { type: string; details: { n: number } }[];
    expect(events.map(({ details }) => details.n)).toEqual(Array.from({ length: 1203 }, (_, n) => 1202 - n));
    expect(JSON.parse((await file('format=json&type=session.x')).text)).toEqual([]);
  });

  it('as CSV is read by whoever reads CSV, and is no formula to a spreadsheet', async () => {
    await append(1, '=HYPERLINK("http://x","y"),\n"z"');
    const { text, headers } = await file('format=csv&type=logout');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const [row, ...more] = parse<Record<string, string>>(text, { columns: true });
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      type: 'logout',
      userName: `'=HYPERLINK("http://x","y"),\n"z"`,
      requestId: 'r-1',
    });
    expect(JSON.parse(row?.details ?? '')).toEqual({ n: 0 });
  });

  it('as CSV has no cell of a stranger’s making, where a semicolon parts cells', async () => {
    const said = `x;=HYPERLINK("http://x","y");`;
    await append(1, 'alice', said);
    const { text } = await file('format=csv&type=logout');
    expect(text).not.toContain(';');
    const [row] = parse<Record<string, string>>(text, { columns: true });
    expect(JSON.parse(row?.details ?? '')).toEqual({ n: 0, said });
  });

  it('ends after the newest 10,000', async () => {
    for (let round = 0; round < 6; round += 1) await append(2000);
    const events = JSON.parse((await file('format=json')).text) as { id: string }[];
    expect([events.length, new Set(events.map(({ id }) => id)).size]).toEqual([10_000, 10_000]);
  });

  it.each(['', 'format=xml', 'format=csv&code=nonsense'])(
    'refuses what it does not know: %s',
    async (query) => {
      expect((await file(query)).status).toBe(400);
    },
  );
});

describe("the platform's audit page", () => {
  let platform: ConsoleBrowser;
  beforeEach(async () => {
    platform = await ConsoleBrowser.enter(app);
    await append(1);
    await app.request('DELETE', `/api/v1/tenants/${scene.tenant.alias}`);
  });

  it('says who deleted a tenant, and leads to what happened at it', async () => {
    const page = await platform.get('/admin/audit?type=tenant.deleted&limit=1');
    expect(page.text).toContain(`&quot;alias&quot;: &quot;${scene.tenant.alias}&quot;`);
    const events = `/admin/audit?tenantId=${scene.tenant.id}`;
    expect(page.text).toContain(`href="${events}"`);
    const own = await platform.get(events);
    for (const type of ['tenant.deleted', 'logout', 'tenant.created'])
      expect([type, own.text.includes(`<code>${type}</code>`)]).toEqual([type, true]);
    expect(own.text).toContain(`href="/admin/audit/verify?tenantId=${scene.tenant.id}"`);
    expect((await platform.get(`${events}&type=logout`)).text).not.toContain('<code>tenant.created</code>');
  });

  it('gives them out as a file', async () => {
    const { headers, text } = await platform.get(
      `/admin/audit/export?format=json&tenantId=${scene.tenant.id}`,
    );
    expect(headers['content-disposition']).toBe(`attachment; filename="${scene.tenant.id}-audit.json"`);
    const types = (JSON.parse(text) as { type: string }[]).map(({ type }) => type);
    expect(types.slice(0, 2)).toEqual(['tenant.deleted', 'logout']);
    expect(types.slice(-3)).toEqual(['user.created', 'idp.updated', 'tenant.created']);
    const own = await platform.get('/admin/audit/export?format=csv&type=tenant.deleted');
    expect(own.headers['content-disposition']).toBe('attachment; filename="platform-audit.csv"');
    expect(own.text).toContain(scene.tenant.alias);
  });

  it('says which filter is wrong, and is closed to who is at a tenant', async () => {
    const wrong = await platform.get('/admin/audit?tenantId=acme');
    expect([wrong.status, wrong.text.includes('id="tenantId-error"')]).toEqual([400, true]);
    const { tenant } = await makeScene(app);
    const viewer = await ConsoleBrowser.enter(app, await createToken(app, 'viewer', tenant.alias));
    for (const page of ['/admin/audit', `/admin/audit/export?format=csv&tenantId=${scene.tenant.id}`])
      expect((await viewer.get(page)).status).toBe(403);
    const own = `/admin/tenants/${tenant.alias}/audit?tenantId=${scene.tenant.id}`;
    expect((await viewer.get(own)).text).not.toContain(scene.tenant.alias);
  });
});
