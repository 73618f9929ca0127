import { Sweeper } from '../../src/database/sweeper';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { auditEvents, type LoginScene, signIn } from '../support/login-scene';
import { askTrial, makeSwitchedOff, startTrial } from '../support/sso-trial';
import { createWebhook, WebhookReceiver } from '../support/webhook-receiver';

let app: TestApp;
let server: DocumentServer;
let receiver: WebhookReceiver;
let scene: LoginScene;
let secret: string;
beforeAll(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.reset();
  server = await new DocumentServer().start();
  receiver = new WebhookReceiver(server);
  scene = await makeSwitchedOff(app);
  const eventTypes = ['sso.trial_started', 'sso.confirmed', 'sso.reverted'];
  ({ secret } = await createWebhook(app, scene.tenant.alias, { url: receiver.url, eventTypes }));
});
afterEach(async () => {
  await app.nest.get(Sweeper).sweepAll();
  await server.stop();
});

const told = async () => {
  await app.nest.get(Sweeper).sweepAll();
  return receiver.verified(secret);
};

describe('a trial of single sign-on is told to webhooks', () => {
  it('when it begins, and when a login confirms it, once and as the audit trail has it', async () => {
    await startTrial(scene);
    expect((await signIn(scene)).status).toBe(303);
    expect((await signIn(scene)).status).toBe(303);
    const { alias } = scene.tenant;
    expect(await told()).toMatchObject([
      { type: 'sso.trial_started', data: { tenant: alias, actor: 'platform' } },
      { type: 'sso.confirmed', data: { tenant: alias, actor: 'user:alice', by: 'login' } },
    ]);
    const [confirmed] = (await auditEvents(scene)).filter(({ type }) => type === 'sso.confirmed');
    expect(confirmed).toMatchObject({ userName: 'alice', actor: 'user:alice', outcome: 'success' });
    expect(receiver.messages[1]?.headers['webhook-id']).toBe(confirmed?.id);
  });

  it('when it goes back by itself', async () => {
    await startTrial(scene);
    app.clock.advance(12 * 60);
    await app.nest.get(Sweeper).sweepAll();
    expect((await told())[1]).toMatchObject({
      type: 'sso.reverted',
      data: { tenant: scene.tenant.alias, actor: 'watch', reason: 'not_confirmed' },
    });
  });

  it('when somebody ends it, or confirms it by hand', async () => {
    await startTrial(scene);
    await askTrial(scene, 'DELETE');
    await startTrial(scene);
    await app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, { body: { ssoEnabled: true } });
    expect(await told()).toMatchObject([
      { type: 'sso.trial_started' },
      { type: 'sso.reverted', data: { reason: 'ended_early' } },
      { type: 'sso.trial_started' },
      { type: 'sso.confirmed', data: { by: 'administrator' } },
    ]);
  });
});
