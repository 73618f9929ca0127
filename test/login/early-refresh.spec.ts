import { codeOf } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import type { ResponseOptions } from '../support/idp/test-idp';
import { makeKeyPair, type TestKeyPair } from '../support/idp/key-pair';
import type { ResponsePlan } from '../support/idp/response-plan';
import {
  auditEvents,
  beginLogin,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
} from '../support/login-scene';

/** The IdP has a new key, and this service has not fetched its metadata since. */
let app: TestApp;
let there: TestApp;
let server: DocumentServer;
let scene: LoginScene;
let next: TestKeyPair;
beforeAll(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
  there = await startApp({ allowPrivateMetadataUrls: true }, app);
  next = await makeKeyPair({ subject: 'CN=Next' });
});
afterAll(async () => {
  await there.close();
  await app.close();
});
beforeEach(async () => {
  server = await new DocumentServer().start();
  scene = await makeScene(app);
  const metadataUrl = server.give('/', scene.idp.metadata());
  await app.request('PUT', `/api/v1/tenants/${scene.tenant.alias}/idp`, { body: { metadataUrl } });
  server.give('/', both());
});
afterEach(() => server.stop());

const both = () => scene.idp.metadata({ certificates: [scene.idp.keys.certificateDer, next.certificateDer] });
const fetches = () => server.requests.length - 1;

interface Answer extends ResponseOptions {
  readonly change?: (plan: ResponsePlan) => void;
  readonly cookies?: Record<string, string>;
  readonly at?: TestApp;
  readonly edit?: (xml: string) => string;
}

/** Begins a login, and answers it under the next key unless told otherwise. */
async function login({ change, cookies, at = app, edit = (xml) => xml, ...options }: Answer = {}) {
  const begun = await beginLogin({ ...scene, app: at });
  const xml = scene.idp.xml(planFor(scene, begun.requestId, change), { keys: next, ...options });
  return postResponse({ ...scene, app: at }, Buffer.from(edit(xml)).toString('base64'), {
    cookies: cookies ?? begun.cookies,
  });
}

const letTenMinutesPass = () =>
  app.dataSource.query(
    `UPDATE idp_trusts SET early_refresh_at = early_refresh_at - interval '10 minutes' WHERE tenant_id = $1`,
    [scene.tenant.id],
  );

it.each(['assertion', 'response', 'both'] as const)(
  'loses no login to a new key, where the %s is signed',
  async (signed) => {
    expect((await login({ signed })).status).toBe(303);
    expect(fetches()).toBe(1);
    expect(await auditEvents(scene, '?type=idp.updated')).toMatchObject([
      { actor: 'refresh', details: { certificatesAdded: [{ subject: 'CN=Next' }], certificatesRemoved: [] } },
      {},
      {},
    ]);
    expect((await login({ keys: scene.idp.keys })).status).toBe(303);
    expect(fetches()).toBe(1);
  },
);

it('fetches once for logins that come at once, which all go through', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => login()));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 303));
  expect(fetches()).toBe(1);
});

it('fetches once for two nodes, of which one waits for the other', async () => {
  const answers = await Promise.all([login(), login({ at: there }), login({ at: there })]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(fetches()).toBe(1);
});

describe('refuses as before', () => {
  const stranger = () => ({ keys: scene.idp.strangersKeys });

  it('what the IdP does not know either, and asks it once in ten minutes, whichever node is asked', async () => {
    for (const at of [app, there, app]) {
      expect(codeOf(await login({ ...stranger(), at }))).toBe('saml.signature_invalid');
    }
    expect(fetches()).toBe(1);
    await letTenMinutesPass();
    await login(stranger());
    expect(fetches()).toBe(2);
    const [refusal] = await auditEvents(scene, '?type=login');
    expect(refusal).toMatchObject({ outcome: 'refused', code: 'saml.signature_invalid' });
  });

  it('where the IdP gives out what is no better, and keeps the trust', async () => {
    server.give('/', both().replace('entityID="', 'entityID="https://evil.example/'));
    expect(codeOf(await login())).toBe('saml.signature_invalid');
    await letTenMinutesPass();
    server.answer('/', (_, response) => response.writeHead(500).end());
    expect(codeOf(await login())).toBe('saml.signature_invalid');
    expect(fetches()).toBe(2);
    expect((await login({ keys: scene.idp.keys })).status).toBe(303);
  });
});

describe('asks nobody', () => {
  const wrong: [string, () => Answer][] = [
    [
      'for another audience',
      () => ({ change: (plan) => plan.conditions && (plan.conditions.audienceRestrictions = [['x']]) }),
    ],
    [
      'that has expired',
      () => ({ change: (plan) => plan.conditions && (plan.conditions.notOnOrAfter = new Date(0)) }),
    ],
    ['of another IdP', () => ({ change: (plan) => (plan.assertionIssuer = 'https://evil.example') })],
    ['that names nobody', () => ({ change: (plan) => (plan.nameId = undefined) })],
    ['to another browser', () => ({ cookies: {} })],
    ['that was changed after it was signed', () => ({ edit: (xml) => xml.replace('>alice@', '>mallory@') })],
    ['that carries no key', () => ({ edit: (xml) => xml.replace(/<X509Data>.*<\/X509Data>/, '') })],
    ['without a signature', () => ({ signed: 'neither' })],
  ];

  it.each(wrong)('for a response %s', async (_, answer) => {
    expect((await login(answer())).status).toBeGreaterThanOrEqual(400);
    expect(fetches()).toBe(0);
  });

  it('for an unsolicited response, however many come', async () => {
    for (let count = 0; count < 5; count += 1) {
      const answer = await postResponse(scene, scene.idp.post(planFor(scene), { keys: next }));
      expect(codeOf(answer)).toBe('saml.signature_invalid');
    }
    expect(fetches()).toBe(0);
  });

  it('for a request that was answered, or that nobody made', async () => {
    const { requestId, cookies } = await beginLogin(scene);
    await postResponse(scene, scene.idp.post(planFor(scene, requestId)), { cookies });
    for (const id of [requestId, '_made-up']) {
      const answer = await postResponse(scene, scene.idp.post(planFor(scene, id), { keys: next }), {
        cookies,
      });
      expect(codeOf(answer)).toBe('saml.signature_invalid');
    }
    expect(fetches()).toBe(0);
  });

  it('for a tenant that was closed meanwhile', async () => {
    const { requestId, cookies } = await beginLogin(scene);
    const body = { loginNetworkMasks: ['192.0.2.0/24'] };
    await app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, { body });
    const answer = scene.idp.post(planFor(scene, requestId), { keys: next });
    expect(codeOf(await postResponse(scene, answer, { cookies }))).toBe('saml.signature_invalid');
    expect(fetches()).toBe(0);
  });

  it('for a tenant whose metadata were uploaded', async () => {
    const body = { metadataXml: scene.idp.metadata() };
    await app.request('PUT', `/api/v1/tenants/${scene.tenant.alias}/idp`, { body });
    expect(codeOf(await login())).toBe('saml.signature_invalid');
    expect(fetches()).toBe(0);
  });

  it('once the whole service has asked thirty times in a minute', async () => {
    const others = await Promise.all(Array.from({ length: 30 }, () => makeScene(app)));
    const ids = others.map(({ tenant }) => tenant.id);
    const mark = (ago: string) =>
      app.dataSource.query(
        `UPDATE idp_trusts SET early_refresh_at = now() - $2::interval WHERE tenant_id = ANY($1)`,
        [ids, ago],
      );
    await mark('5 seconds');
    expect(codeOf(await login())).toBe('saml.signature_invalid');
    expect(fetches()).toBe(0);
    await mark('2 minutes');
    expect((await login()).status).toBe(303);
  });
});
