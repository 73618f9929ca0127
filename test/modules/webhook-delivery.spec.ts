import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Pool } from 'pg';
import { Sweeper } from '../../src/database/sweeper';
import { Transactions } from '../../src/database/transactions';
import { DeliverNext } from '../../src/webhooks/deliver-next';
import { DeliverWebhooks } from '../../src/webhooks/deliver-webhooks';
import { DeliveryLimits } from '../../src/webhooks/delivery-limits';
import { createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { deliveriesOf, putEvent } from '../support/webhook-events';
import { createWebhook, type MadeWebhook, WebhookReceiver } from '../support/webhook-receiver';

/** Real: Postgres, the connections, and nodes of one service. Held up: what a receiver answers. */
let app: TestApp;
let server: DocumentServer;
let tenant: Tenant;
const nodes: TestApp[] = [];
beforeEach(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
  app.clock.set(new Date());
  server = await new DocumentServer().start();
  tenant = await createTenant(app);
});
afterEach(async () => {
  await server.stop();
  await Promise.all(nodes.splice(0).map((node) => node.close()));
  await app.close();
});

const tell = (n = 1, whose = tenant) =>
  app.nest.get(Transactions).run((tx) => putEvent(app, tx, whose, 'idp.updated', { n }));
const sweep = (node = app) => node.nest.get(Sweeper).sweepAll();
const make = (url: string, whose = tenant) => createWebhook(app, whose.alias, { url });

async function node(overrides: Parameters<typeof startApp>[0] = {}): Promise<TestApp> {
  const started = await startApp(overrides, app);
  nodes.push(started);
  return started;
}

/** A receiver that answers when it is told to. */
function holding(path: string): { asked: Promise<ServerResponse>; url: string } {
  let seen: (response: ServerResponse) => void = () => undefined;
  const asked = new Promise<ServerResponse>((resolve) => (seen = resolve));
  const url = server.answer(path, (_, response) => {
    seen(response);
  });
  return { asked, url };
}

const setColumns = (hook: MadeWebhook, columns: string) =>
  app.dataSource.query(`UPDATE webhooks SET ${columns} WHERE id = $1`, [hook.id]);

describe('a receiver that hangs', () => {
  // Longer than a test: nothing may come of waiting for it.
  beforeEach(() => {
    Object.assign(app.nest.get(DeliveryLimits, { strict: false }), { timeoutMs: 600_000 });
  });

  it("holds up nobody else's messages, and no connection to the database", async () => {
    const held = holding('/held');
    await make(held.url);
    const other = await createTenant(app);
    const receiver = new WebhookReceiver(server);
    await make(receiver.url, other);
    await tell();
    const response = await held.asked;
    const pool = (app.dataSource.driver as unknown as { master: Pool }).master;
    await app.dataSource.query('SELECT 1');
    expect([pool.totalCount - pool.idleCount, pool.waitingCount]).toEqual([0, 0]);
    await tell(1, other);
    await receiver.received(1);
    response.writeHead(204).end();
    await sweep();
  });

  it('leaves a place to others also where many hang', async () => {
    const held = Array.from({ length: 10 }, (_, n) => holding(`/held-${n}`));
    for (const { url } of held) await make(url);
    await tell();
    const responses = await Promise.all(held.map(({ asked }) => asked));
    const [other, receiver] = [await createTenant(app), new WebhookReceiver(server)];
    await make(receiver.url, other);
    await tell(1, other);
    await receiver.received(1);
    for (const response of responses) response.writeHead(204).end();
    await sweep();
  });

  it('is given up for the time', async () => {
    Object.assign(app.nest.get(DeliveryLimits, { strict: false }), { timeoutMs: 100 });
    const hook = await make(holding('/held').url);
    await tell();
    await sweep();
    expect(await deliveriesOf(app, hook.path)).toMatchObject([
      { status: 'pending', attempts: 1, lastStatus: null, lastFailure: expect.any(String) as string },
    ]);
  });
});

describe('a webhook that is switched off while it is sent to', () => {
  it('is sent nothing more', async () => {
    const held = holding('/held');
    const hook = await make(held.url);
    await tell(1);
    const response = await held.asked;
    await tell(2);
    await app.request('PATCH', hook.path, { body: { enabled: false } });
    const { messages } = new WebhookReceiver(server, '/held');
    response.writeHead(204).end();
    await sweep();
    expect(messages).toEqual([]);
    expect((await deliveriesOf(app, hook.path)).map(({ status }) => status)).toEqual([
      'pending',
      'delivered',
    ]);
  });
});

describe('a message that comes just as its receiver was found to have nothing to come', () => {
  it('waits for no round', async () => {
    const receiver = new WebhookReceiver(server);
    const hook = await make(receiver.url);
    let found: () => void = () => undefined;
    const looking = new Promise<void>((resolve) => (found = resolve));
    const look = jest.spyOn(app.nest.get(DeliverNext, { strict: false }), 'run');
    look.mockImplementationOnce(() => looking.then(() => 'none'));
    app.nest.get(DeliverWebhooks, { strict: false }).nudge([hook.id]);
    await tell();
    expect(look).toHaveBeenCalledTimes(1);
    found();
    await receiver.received(1);
    await sweep();
    expect(await deliveriesOf(app, hook.path)).toMatchObject([{ status: 'delivered' }]);
  });
});

describe('of two nodes', () => {
  it('one sends at a time, and each message once', async () => {
    const second = await node();
    const [ids, underway] = [new Map<string, number>(), { now: 0, most: 0 }];
    const url = server.answer('/hook', (request, response) => {
      const id = String(request.headers['webhook-id']);
      ids.set(id, (ids.get(id) ?? 0) + 1);
      underway.now += 1;
      underway.most = Math.max(underway.most, underway.now);
      request.resume().once('end', () => {
        underway.now -= 1;
        response.writeHead(204).end();
      });
    });
    const { path } = await make(url);
    for (let n = 0; n < 20; n += 1) {
      await tell(n);
      await Promise.all([sweep(), sweep(second)]);
    }
    await sweep();
    expect((await deliveriesOf(app, path)).every(({ status }) => status === 'delivered')).toBe(true);
    expect([...ids.values()]).toEqual(Array(20).fill(1));
    expect(underway.most).toBe(1);
  });

  it('the other waits while the one sends, and goes on where it died', async () => {
    const receiver = new WebhookReceiver(server);
    const hook = await make(receiver.url);
    await setColumns(hook, `leased_until = '${new Date(app.clock.now().getTime() + 60_000).toISOString()}'`);
    await tell();
    await sweep();
    expect(receiver.messages).toHaveLength(0);
    app.clock.advance(60);
    await sweep(await node());
    expect(receiver.verified(hook.secret)).toHaveLength(1);
  });

  it('the one that sends has the webhook to itself for longer than an attempt may last', async () => {
    const held = holding('/held');
    const hook = await make(held.url);
    await tell();
    const response = await held.asked;
    const [row] = await app.dataSource.query<{ leased_until: Date }[]>(
      'SELECT leased_until FROM webhooks WHERE id = $1',
      [hook.id],
    );
    const { timeoutMs } = app.nest.get(DeliveryLimits, { strict: false });
    expect(Number(row?.leased_until) - app.clock.now().getTime()).toBeGreaterThan(timeoutMs);
    response.writeHead(204).end();
    await sweep();
  });

  it('the one that was too late writes nothing of it', async () => {
    const held = holding('/held');
    const hook = await make(held.url);
    await tell();
    const response = await held.asked;
    const leasedUntil = new Date(app.clock.now().getTime() + 120_000);
    await setColumns(hook, `leased_until = '${leasedUntil.toISOString()}'`);
    response.writeHead(410).end();
    await sweep();
    const [row] = await app.dataSource.query<{ enabled: boolean; leased_until: Date }[]>(
      'SELECT enabled, leased_until FROM webhooks WHERE id = $1',
      [hook.id],
    );
    expect(row).toEqual({ enabled: true, leased_until: leasedUntil });
    expect(await deliveriesOf(app, hook.path)).toMatchObject([{ status: 'pending', lastStatus: null }]);
  });
});

describe('a node that stops', () => {
  it('waits for no receiver, and leaves the message to the next', async () => {
    const held = holding('/held');
    const first = await node();
    const hook = await make(held.url);
    await first.nest.get(Transactions).run((tx) => putEvent(first, tx, tenant, 'idp.updated'));
    await held.asked;
    await nodes.pop()?.close();
    expect(await deliveriesOf(app, hook.path)).toMatchObject([{ status: 'pending', attempts: 0 }]);
    const { url } = new WebhookReceiver(server, '/held');
    expect(url).toBe(held.url);
    await sweep();
    expect(await deliveriesOf(app, hook.path)).toMatchObject([{ status: 'delivered', attempts: 1 }]);
  });
});

describe('a node that stops within a round', () => {
  it('waits for no receiver either', async () => {
    const first = await node();
    Object.assign(first.nest.get(DeliveryLimits, { strict: false }), { timeoutMs: 600_000 });
    const held = holding('/held');
    const hook = await make(held.url);
    await app.dataSource.query(
      `INSERT INTO webhook_deliveries
       VALUES ($1, gen_random_uuid(), 'idp.updated', '{}', 'pending', 0, $2, NULL, NULL, NULL, $2)`,
      [hook.id, app.clock.now()],
    );
    const round = sweep(first);
    await held.asked;
    await nodes.pop()?.close();
    await round;
    expect(await deliveriesOf(app, hook.path)).toMatchObject([{ status: 'pending', attempts: 0 }]);
  });
});

describe('a node without the master key', () => {
  it('sends nothing, takes no attempt away, and does not try on and on', async () => {
    const receiver = new WebhookReceiver(server);
    const hook = await make(receiver.url);
    const stranger = await node({ masterKey: randomBytes(32) });
    const looks = jest.spyOn(stranger.nest.get(DeliverNext, { strict: false }), 'run');
    await stranger.nest.get(Transactions).run((tx) => putEvent(stranger, tx, tenant, 'idp.updated'));
    await sweep(stranger);
    expect(receiver.messages).toHaveLength(0);
    expect(looks.mock.calls.length).toBeLessThan(5);
    expect(await deliveriesOf(app, hook.path)).toMatchObject([{ status: 'pending', attempts: 0 }]);
    app.clock.advance(61);
    await sweep();
    expect(receiver.verified(hook.secret)).toHaveLength(1);
  });
});

describe('a round', () => {
  it("takes up no webhook that is paused, somebody else's, switched off, or has nothing that is due", async () => {
    const round = () => app.nest.get(DeliverWebhooks, { strict: false }).run();
    const receiver = new WebhookReceiver(server);
    receiver.status = 500;
    const hook = await make(receiver.url);
    await tell();
    await round();
    expect(await round()).toBe(0);
    const later = new Date(app.clock.now().getTime() + 3600_000).toISOString();
    app.clock.advance(4);
    await setColumns(hook, 'paused_until = NULL');
    expect(await round()).toBe(0);
    app.clock.advance(2);
    for (const column of ['paused_until', 'leased_until']) {
      await setColumns(hook, `${column} = '${later}'`);
      expect([column, await round()]).toEqual([column, 0]);
      await setColumns(hook, `${column} = NULL`);
    }
    await setColumns(hook, 'enabled = false');
    expect(await round()).toBe(0);
    await setColumns(hook, 'enabled = true');
    expect([await round(), receiver.messages.length]).toEqual([1, 2]);
  });

  it('finds every webhook that something waits for, however many', async () => {
    const receiver = new WebhookReceiver(server);
    const tenants = await Promise.all(Array.from({ length: 11 }, () => createTenant(app)));
    // More than one batch of a round.
    const hooks = await Promise.all(
      tenants.flatMap((whose) => Array.from({ length: 10 }, () => make(receiver.url, whose))),
    );
    for (const { id } of hooks)
      await app.dataSource.query(
        `INSERT INTO webhook_deliveries
         SELECT $1, gen_random_uuid(), 'idp.updated', '{}', 'pending', 0, $2, NULL, NULL, NULL, $2
           FROM generate_series(1, 2)`,
        [id, app.clock.now()],
      );
    await sweep();
    expect(receiver.messages).toHaveLength(220);
  });
});

describe('a secret that was lost', () => {
  it('fails, and is mended by a new one', async () => {
    const receiver = new WebhookReceiver(server);
    const hook = await make(receiver.url);
    await app.dataSource.query('DELETE FROM webhook_secrets WHERE webhook_id = $1', [hook.id]);
    await tell();
    await sweep();
    expect(await deliveriesOf(app, hook.path)).toMatchObject([{ status: 'pending', attempts: 1 }]);
    expect((await app.request('POST', `${hook.path}/test`)).body).toMatchObject({ delivered: false });
    const rotated = await app.request('POST', `${hook.path}/rotate-secret`);
    app.clock.advance(6);
    await sweep();
    expect(receiver.verified((rotated.body as { secret: string }).secret)).toHaveLength(1);
  });
});
