import { createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { type LoginScene, makeScene, signIn, trust } from '../support/login-scene';
import { SpKeyCalls } from '../support/sp-keys';
import { ConsoleBrowser } from './support/console-browser';

let app: TestApp;
let browser: ConsoleBrowser;
let scene: LoginScene;
const documents = new DocumentServer();
beforeAll(async () => {
  await documents.start();
  app = await startApp({ allowPrivateMetadataUrls: true });
  browser = await ConsoleBrowser.enter(app);
});
afterAll(async () => {
  await app.close();
  await documents.stop();
});
beforeEach(async () => {
  scene = await makeScene(app);
});

const pageOf = ({ tenant }: LoginScene, rest = '') => `/admin/tenants/${tenant.alias}${rest}`;
const trustOf = async ({ tenant }: LoginScene) =>
  (await app.request('GET', `/api/v1/tenants/${tenant.alias}/idp`)).body;
const viewerOf = async ({ tenant }: LoginScene) =>
  ConsoleBrowser.enter(app, await createToken(app, 'viewer', tenant.alias));

describe('the trust of a tenant', () => {
  it('shows the identity provider, its certificate on a time line and which key signed', async () => {
    await signIn(scene);
    const { text } = await browser.get(pageOf(scene, '/trust'));
    expect(text).toContain(scene.idp.entityId);
    expect(text.match(/<rect class="bar valid"/g)).toHaveLength(1);
    expect(text).toContain('rsa-sha256 (1)');
    expect(text).toContain(pageOf(scene, '/setup/idp'));
  });

  it('goes back to an old version, and gives each version’s document as it came', async () => {
    const first = scene.idp.metadata();
    await trust(app, scene.tenant.alias, first.replaceAll(scene.idp.entityId, 'https://other.example/idp'));
    const page = pageOf(scene, '/trust');
    const answer = await browser.post(page, `${page}/versions/1/restore`);
    expect([answer.status, answer.headers.location]).toEqual([303, `${page}?done=saved`]);
    expect(await trustOf(scene)).toMatchObject({ entityId: scene.idp.entityId });
    const document = await browser.get(`${page}/versions/1/metadata`);
    expect(document.text).toBe(first);
    expect(document.headers['content-disposition']).toMatch(/^attachment;/);
    expect((await browser.post(page, `${page}/versions/99/restore`)).status).toBe(404);
  });

  it('pages through what it was, and marks only the newest as in force', async () => {
    const document = scene.idp.metadata();
    for (let count = 2; count <= 21; count += 1)
      await trust(
        app,
        scene.tenant.alias,
        document.replaceAll(scene.idp.entityId, `https://${count}.example/idp`),
      );
    const page = pageOf(scene, '/trust');
    const first = (await browser.get(page)).text;
    expect(first.match(/<th scope="row">\d+</g)).toHaveLength(20);
    const next = /rel="next" href="([^"#]*)#history"/.exec(first)?.[1] ?? '';
    const second = (await browser.get(next)).text;
    expect(second.match(/<th scope="row">\d+</g)).toEqual(['<th scope="row">1<']);
    expect(second).toContain(`${page}/versions/1/restore`);
    expect(second).toContain(`href="${page}#history"`);
    expect((await browser.get(`${page}?cursor=made-up`)).status).toBe(400);
  });

  it('is fetched again, and says why where that fails', async () => {
    const metadataUrl = documents.give(`/${scene.tenant.alias}`, scene.idp.metadata());
    await app.request('PUT', `/api/v1/tenants/${scene.tenant.alias}/idp`, { body: { metadataUrl } });
    const page = pageOf(scene, '/trust');
    expect((await browser.post(page, `${page}/refresh`)).status).toBe(303);
    documents.give(`/${scene.tenant.alias}`, 'no metadata');
    const failed = await browser.post(page, `${page}/refresh`);
    expect(failed.status).toBe(400);
    expect(failed.text).toContain('<code>idp.metadata_invalid</code>');
    expect(failed.text).toContain('<code>refresh_failing</code>');
  });

  it('is taken away, and stays in the history', async () => {
    const page = pageOf(scene, '/trust');
    expect((await browser.post(page, `${page}/delete`)).headers.location).toBe(`${page}?done=deleted`);
    expect(await trustOf(scene)).toMatchObject({ code: 'idp.not_configured' });
    const { text } = await browser.get(page);
    expect(text).toContain(`${page}/versions/1/restore`);
    expect((await browser.post(page, `${page}/delete`)).status).toBe(404);
  });

  it('is changed by no viewer, who has no button', async () => {
    const viewer = await viewerOf(scene);
    const page = pageOf(scene, '/trust');
    const { text } = await viewer.get(page);
    expect(text).not.toMatch(new RegExp(`action="${page}|/setup/idp"`));
    for (const rest of ['/refresh', '/delete', '/versions/1/restore'])
      expect((await viewer.post(page, `${page}${rest}`)).status).toBe(403);
    expect(await trustOf(scene)).toMatchObject({ entityId: scene.idp.entityId });
  });
});

describe('the keys of a tenant', () => {
  it('are made, promoted and deleted', async () => {
    const keys = new SpKeyCalls(app, scene.tenant.alias);
    const page = pageOf(scene, '/keys');
    expect((await browser.post(page, page, { purpose: 'signing' })).status).toBe(303);
    expect((await browser.post(page, page, { purpose: 'signing' })).status).toBe(409);
    expect((await browser.post(page, page, { purpose: 'both' })).status).toBe(400);
    const next = (await keys.list()).find(({ status }) => status === 'next');
    expect((await browser.post(page, `${page}/${next?.id ?? ''}/promote`)).status).toBe(303);
    const [current, previous] = await keys.list();
    expect([current?.id, previous?.status]).toEqual([next?.id, 'previous']);
    expect((await browser.post(page, `${page}/${current?.id ?? ''}/delete`)).status).toBe(409);
    expect((await browser.post(page, `${page}/${previous?.id ?? ''}/delete`)).status).toBe(303);
    expect(await keys.list()).toHaveLength(1);
  });

  it('are of the kind that is chosen, and of the same without a choice', async () => {
    const { tenant } = await makeScene(app);
    const keys = new SpKeyCalls(app, tenant.alias);
    const page = `/admin/tenants/${tenant.alias}/keys`;
    const make = async (fields: Record<string, string>) => (await browser.post(page, page, fields)).status;
    expect(await make({ purpose: 'signing', algorithm: 'ec-p384' })).toBe(400);
    expect(await make({ purpose: 'encryption', algorithm: 'ec-p256' })).toBe(400);
    expect(await keys.list()).toEqual([]);
    expect(await make({ purpose: 'signing', algorithm: 'ec-p256' })).toBe(303);
    const next = (await keys.list()).find(({ status }) => status === 'next');
    expect(next?.algorithm).toBe('ec-p256');
    if (next) await keys.promoted(next);
    expect((await browser.get(page)).text).toContain('<option value="ec-p256" selected');
    expect(await make({ purpose: 'signing' })).toBe(303);
    expect((await keys.list()).map(({ algorithm }) => algorithm)).toEqual(['ec-p256', 'ec-p256', 'rsa-2048']);
  });

  it('of another tenant are not there, and are changed by no viewer', async () => {
    const other = await makeScene(app);
    const key = await new SpKeyCalls(app, other.tenant.alias).created('signing');
    const page = pageOf(scene, '/keys');
    for (const rest of ['promote', 'delete'])
      expect((await browser.post(page, `${page}/${key.id}/${rest}`)).status).toBe(404);
    const viewer = await viewerOf(other);
    const { text } = await viewer.get(pageOf(other, '/keys'));
    expect(text).toContain(key.sha256Fingerprint);
    expect(text).not.toContain(`/keys/${key.id}/promote`);
    expect(text).not.toContain('PRIVATE KEY');
    expect((await viewer.post(pageOf(other, '/keys'), pageOf(other, `/keys/${key.id}/promote`))).status).toBe(
      403,
    );
  });
});
