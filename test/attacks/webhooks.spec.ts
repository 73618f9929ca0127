import type { LookupAddress } from 'node:dns';
import type { ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { Sweeper } from '../../src/database/sweeper';
import { Transactions } from '../../src/database/transactions';
import { AddressResolver } from '../../src/outgoing/address-resolver';
import { RsaKeys } from '../../src/secrets/rsa-keys';
import { makeSelfSigned } from '../../src/sp-keys/self-signed';
import { createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { deliveriesOf, putEvent } from '../support/webhook-events';
import { createWebhook, type MadeWebhook, WebhookReceiver } from '../support/webhook-receiver';

/** What the administrator of a tenant could make the service reach, or the receiver that he names do to it. */
let strict: TestApp;
let lenient: TestApp;
let server: DocumentServer;
let tenant: Tenant;
beforeAll(async () => {
  strict = await startApp();
  lenient = await startApp({ allowPrivateMetadataUrls: true }, strict);
});
afterAll(async () => {
  await lenient.close();
  await strict.close();
});
beforeEach(async () => {
  server = await new DocumentServer().start();
  tenant = await createTenant(strict);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await strict.request('DELETE', `/api/v1/tenants/${tenant.alias}`);
  await server.stop();
  strict.clock.reset();
});

/** Names stand for what the attacker's name server says, each time something else. */
function names(app: TestApp, ...answers: string[][]): jest.SpyInstance {
  let asked = 0;
  const resolver = app.nest.get(AddressResolver, { strict: false });
  return jest.spyOn(resolver, 'resolve').mockImplementation(() => {
    const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
    return Promise.resolve(
      addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  });
}

/** How often a connection to that host was tried, whatever became of it. */
function watchConnections(): (host: string) => number {
  const connect = jest.spyOn(Socket.prototype, 'connect');
  const isTo = (host: string) => (option: unknown) =>
    typeof option === 'object' && option !== null && 'host' in option && option.host === host;
  return (host) => connect.mock.calls.flat(2).filter(isTo(host)).length;
}

async function deliver(app: TestApp, hook: MadeWebhook): Promise<unknown> {
  await app.nest.get(Transactions).run((tx) => putEvent(app, tx, tenant, 'idp.updated'));
  await app.nest.get(Sweeper).sweepAll();
  return (await deliveriesOf(app, hook.path))[0];
}

const test = async (app: TestApp, { path }: MadeWebhook) => (await app.request('POST', `${path}/test`)).body;

describe('an address that leads to the inside', () => {
  it.each([
    ['the loopback', ['127.0.0.1']],
    ['a private network', ['10.0.0.1']],
    ["a cloud's metadata service", ['169.254.169.254']],
    ['the loopback of IPv6', ['::1']],
    ['an address that is mapped', ['::ffff:127.0.0.1']],
    ['a public one beside a private one', ['8.8.8.8', '127.0.0.1']],
  ])('is not reached by a name for %s', async (_, addresses) => {
    names(strict, addresses);
    const connections = watchConnections();
    const url = `https://inside.example:${server.port}/`;
    const hook = await createWebhook(strict, tenant.alias, { url });
    expect(await test(strict, hook)).toMatchObject({ delivered: false, status: null });
    expect(await deliver(strict, hook)).toMatchObject({ status: 'pending', lastStatus: null });
    expect(connections('inside.example')).toBe(0);
  });

  it('is not reached by a name that means another one a moment later', async () => {
    const connections = watchConnections();
    const resolve = names(lenient, ['127.0.0.1'], ['169.254.169.254']);
    const receiver = new WebhookReceiver(server, '/hook', 'rebinding.example');
    const hook = await createWebhook(lenient, tenant.alias, { url: receiver.url });
    // The address that was checked is the one that is connected to: one look-up an attempt.
    expect(await test(lenient, hook)).toMatchObject({ delivered: true });
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(await test(lenient, hook)).toMatchObject({ delivered: false, status: null });
    expect(receiver.messages).toHaveLength(1);
    expect(connections('rebinding.example')).toBe(1);
  });

  it('is not reached by a redirect', async () => {
    const inside = new WebhookReceiver(server, '/inside');
    for (const status of [301, 302, 303, 307, 308]) {
      const url = server.redirect(`/${status}`, inside.url, status);
      const hook = await createWebhook(lenient, tenant.alias, { url });
      expect(await test(lenient, hook)).toMatchObject({ delivered: false, status });
    }
    expect(inside.messages).toEqual([]);
  });

  it('is not reached once the service is set not to, whatever was registered before', async () => {
    const receiver = new WebhookReceiver(server);
    const hook = await createWebhook(lenient, tenant.alias, { url: receiver.url });
    expect(await test(strict, hook)).toMatchObject({ delivered: false });
    expect(await deliver(strict, hook)).toMatchObject({ status: 'pending' });
    expect(receiver.messages).toEqual([]);
  });

  it('is not told of in plain, on the way to a public one', async () => {
    names(lenient, ['8.8.8.8']);
    const connections = watchConnections();
    const hook = await createWebhook(lenient, tenant.alias, { url: 'http://outside.example/' });
    expect(await test(lenient, hook)).toMatchObject({ delivered: false, status: null });
    expect(connections('outside.example')).toBe(0);
  });
});

describe('whoever can write to the database', () => {
  it('signs nothing with the secret of a webhook of his own: it opens in its row alone', async () => {
    const receiver = new WebhookReceiver(server);
    const [own, victim] = [
      await createWebhook(lenient, tenant.alias, { url: receiver.url }),
      await createWebhook(lenient, tenant.alias, { url: receiver.url }),
    ];
    await lenient.dataSource.query(
      `UPDATE webhook_secrets SET sealed_secret = own.sealed_secret FROM webhook_secrets own
        WHERE own.webhook_id = $1 AND webhook_secrets.webhook_id = $2`,
      [own.id, victim.id],
    );
    expect((await lenient.request('POST', `${victim.path}/test`)).status).toBe(500);
    await deliver(lenient, victim);
    expect(receiver.verified(own.secret)).toHaveLength(1);
  });
});

describe('a receiver', () => {
  const hookAt = (url: string) => createWebhook(lenient, tenant.alias, { url });

  it('must show a certificate that is trusted', async () => {
    const { privateKeyPem, certificateDer } = await makeSelfSigned(await new RsaKeys().make(), {
      commonName: '127.0.0.1',
      notBefore: new Date(),
      years: 1,
    });
    const cert = `-----BEGIN CERTIFICATE-----\n${certificateDer.toString('base64')}\n-----END CERTIFICATE-----\n`;
    const secure = await new DocumentServer({ key: privateKeyPem, cert }).start();
    expect(await test(lenient, await hookAt(secure.give('/', '')))).toMatchObject({
      delivered: false,
      status: null,
    });
    expect(secure.requests).toEqual([]);
    await secure.stop();
  });

  it('gets no more of our memory by a body without an end', async () => {
    let written = 0;
    let ended: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (ended = resolve));
    const chunk = Buffer.alloc(64 * 1024);
    const flood = (response: ServerResponse): void => {
      if (response.destroyed) return;
      written += chunk.length;
      response.write(chunk, () => {
        flood(response);
      });
    };
    const url = server.answer('/', (_, response) => {
      response.once('close', ended).writeHead(200);
      flood(response);
    });
    expect(await test(lenient, await hookAt(url))).toMatchObject({ delivered: true });
    await closed;
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });

  it('shows nothing of what it answers, to whoever asks', async () => {
    const url = server.answer('/', (_, response) =>
      response.writeHead(500, 'st4tus <script>', { 'x-h': 'h34der' }).end('b0dy'),
    );
    const hook = await hookAt(url);
    const told = JSON.stringify([
      await test(lenient, hook),
      await deliver(lenient, hook),
      (await lenient.request('GET', hook.path)).body,
    ]);
    expect(told).toContain('500');
    for (const part of ['st4tus', 'h34der', 'b0dy']) expect(told).not.toContain(part);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    [
      'headers without an end',
      (response) => response.socket?.write(`HTTP/1.1 200 OK\r\na: ${'a'.repeat(99_999)}`),
    ],
    [
      'another protocol',
      (response) =>
        response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    ],
    ['no HTTP', (response) => response.socket?.end('220 mail.example ESMTP\r\n')],
    ['a status that is none', (response) => response.socket?.end('HTTP/1.1 0 x\r\n\r\n')],
  ])('gains nothing by %s', async (_, respond) => {
    const url = server.answer('/', (__, response) => {
      respond(response);
    });
    expect(await test(lenient, await hookAt(url))).toMatchObject({ delivered: false });
  });
});
