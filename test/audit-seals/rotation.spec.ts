import { AuditTrail, sealAll, verified } from '../support/audit-trail';
import { newKey, oldKey, RotatedService } from '../support/rotated-service';

/** Real: Postgres and the whole service. */
describe('a rotation of the master key', () => {
  let service: RotatedService;
  beforeEach(async () => {
    service = await RotatedService.start();
  });
  afterEach(() => service.stop());

  it('leaves what was sealed before to be verified, and begins another key', async () => {
    const trail = await AuditTrail.begin(service.app);
    await trail.sealed(2, 3);
    const { head } = await trail.verify();
    expect(await service.rotate()).toBe(1);

    const renewed = await service.node(newKey);
    await trail.append(1);
    await sealAll(renewed);
    const path = `/api/v1/tenants/${trail.alias}/audit-events:verify`;
    expect(await verified(renewed, `${path}?head=${head ?? ''}`)).toMatchObject({
      intact: true,
      seals: 3,
      events: 7,
    });
    const keys = await trail.query(
      'SELECT count(DISTINCT key_id)::int AS keys, count(*)::int AS seals FROM audit_seals WHERE tenant_id = $1',
    );
    expect(keys).toEqual([{ keys: 2, seals: 3 }]);
  });

  it('leaves a node without the new key unable to seal or to verify, and nothing is lost', async () => {
    const trail = await AuditTrail.begin(service.app);
    await trail.sealed(1);
    const both = await service.node(oldKey, newKey);
    await service.rotate();
    await trail.append(1);
    await expect(sealAll(service.app)).rejects.toMatchObject({ code: 'unavailable' });
    const path = `/api/v1/tenants/${trail.alias}/audit-events:verify`;
    expect((await service.app.request('GET', path)).status).toBe(503);
    expect(await sealAll(both)).toBe(1);
    expect(await verified(both, path)).toMatchObject({ intact: true, seals: 2, events: 3 });
  });
});
