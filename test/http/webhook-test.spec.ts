import { createHmac } from 'node:crypto';
import { WebhookVerificationError } from 'standardwebhooks';
import { createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { createWebhook, type MadeWebhook, verify, WebhookReceiver } from '../support/webhook-receiver';
import { DeliveryLimits } from '../../src/webhooks/delivery-limits';

let app: TestApp;
let server: DocumentServer;
let receiver: WebhookReceiver;
let tenant: Tenant;
beforeAll(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
});
afterAll(() => app.close());
beforeEach(async () => {
  server = await new DocumentServer().start();
  receiver = new WebhookReceiver(server);
  tenant = await createTenant(app);
});
afterEach(async () => {
  await server.stop();
  app.clock.reset();
});

const make = (body: object = {}) => createWebhook(app, tenant.alias, { url: receiver.url, ...body });
const test = async ({ path }: MadeWebhook) =>
  (await app.request('POST', `${path}/test`)).body as { status: number | null; milliseconds: number };

describe('POST test', () => {
  it('sends a message that the library verifies, and answers what came', async () => {
    const hook = await make();
    const headers = { 'x-request-id': 'asked-by-me' };
    const response = await app.request('POST', `${hook.path}/test`, { headers });
    expect(response).toMatchObject({ status: 200, body: { delivered: true, status: 204, failure: null } });
    expect(receiver.verified(hook.secret)).toEqual([
      {
        type: 'webhook.test',
        timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        data: { webhook: hook.id, tenant: tenant.alias, actor: 'platform', requestId: 'asked-by-me' },
      },
    ]);
    expect(receiver.messages[0]?.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  it('is in the audit trail, with how it went and no more of the address than its origin', async () => {
    const hook = await make();
    await test(hook);
    receiver.status = 503;
    await test(hook);
    const path = `/api/v1/tenants/${tenant.alias}/audit-events?type=webhook.tested`;
    const { text, body } = await app.request('GET', path);
    const { origin, pathname } = new URL(receiver.url);
    expect(body).toMatchObject({
      items: [
        { actor: 'platform', details: { id: hook.id, origin, delivered: false, status: 503 } },
        { actor: 'platform', details: { id: hook.id, origin, delivered: true, status: 204 } },
      ],
    });
    expect(text).not.toContain(`${origin}${pathname}`);
  });

  it('is in the audit trail of the address that it went to, though the webhook is gone when it is answered', async () => {
    server.answer('/slow', (_, response) => {
      void app.request('DELETE', hook.path).then(() => response.writeHead(204).end());
    });
    const hook = await make({ url: server.url('/slow') });
    expect(await test(hook)).toMatchObject({ delivered: true, status: 204 });
    const path = `/api/v1/tenants/${tenant.alias}/audit-events?type=webhook.tested`;
    const { origin } = new URL(receiver.url);
    expect((await app.request('GET', path)).body).toMatchObject({
      items: [{ details: { id: hook.id, origin, delivered: true, status: 204 } }],
    });
  });

  it('is for trying a receiver out, and not for sending it a flood', async () => {
    const limited = await startApp({ rateLimitFactor: 2 / 60 }, app);
    try {
      const { path } = await make();
      const statuses: number[] = [];
      for (let n = 0; n < 3; n += 1) statuses.push((await limited.request('POST', `${path}/test`)).status);
      expect([statuses, receiver.messages.length]).toEqual([[200, 200, 429], 2]);
    } finally {
      await limited.close();
    }
  });

  it('is signed by the clock, under an id of its own each time', async () => {
    const hook = await make();
    app.clock.set(new Date('2031-02-03T04:05:06.789Z'));
    await test(hook);
    await test(hook);
    const [first, second] = receiver.messages.map(({ headers }) => headers);
    expect(first?.['webhook-timestamp']).toBe(String(Date.parse('2031-02-03T04:05:06Z') / 1000));
    expect(first?.['webhook-id']).not.toBe(second?.['webhook-id']);
  });

  it("is signed as Standard Webhooks says, word for word: the service's library judges its own work", async () => {
    const { path, secret } = await make();
    const rotated = await app.request('POST', `${path}/rotate-secret`);
    await app.request('POST', `${path}/test`);
    const [message] = receiver.messages;
    if (!message) throw new Error('nothing was sent');
    const { headers, body } = message;
    // "Signature scheme": HMAC-SHA256 of `id.timestamp.payload`, keyed with what the base64 behind the prefix stands for.
    const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const signatures = [(rotated.body as { secret: string }).secret, secret].map((one) => {
      const key = Buffer.from(one.replace(/^whsec_/, ''), 'base64');
      return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
    });
    expect(headers['webhook-signature']).toBe(signatures.join(' '));
  });

  it('fails for the library where anything of it is another', async () => {
    const hook = await make();
    await test(hook);
    const [message] = receiver.messages;
    if (!message) throw new Error('nothing was sent');
    const { headers, body } = message;
    const timestamp = String(Number(headers['webhook-timestamp']) + 1);
    const wrong = [
      { headers, body: body.replace('webhook.test', 'idp.updated') },
      { headers: { ...headers, 'webhook-id': 'other' }, body },
      { headers: { ...headers, 'webhook-timestamp': timestamp }, body },
    ];
    for (const one of wrong) expect(() => verify(one, hook.secret)).toThrow(WebhookVerificationError);
    expect(() => verify(message, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toThrow(WebhookVerificationError);
    expect(verify(message, hook.secret)).toMatchObject({ type: 'webhook.test' });
  });

  it('goes out for the platform and for one that is not enabled too', async () => {
    const hook = await createWebhook(app, null, { url: receiver.url, enabled: false });
    expect(await test(hook)).toMatchObject({ delivered: true });
    expect(receiver.verified(hook.secret)).toMatchObject([{ data: { tenant: null } }]);
  });

  it.each([200, 202, 299])('takes %d for delivered', async (status) => {
    receiver.status = status;
    expect(await test(await make())).toMatchObject({ delivered: true, status, failure: null });
  });

  it.each([301, 302, 304, 307, 400, 404, 410, 429, 500, 503])('takes %d for failed', async (status) => {
    receiver.status = status;
    const answer = await test(await make());
    expect(answer).toMatchObject({ delivered: false, status, failure: expect.any(String) as string });
  });

  it('fails where nobody listens, or what comes is no answer', async () => {
    const gone = await new DocumentServer().start();
    const url = gone.url('/');
    await gone.stop();
    expect(await test(await make({ url }))).toMatchObject({ delivered: false, status: null });
    server.answer('/cut', ({ socket }) => socket.destroy());
    expect(await test(await make({ url: server.url('/cut') }))).toMatchObject({ delivered: false });
    server.answer('/other', ({ socket }) => socket.end('SSH-2.0-x\r\n'));
    expect(await test(await make({ url: server.url('/other') }))).toMatchObject({ status: null });
  });

  it('fails where nothing comes in time', async () => {
    const limits = app.nest.get(DeliveryLimits, { strict: false });
    const { testTimeoutMs } = limits;
    Object.assign(limits, { testTimeoutMs: 100 });
    server.answer('/hang', () => undefined);
    try {
      const hung = await test(await make({ url: server.url('/hang') }));
      expect(hung).toMatchObject({ delivered: false, status: null });
      expect(hung.milliseconds).toBeGreaterThanOrEqual(90);
    } finally {
      Object.assign(limits, { testTimeoutMs });
    }
  });
});

describe('a new secret', () => {
  const rotate = async ({ path }: MadeWebhook) =>
    ((await app.request('POST', `${path}/rotate-secret`)).body as { secret: string }).secret;
  const signing = (...secrets: string[]) => {
    const message = receiver.messages.at(-1);
    return secrets.map((secret) => {
      try {
        return message !== undefined && verify(message, secret) !== undefined;
      } catch {
        return false;
      }
    });
  };

  it('signs at once, and the old one beside it for a day', async () => {
    app.clock.set(new Date());
    const hook = await make();
    const fresh = await rotate(hook);
    expect(fresh).not.toBe(hook.secret);
    await test(hook);
    expect(signing(fresh, hook.secret)).toEqual([true, true]);
    expect(receiver.messages[0]?.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
    app.clock.advance(24 * 3600 - 1);
    await test(hook);
    expect(signing(fresh, hook.secret)).toEqual([true, true]);
    app.clock.advance(1);
    await test(hook);
    expect(signing(fresh, hook.secret)).toEqual([true, false]);
  });

  it('leaves two old ones at most', async () => {
    const hook = await make();
    const [second, third, fourth] = [await rotate(hook), await rotate(hook), await rotate(hook)];
    await test(hook);
    expect(signing(hook.secret, second, third, fourth)).toEqual([false, true, true, true]);
    const rows = await app.dataSource.query<unknown[]>(
      'SELECT id FROM webhook_secrets WHERE webhook_id = $1',
      [hook.id],
    );
    expect(rows).toHaveLength(3);
  });
});
