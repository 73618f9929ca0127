import { createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { type LoginScene, makeScene, trust } from '../support/login-scene';
import { deliveriesOf } from '../support/webhook-events';
import { createWebhook, WebhookReceiver, webhooksPath } from '../support/webhook-receiver';
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

const secretIn = (text: string) => /<code id="secret">([^<]+)</.exec(text)?.[1] ?? '';
const idIn = (text: string, path: string) =>
  new RegExp(`href="${path}/([0-9a-f-]{36})"`).exec(text)?.[1] ?? '';

describe.each(['tenant', 'platform'] as const)('the webhooks of the %s', (whose) => {
  const alias = () => (whose === 'tenant' ? scene.tenant.alias : null);
  const pageOf = () =>
    whose === 'tenant' ? `/admin/tenants/${scene.tenant.alias}/webhooks` : '/admin/webhooks';
  const read = async (id: string) => (await app.request('GET', `${webhooksPath(alias())}/${id}`)).body;

  it('are made with a secret that is shown once, tested, changed and deleted', async () => {
    const page = pageOf();
    const receiver = new WebhookReceiver(documents, `/${scene.tenant.alias}-${whose}`);
    const made = await browser.post(page, page, {
      url: receiver.url,
      enabled: 'on',
      eventTypes: 'idp.updated',
    });
    expect(made.status).toBe(201);
    const [secret, id] = [secretIn(made.text), idIn(made.text, page)];
    expect(await read(id)).toMatchObject({ enabled: true, eventTypes: ['idp.updated'] });
    const one = `${page}/${id}`;
    expect((await browser.get(one)).text).not.toContain(secret);
    const tested = await browser.post(one, `${one}/test`);
    expect(tested.text).toContain('class="notice good"');
    expect(receiver.verified(secret)).toMatchObject([{ type: 'webhook.test' }]);
    receiver.status = 500;
    expect((await browser.post(one, `${one}/test`)).text).toContain('class="notice bad"');
    expect((await browser.post(one, one, { url: receiver.url, description: 'New' })).status).toBe(303);
    expect(await read(id)).toMatchObject({ enabled: false, description: 'New', eventTypes: null });
    const rotated = await browser.post(one, `${one}/rotate-secret`);
    expect(secretIn(rotated.text)).toMatch(/^whsec_/);
    expect(secretIn(rotated.text)).not.toBe(secret);
    expect((await browser.post(one, `${one}/delete`)).headers.location).toBe(`${page}?done=deleted`);
    expect((await browser.get(one)).status).toBe(404);
  });

  it('are refused as by the API', async () => {
    const page = pageOf();
    for (const fields of [
      { url: '' },
      { url: 'ftp://x.example/' },
      { url: 'https://x.example/', eventTypes: 'x' },
    ]) {
      const answer = await browser.post(page, page, fields as Record<string, string>);
      expect([answer.status, secretIn(answer.text)]).toEqual([400, '']);
      expect(answer.text).toContain('role="alert"');
    }
  });
});

describe('a delivery', () => {
  it('is shown with its answer, and sent again', async () => {
    const receiver = new WebhookReceiver(documents, `/${scene.tenant.alias}-retry`);
    const { id } = await createWebhook(app, scene.tenant.alias, { url: receiver.url });
    await trust(app, scene.tenant.alias, scene.idp.metadata());
    await receiver.received(1);
    const [delivery] = await deliveriesOf(app, `${webhooksPath(scene.tenant.alias)}/${id}`);
    const page = `/admin/tenants/${scene.tenant.alias}/webhooks/${id}`;
    expect((await browser.get(page)).text).toContain('idp.updated');
    const retry = `${page}/deliveries/${String(delivery?.id)}/retry`;
    expect((await browser.post(page, retry)).status).toBe(303);
    await receiver.received(2);
    expect(receiver.messages).toHaveLength(2);
  });
});

describe('another tenant’s webhook', () => {
  it('is not there, and a viewer changes none', async () => {
    const other = await makeScene(app);
    const hook = { url: 'https://hook.example/services/k3y', enabled: false };
    const { id } = await createWebhook(app, other.tenant.alias, hook);
    const page = `/admin/tenants/${scene.tenant.alias}/webhooks`;
    expect((await browser.get(`${page}/${id}`)).status).toBe(404);
    for (const rest of ['', '/test', '/rotate-secret', '/delete'])
      expect((await browser.post(page, `${page}/${id}${rest}`, hook as never)).status).toBe(404);
    const own = `/admin/tenants/${other.tenant.alias}/webhooks`;
    const viewer = await ConsoleBrowser.enter(app, await createToken(app, 'viewer', other.tenant.alias));
    expect((await viewer.get(`${own}/${id}`)).text).not.toContain(`action="${own}`);
    for (const page of [own, `${own}/${id}`]) {
      const { text } = await viewer.get(page);
      expect(text).toContain('https://hook.example');
      expect(text).not.toContain('k3y');
    }
    for (const rest of ['', `/${id}`, `/${id}/test`, `/${id}/rotate-secret`, `/${id}/delete`])
      expect((await viewer.post(own, `${own}${rest}`)).status).toBe(403);
  });
});
