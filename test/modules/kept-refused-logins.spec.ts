import { RefusedLoginsRepository } from '../../src/saml-login/refused-login/refused-logins.repository';
import { ArrivalsRepository } from '../../src/saml-login/refused-login/arrivals.repository';
import type { RefusedLoginEntity } from '../../src/saml-login/refused-login/refused-login.entity';
import { Sweeper } from '../../src/database/sweeper';
import { newId } from '../../src/secrets/ids';
import { Sealing } from '../../src/secrets/sealing';
import { MasterKey } from '../../src/tenants/master-key.service';
import { codeOf, createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { encryptionCertificate } from '../support/encryption-certificate';
import { type LoginScene, makeScene, planFor, postResponse } from '../support/login-scene';
import { keptOf, refuse, refusedPath, requestIdOf } from '../support/refused-logins';

let app: TestApp;
let repository: RefusedLoginsRepository;
beforeAll(async () => {
  app = await startApp();
  repository = app.nest.get(RefusedLoginsRepository, { strict: false });
  await app.nest.get(MasterKey, { strict: false }).check();
});
afterAll(() => app.close());
afterEach(() => {
  jest.restoreAllMocks();
});

const LIMIT = { count: 4, bytes: 1000, each: 1000, ofNetwork: 2 };

async function add(tenant: Tenant, change: Partial<RefusedLoginEntity> = {}): Promise<string> {
  const id = newId();
  const { masterKeyId } = new Sealing(app.settings.masterKey);
  const login = {
    tenantId: tenant.id,
    id,
    requestId: id,
    code: 'saml.expired',
    userName: null,
    ip: '192.0.2.1',
  };
  const sealed = { sealed: Buffer.from('x'), masterKeyId, size: 1 };
  await repository.add({ ...login, kind: 'shaped', network: id, ...sealed, ...change }, LIMIT);
  return id;
}
const idsOf = async (tenant: Tenant) =>
  (await repository.list(tenant.id, {}, { limit: 100, after: undefined })).map(({ id }) => id);
const sweep = () => app.nest.get(Sweeper, { strict: false }).sweepAll();

describe('what is kept of one tenant', () => {
  it('is bounded in number: the newest stay', async () => {
    const tenant = await createTenant(app);
    const ids: string[] = [];
    for (let count = 0; count < 7; count += 1) ids.unshift(await add(tenant));
    expect(await idsOf(tenant)).toEqual(ids.slice(0, 4));
  });

  it('is bounded in octets', async () => {
    const tenant = await createTenant(app);
    const ids: string[] = [];
    for (const size of [300, 300, 300, 600]) ids.unshift(await add(tenant, { size }));
    expect(await idsOf(tenant)).toEqual(ids.slice(0, 2));
  });

  it('leaves others their room, from whichever address it is filled', async () => {
    const [tenant, other] = [await createTenant(app), await createTenant(app)];
    const [quiet, elsewhere] = [await add(tenant, { network: 'quiet' }), await add(other)];
    const loud: string[] = [];
    for (let count = 0; count < 5; count += 1) loud.unshift(await add(tenant, { network: 'loud' }));
    expect(await idsOf(tenant)).toEqual([...loud.slice(0, 2), quiet]);
    expect(await idsOf(other)).toEqual([elsewhere]);
  });

  it('is bounded apart from what strangers can write', async () => {
    const tenant = await createTenant(app);
    const vouched = await add(tenant, { kind: 'vouched' });
    for (let count = 0; count < 9; count += 1) await add(tenant, { kind: count % 2 ? 'rubbish' : 'shaped' });
    const kept = await idsOf(tenant);
    expect([kept.length, kept.at(-1)]).toEqual([9, vouched]);
  });

  it('goes with the tenant, and after the days of the setting', async () => {
    const [tenant, other] = [await createTenant(app), await createTenant(app)];
    await add(tenant);
    const [old, young] = [await add(other), await add(other)];
    await app.request('DELETE', `/api/v1/tenants/${tenant.alias}`);
    expect(await idsOf(tenant)).toEqual([]);
    const age = 'UPDATE refused_logins SET time = now() - $2::interval WHERE id = $1';
    await app.dataSource.query(age, [old, '7 days 1 minute']);
    await app.dataSource.query(age, [young, '6 days 23 hours']);
    await sweep();
    expect(await idsOf(other)).toEqual([young]);
  });
});

describe('a refusal', () => {
  let scene: LoginScene;
  beforeEach(async () => {
    scene = await makeScene(app);
  });
  const nobody = (plan: { nameId: string | undefined }) => (plan.nameId = undefined);

  it.each([
    ['nothing can be stored', () => jest.spyOn(repository, 'add').mockRejectedValue(new Error('full'))],
    [
      'nothing can be looked up',
      () =>
        jest
          .spyOn(app.nest.get(ArrivalsRepository, { strict: false }), 'recall')
          .mockRejectedValue(new Error('gone')),
    ],
    [
      'nothing can be sealed',
      () =>
        jest.spyOn(app.nest.get(MasterKey, { strict: false }), 'seal').mockRejectedValue(new Error('no key')),
    ],
  ])('is answered as ever where %s', async (_, fail) => {
    const broken = fail();
    const response = await postResponse(scene, scene.idp.post(planFor(scene, undefined, nobody)));
    expect(broken).toHaveBeenCalledTimes(1);
    expect([response.status, codeOf(response)]).toEqual([401, 'saml.nameid_missing']);
    expect(await keptOf(scene)).toEqual([]);
  });

  it('waits for no storage that hangs', async () => {
    const hanging = new AbortController();
    const stored = new Promise<void>((resolve) => {
      hanging.signal.addEventListener('abort', () => {
        resolve();
      });
    });
    jest.spyOn(repository, 'add').mockReturnValue(stored);
    const response = await postResponse(scene, scene.idp.post(planFor(scene, undefined, nobody)));
    expect(codeOf(response)).toBe('saml.nameid_missing');
    hanging.abort();
  });

  it('asks for nothing more where a login is accepted', async () => {
    const recall = jest.spyOn(app.nest.get(ArrivalsRepository, { strict: false }), 'recall');
    expect((await postResponse(scene, scene.idp.post(planFor(scene)))).status).toBe(303);
    expect(recall).not.toHaveBeenCalled();
  });

  it('asks once for what is remembered, of what came encrypted too', async () => {
    await app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, {
      body: { saml: { assertionEncryption: 'optional' } },
    });
    const certificate = await encryptionCertificate(scene);
    const recall = jest.spyOn(app.nest.get(ArrivalsRepository, { strict: false }), 'recall');
    const plan = planFor(scene, undefined, (each) => (each.nameId = `nobody@${scene.tenant.defaultDomain}`));
    const response = await postResponse(scene, scene.idp.postEncrypted(plan, certificate));
    expect(codeOf(response)).toBe('user.not_found');
    expect(recall.mock.calls.map(([, { assertionHash }]) => assertionHash)).toEqual([expect.any(Buffer)]);
  });

  it('is looked into by whom it is sealed for alone', async () => {
    const [one, other] = [await refuse(scene, nobody), await refuse(scene, nobody)];
    const moved = `UPDATE refused_logins SET sealed = (SELECT sealed FROM refused_logins WHERE request_id = $1) WHERE request_id = $2`;
    await app.dataSource.query(moved, [one, other]);
    expect((await app.request('GET', refusedPath(scene, `/${one}`))).status).toBe(200);
    expect((await app.request('GET', refusedPath(scene, `/${other}`))).status).toBe(500);
  });

  it('that was much too large for a stranger’s is not kept', async () => {
    const noise = Array.from({ length: 3000 }, () => newId()).join('');
    const huge = Buffer.from(`<x>${noise}</x>`).toString('base64');
    const response = await postResponse(scene, huge);
    expect([codeOf(response), (await keptOf(scene)).length]).toEqual(['saml.malformed', 0]);
    expect(requestIdOf(response)).not.toBe('');
  });
});
