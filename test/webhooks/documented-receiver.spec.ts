import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { freePort } from '../support/service-process';
import { createWebhook, type MadeWebhook } from '../support/webhook-receiver';

const ROOT = join(__dirname, '..', '..');
const [, program = ''] =
  /^```js\n([\s\S]*?)^```/m.exec(readFileSync(join(ROOT, 'docs', 'webhooks.md'), 'utf8')) ?? [];

/** The receiver of docs/webhooks.md, word for word, in a process of its own. */
describe('the receiver that the documentation shows', () => {
  let app: TestApp;
  let alias: string;
  let hook: MadeWebhook;
  let receiver: ChildProcess;
  beforeAll(async () => {
    app = await startApp({ allowPrivateMetadataUrls: true });
    ({ alias } = await createTenant(app));
    const port = await freePort();
    hook = await createWebhook(app, alias, { url: `http://127.0.0.1:${port}/` });
    const env = { ...process.env, PORT: port, WEBHOOK_SECRET: hook.secret };
    const ready = "setImmediate(() => console.log('started'));";
    receiver = spawn(process.execPath, ['-e', `${program}\n${ready}`], { cwd: ROOT, env });
    await line();
  });
  afterAll(async () => {
    receiver.kill();
    await app.close();
  });

  async function line(): Promise<string> {
    if (!receiver.stdout) throw new Error('the receiver writes nothing');
    return String((await once(receiver.stdout, 'data'))[0]).trim();
  }

  it('takes what is signed with its secret', async () => {
    const [answer, written] = await Promise.all([app.request('POST', `${hook.path}/test`), line()]);
    expect(answer.body).toMatchObject({ delivered: true, status: 204 });
    expect(written).toBe(`webhook.test ${alias}`);
  });

  it('refuses what is not', async () => {
    const { url } = (await app.request('GET', hook.path)).body as { url: string };
    const stranger = await createWebhook(app, alias, { url });
    expect((await app.request('POST', `${stranger.path}/test`)).body).toMatchObject({
      delivered: false,
      status: 401,
    });
  });
});
