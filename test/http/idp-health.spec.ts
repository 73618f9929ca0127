import type { TrustHealthDto } from '../../src/trust-health/trust-health.dto';
import { createTenant, createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { makeKeyPair } from '../support/idp/key-pair';
import { TestIdp } from '../support/idp/test-idp';
import { type LoginScene, makeScene, planFor, postResponse, signIn, trust } from '../support/login-scene';

/** Set: the clock. */
let app: TestApp;
let there: TestApp;
let scene: LoginScene;
const documents = new DocumentServer();
beforeAll(async () => {
  await documents.start();
  app = await startApp({ allowPrivateMetadataUrls: true });
  there = await startApp({}, app);
});
afterAll(async () => {
  await there.close();
  await app.close();
  await documents.stop();
});
beforeEach(async () => {
  app.clock.set(new Date('2026-03-01T10:00:00Z'));
  scene = await makeScene(app);
});

const examine = async ({ tenant } = scene, node = app): Promise<TrustHealthDto> => {
  const { status, body } = await node.request('GET', `/api/v1/tenants/${tenant.alias}/idp/health`);
  expect(status).toBe(200);
  return body as TrustHealthDto;
};
const codes = async () => (await examine()).warnings.map(({ code }) => code);
const nextDay = () => {
  app.clock.advance(86_400);
};

it('is ok where there is nothing to say', async () => {
  expect(await examine()).toEqual({
    status: 'ok',
    checkedAt: '2026-03-01T10:00:00.000Z',
    idp: {
      configured: true,
      entityId: scene.idp.entityId,
      source: 'upload',
      signingCertificates: [
        {
          subject: 'CN=Test IdP',
          sha256Fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
          notBefore: '2020-01-01T00:00:00.000Z',
          notAfter: '2099-01-01T00:00:00.000Z',
          daysLeft: 26_604,
        },
      ],
      refreshedAt: '2026-03-01T10:00:00.000Z',
    },
    sp: { keys: [] },
    lastSuccessfulLogin: null,
    lastRefusals: [],
    signedBy: [],
    drift: expect.arrayContaining([
      { kind: 'clock_difference', lately: [], before: [], changed: false },
    ]) as unknown[],
    warnings: [],
  });
});

it('is failing where nobody can sign in: without a trust, switched off, without a key that is believed', async () => {
  const tenant = await createTenant(app);
  expect(await examine({ ...scene, tenant })).toMatchObject({
    status: 'failing',
    idp: { configured: false, signingCertificates: [] },
    warnings: [{ code: 'not_configured' }],
  });
  const path = `/api/v1/tenants/${scene.tenant.alias}`;
  await app.request('PATCH', path, { body: { ssoEnabled: false } });
  expect(await examine()).toMatchObject({ status: 'failing', warnings: [{ code: 'sso_disabled' }] });
  await app.request('PATCH', path, { body: { ssoEnabled: true } });
  const small = await makeKeyPair({ bits: 1024 });
  await trust(app, scene.tenant.alias, scene.idp.metadata({ certificates: [small.certificateDer] }));
  expect(await examine()).toMatchObject({
    status: 'failing',
    warnings: [{ code: 'no_usable_key' }, { code: 'key_too_small' }],
  });
});

it('says when somebody last signed in, and what was refused in the last seven days', async () => {
  await postResponse(scene, 'x');
  nextDay();
  await signIn(scene);
  await signIn(scene, (plan) => {
    plan.nameId = `nobody@${scene.tenant.defaultDomain}`;
  });
  app.clock.advance(60);
  await signIn({ ...scene, app: there }, (plan) => {
    plan.nameId = `nobody@${scene.tenant.defaultDomain}`;
  });
  await examine(scene, there);
  expect(await examine()).toMatchObject({
    status: 'ok',
    lastSuccessfulLogin: { at: '2026-03-02T10:00:00.000Z' },
    lastRefusals: [
      { code: 'user.not_found', count: 2, lastAt: '2026-03-02T10:01:00.000Z' },
      { code: 'saml.malformed', count: 1, lastAt: '2026-03-01T10:00:00.000Z' },
    ],
  });
  app.clock.set(new Date('2026-03-08T00:00:00Z'));
  const { lastRefusals, lastSuccessfulLogin } = await examine();
  expect(lastRefusals.map(({ code }) => code)).toEqual(['user.not_found']);
  expect(lastSuccessfulLogin).toEqual({ at: '2026-03-02T10:00:00.000Z' });
});

it('shows by which key is signed while the IdP changes its key', async () => {
  const next = await makeKeyPair();
  const both = [scene.idp.keys.certificateDer, next.certificateDer];
  await signIn(scene);
  await trust(app, scene.tenant.alias, scene.idp.metadata({ certificates: both }));
  app.clock.advance(60);
  await postResponse(scene, scene.idp.post(planFor(scene), { keys: next }));
  const during = await examine();
  const [old, fresh] = during.idp.signingCertificates.map(({ sha256Fingerprint }) => sha256Fingerprint);
  expect(during.signedBy).toEqual([
    { sha256Fingerprint: fresh, trusted: true, count: 1, lastAt: '2026-03-01T10:01:00.000Z' },
    { sha256Fingerprint: old, trusted: true, count: 1, lastAt: '2026-03-01T10:00:00.000Z' },
  ]);
  await trust(app, scene.tenant.alias, scene.idp.metadata({ certificates: [next.certificateDer] }));
  expect((await examine()).signedBy).toMatchObject([{ trusted: true }, { trusted: false }]);
});

it('shows our own keys, once they are made, and warns before they end', async () => {
  await app.request('GET', `/saml/${scene.tenant.alias}/metadata`);
  const path = `/api/v1/tenants/${scene.tenant.alias}/sp/keys`;
  await app.request('POST', path, { body: { purpose: 'signing' } });
  const [current, next] = (await examine()).sp.keys;
  expect(current).toMatchObject({
    purpose: 'signing',
    status: 'current',
    subject: `CN=${scene.tenant.alias}`,
  });
  expect(current?.daysLeft).toBeGreaterThan(3640);
  app.clock.set(new Date(Date.parse(current?.notAfter ?? '') - 86_400_000));
  expect(await codes()).toEqual(['sp_key_expiring', 'sp_key_expiring']);
  await app.request('POST', `${path}/${next?.id ?? ''}/promote`);
  expect((await examine()).sp.keys).toMatchObject([{ id: next?.id, status: 'current', daysLeft: 1 }]);
  app.clock.advance(86_400);
  expect(await codes()).toEqual(['sp_key_expired']);
});

describe('warns', () => {
  it('of a certificate and of metadata that end in 30 days', async () => {
    const keys = await makeKeyPair({ kind: 'ec', notAfter: new Date('2026-04-01T10:00:00Z') });
    const xml = scene.idp.metadata({ certificates: [keys.certificateDer] });
    await trust(
      app,
      scene.tenant.alias,
      xml.replace('entityID=', 'validUntil="2026-04-02T10:00:00Z" entityID='),
    );
    expect(await codes()).toEqual([]);
    nextDay();
    const { status, warnings, idp } = await examine();
    expect([status, warnings.map(({ code }) => code)]).toEqual(['warning', ['certificate_expiring']]);
    expect(idp).toMatchObject({ signingCertificates: [{ daysLeft: 30 }], metadataDaysLeft: 31 });
    nextDay();
    expect(await codes()).toEqual(['certificate_expiring', 'metadata_expiring']);
    app.clock.set(new Date('2026-04-03T00:00:00Z'));
    expect((await codes()).sort()).toEqual(['certificate_expired', 'metadata_expired']);
  });

  it('of metadata that can not be fetched again', async () => {
    const url = `/${scene.tenant.alias}`;
    const path = `/api/v1/tenants/${scene.tenant.alias}/idp`;
    await app.request('PUT', path, { body: { metadataUrl: documents.give(url, scene.idp.metadata()) } });
    expect(await codes()).toEqual(['metadata_url_not_https']);
    documents.give(url, 'no metadata');
    await app.request('POST', `${path}/refresh`);
    const { idp, warnings } = await examine();
    expect(warnings.map(({ code }) => code)).toEqual(['refresh_failing', 'metadata_url_not_https']);
    expect(idp).toMatchObject({
      metadataUrl: expect.any(String) as string,
      nextRefreshAt: expect.any(String) as string,
      refreshFailure: { count: 1, code: 'idp.metadata_invalid', since: '2026-03-01T10:00:00.000Z' },
    });
  });

  it('of metadata whose address goes on giving the same end, and not of an end that is put off', async () => {
    const give = async (end: string) => {
      const xml = scene.idp.metadata().replace('entityID=', `validUntil="${end}" entityID=`);
      const metadataUrl = documents.give(`/${scene.tenant.alias}`, xml);
      const path = `/api/v1/tenants/${scene.tenant.alias}/idp`;
      const known = (await app.request('GET', path)).body as { readonly metadataUrl?: string };
      if (known.metadataUrl !== metadataUrl) await app.request('PUT', path, { body: { metadataUrl } });
      await app.request('POST', `${path}/refresh`);
      return (await codes()).filter((code) => code !== 'metadata_url_not_https');
    };
    expect(await give('2026-03-09T10:00:00Z')).toEqual([]);
    app.clock.advance(5 * 86_400);
    expect(await give('2026-03-09T10:00:00Z')).toEqual([]);
    nextDay();
    expect(await give('2026-03-09T10:00:00Z')).toEqual(['metadata_expiring']);
    expect(await give('2026-03-15T10:00:00Z')).toEqual([]);
  });

  it('of an IdP that does otherwise than in the week before, for two days', async () => {
    for (let day = 0; day < 5; day += 1) {
      await signIn(scene);
      nextDay();
    }
    nextDay();
    nextDay();
    const changed = () =>
      postResponse(
        scene,
        scene.idp.post(
          planFor(scene, undefined, (plan) => {
            plan.nameIdFormat = undefined;
          }),
          { signed: 'both' },
        ),
      );
    expect((await changed()).status).toBe(303);
    const expected = ['signature_place_changed', 'name_id_format_changed'];
    expect(await codes()).toEqual(expected);
    const { status, drift } = await examine();
    expect(status).toBe('warning');
    expect(drift.find(({ kind }) => kind === 'signature_place')).toEqual({
      kind: 'signature_place',
      lately: [{ value: 'both', count: 1 }],
      before: [{ value: 'assertion', count: 5 }],
      changed: true,
    });
    nextDay();
    expect(await codes()).toEqual(expected);
    nextDay();
    expect(await codes()).toEqual([]);
  });

  it('of a clock that goes wrong, before anybody is refused', async () => {
    for (let count = 0; count < 3; count += 1) {
      const answer = await signIn(scene, (plan) => {
        plan.issueInstant = new Date('2026-03-01T10:00:40Z');
      });
      expect(answer.status).toBe(303);
    }
    const { warnings, drift } = await examine();
    expect(warnings.map(({ code }) => code)).toEqual(['clock_drift']);
    expect(drift.find(({ kind }) => kind === 'clock_difference')).toEqual({
      kind: 'clock_difference',
      lately: [{ value: '30', count: 3 }],
      before: [],
      median: 30,
      changed: true,
    });
  });

  it('where everybody is refused', async () => {
    const stranger = await TestIdp.create(await makeKeyPair());
    const foreign = () => postResponse(scene, scene.idp.post(planFor(scene), { keys: stranger.keys }));
    for (let count = 0; count < 5; count += 1) await foreign();
    expect(await codes()).toEqual(['only_refusals']);
    await signIn(scene);
    expect(await codes()).toEqual([]);
  });
});

it('is for viewers of the tenant', async () => {
  const token = await createToken(app, 'viewer', scene.tenant.alias);
  const path = `/api/v1/tenants/${scene.tenant.alias}/idp/health`;
  expect((await app.request('GET', path, { token })).status).toBe(200);
  const stranger = await createToken(app, 'admin', (await createTenant(app)).alias);
  expect((await app.request('GET', path, { token: stranger })).status).toBe(403);
});

it('tells nothing of the logins of others at the same IdP', async () => {
  const other = await makeScene(app, { idpEntityId: scene.idp.entityId });
  await signIn(other);
  await postResponse(other, 'x');
  expect(await examine()).toMatchObject({ lastSuccessfulLogin: null, lastRefusals: [], signedBy: [] });
});

it('reads its counts by an index', async () => {
  const plan = await app.dataSource.transaction(async (tx) => {
    // There are too few for the planner to bother.
    await tx.query('SET LOCAL enable_seqscan = off');
    const where = `tenant_id = '${scene.tenant.id}' AND day >= '2026-03-01'`;
    return tx.query<object[]>(`EXPLAIN SELECT * FROM login_counts WHERE ${where}`);
  });
  expect(JSON.stringify(plan)).toMatch(/pk_login_counts.*tenant_id = .* AND \(day >=/);
});
