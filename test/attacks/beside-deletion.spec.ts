import type { QueryRunner } from 'typeorm';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { type LoginScene, makeScene, planFor, postResponse } from '../support/login-scene';
import { answerTest, beginTest, createTestLink, pressStart } from '../support/test-login';

/** What is asked of a tenant while it is being deleted: it found the tenant, and the tenant is gone before it writes. */
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

type Ask = () => Promise<TestResponse>;
type Prepare = (scene: LoginScene) => Promise<Ask>;

const tenantPath = ({ tenant }: LoginScene) => `/api/v1/tenants/${tenant.alias}`;
const idOf = ({ body }: TestResponse) => (body as { id: string }).id;

const onKey =
  (method: string, suffix: string): Prepare =>
  async (scene) => {
    const keys = `${tenantPath(scene)}/sp/keys`;
    const id = idOf(await app.request('POST', keys, { body: { purpose: 'signing' } }));
    return () => app.request(method, `${keys}/${id}${suffix}`);
  };
const onWebhook =
  (method: string, suffix: string, body?: object): Prepare =>
  async (scene) => {
    const webhooks = `${tenantPath(scene)}/webhooks`;
    const id = idOf(await app.request('POST', webhooks, { body: { url: 'https://hooks.example/' } }));
    return () => app.request(method, `${webhooks}/${id}${suffix}`, { body });
  };
const onTenant =
  (path: string, body: object): Prepare =>
  (scene) =>
    Promise.resolve(() => app.request('POST', `${tenantPath(scene)}${path}`, { body }));

it.each<[string, Prepare]>([
  [
    'a login',
    (scene) => {
      const samlResponse = scene.idp.post(planFor(scene));
      return Promise.resolve(() => postResponse(scene, samlResponse));
    },
  ],
  ['a link of a test', onTenant('/idp/test-login', {})],
  [
    'the start of a test',
    async (scene) => {
      const token = await createTestLink(scene);
      return () => pressStart(scene, token);
    },
  ],
  [
    'the answer to a test',
    async (scene) => {
      const begun = await beginTest(scene);
      const samlResponse = scene.idp.post(planFor(scene, begun.requestId));
      return () => answerTest(scene, begun, samlResponse);
    },
  ],
  ['a first key', onTenant('/sp/keys', { purpose: 'encryption' })],
  ['the promotion of a key', onKey('POST', '/promote')],
  ['the deletion of a key', onKey('DELETE', '')],
  ['a webhook', onTenant('/webhooks', { url: 'https://hooks.example/' })],
  ['the change of a webhook', onWebhook('PATCH', '', { enabled: false })],
  ['the rotation of its secret', onWebhook('POST', '/rotate-secret')],
  ['the deletion of a webhook', onWebhook('DELETE', '')],
])('%s is not found', async (_, prepare) => {
  const scene = await makeScene(app, { tenant: { saml: { signAuthnRequests: 'never' } } });
  const ask = await prepare(scene);
  const deletion = app.dataSource.createQueryRunner();
  await deletion.connect();
  try {
    expect((await whileDeleting(deletion, scene, ask)).status).toBe(404);
  } finally {
    await deletion.release();
  }
});

async function whileDeleting(deletion: QueryRunner, { tenant }: LoginScene, ask: Ask): Promise<TestResponse> {
  await deletion.startTransaction();
  await deletion.query('DELETE FROM tenants WHERE id = $1', [tenant.id]);
  const asked = ask();
  await untilBlocked();
  await deletion.commitTransaction();
  return asked;
}

/** Until a statement of this database waits for a row that the deletion has locked. */
async function untilBlocked(): Promise<void> {
  for (;;) {
    const [{ blocked }] = await app.dataSource.query<[{ blocked: boolean }]>(
      `SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') AS blocked`,
    );
    if (blocked) return;
  }
}
