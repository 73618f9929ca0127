import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../support/app';
import { AuditTrail, sealAll, verified } from '../support/audit-trail';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('GET /tenants/{alias}/audit-events:verify', () => {
  it('says of a trail that was never sealed that it is all tail', async () => {
    const trail = await AuditTrail.begin(app);
    expect(await trail.verify()).toMatchObject({
      intact: true,
      seals: 0,
      head: null,
      headSealedAt: null,
      next: null,
      tail: { events: 1 },
    });
  });

  it.each([
    'after=0',
    'after=x',
    'after=1.5',
    'head=1',
    `head=1:${'A'.repeat(64)}`,
    `head=0:${'a'.repeat(64)}`,
    'other=1',
  ])('refuses ?%s', async (query) => {
    const { alias } = await AuditTrail.begin(app);
    const response = await app.request('GET', `/api/v1/tenants/${alias}/audit-events:verify?${query}`);
    expect([response.status, response.body]).toMatchObject([400, { code: 'request.invalid' }]);
  });

  it('is about one trail alone', async () => {
    const [own, other] = [await AuditTrail.begin(app), await AuditTrail.begin(app)];
    await own.append(2);
    await other.append(3);
    await sealAll(app);
    await other.query('DELETE FROM audit_events WHERE tenant_id = $1');
    expect(await own.verify()).toMatchObject({ intact: true, seals: 1, events: 3 });
    expect(await other.flaws()).toEqual([['events_removed', null, 1, 4, 0]]);
  });
});

describe('GET /audit-events:verify', () => {
  const path = '/api/v1/audit-events:verify';

  it("is about the platform's own trail, or another one by its id", async () => {
    const trail = await AuditTrail.begin(app);
    await app.request('POST', '/api/v1/api-tokens', { body: { name: 'test', role: 'viewer' } });
    await sealAll(app);
    expect(await verified(app, path)).toMatchObject({ intact: true, tail: { events: 0 } });
    expect(await verified(app, `${path}?tenantId=${trail.tenantId}`)).toMatchObject({ seals: 1, events: 1 });
    expect(await verified(app, `${path}?tenantId=${randomUUID()}`)).toMatchObject({ intact: true, seals: 0 });
    expect((await app.request('GET', `${path}?tenantId=x`)).status).toBe(400);
  });
});
