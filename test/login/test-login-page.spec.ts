import { X509Certificate } from 'node:crypto';
import { createTenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { DocumentServer } from '../support/document-server';
import { encryptionCertificate } from '../support/encryption-certificate';
import { makeKeyPair } from '../support/idp/key-pair';
import type { ResponsePlan } from '../support/idp/response-plan';
import { auditEvents, type LoginScene, makeScene, planFor } from '../support/login-scene';
import { encrypt } from '../support/xmlenc';
import { answerTest, beginTest, createTestLink, pressStart, type ReportBody } from '../support/test-login';
import { Sweeper } from '../../src/database/sweeper';

let app: TestApp;
let scene: LoginScene;
beforeAll(async () => {
  app = await startApp({ allowPrivateMetadataUrls: true });
});
beforeEach(async () => {
  scene = await makeScene(app, { tenant: { saml: { signAuthnRequests: 'never' } } });
});
afterAll(() => app.close());

interface Schema {
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
  readonly enum?: string[];
}

const HOSTILE = `'"><script>alert(1)</script><img src=x onerror=alert(1)>`;
const PAGE = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

async function page(change?: (plan: ResponsePlan) => void) {
  const begun = await beginTest(scene);
  const samlResponse = scene.idp.post(planFor(scene, begun.requestId, change));
  return answerTest(scene, begun, samlResponse, { headers: PAGE });
}

describe('the page of a report', () => {
  it('shows each check, whom the response names, and the message, for nobody to keep', async () => {
    const response = await page((plan) => (plan.attributes = { department: ['Sales'] }));
    expect([response.status, response.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(response.text.match(/<li class="passed">/g)).toHaveLength(23);
    for (const shown of [scene.alice, 'department', 'Sales', scene.idp.entityId, '&lt;samlp:Response'])
      expect(response.text).toContain(shown);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(String(response.headers['content-security-policy'])).toContain("default-src 'none'");
  });

  it('marks what failed, with its code, and what was not reached', async () => {
    const response = await page((plan) => {
      if (plan.conditions) plan.conditions.audienceRestrictions = [['https://other.example']];
    });
    expect(response.text.match(/<li class="failed">/g)).toHaveLength(1);
    expect(response.text.match(/<li class="not_reached">/g)?.length).toBeGreaterThan(1);
    for (const shown of [
      '<code>saml.audience_mismatch</code>',
      'https://other.example',
      scene.tenant.sp.entityId,
    ])
      expect(response.text).toContain(shown);
  });

  it('is no refusal where nothing but the switch of single sign-on is missing, and one where more is', async () => {
    const path = `/api/v1/tenants/${scene.tenant.alias}`;
    await app.request('PATCH', path, { body: { ssoEnabled: false } });
    const ready = await page();
    expect(ready.text).toContain('<code>sso.disabled</code>');
    expect(ready.text).not.toContain('class="report refused"');
    await app.request('DELETE', `${path}/users/${scene.alice.split('@')[0]}`);
    const refused = await page();
    expect(refused.text).toContain('<code>user.not_found</code>');
    expect(refused.text).toContain('class="report refused"');
  });

  it('lets nothing that came become markup', async () => {
    const response = await page((plan) => {
      plan.attributes = { [HOSTILE]: [HOSTILE, HOSTILE] };
      plan.statusMessage = HOSTILE;
      plan.destination = HOSTILE;
    });
    expect(response.status).toBe(200);
    expect(response.text).toContain('&lt;script&gt;alert(1)');
    expect(response.text).not.toMatch(/<script|<img/);
    const nonsense = await beginTest(scene);
    const text = Buffer.from(HOSTILE).toString('base64');
    const shown = await answerTest(scene, nonsense, text, { headers: PAGE });
    expect(shown.text).toContain('&lt;img src=x');
    expect(shown.text).not.toMatch(/<script|<img/);
  });

  it('tells a Status of the IdP in its own words, though nobody signed it', async () => {
    const response = await page((plan) => {
      plan.statusCodes = ['urn:oasis:names:tc:SAML:2.0:status:Responder'];
      plan.statusMessage = 'alice is not assigned to this application.';
    });
    expect(response.text).toContain('alice is not assigned to this application.');
    expect(response.text).toContain('<code>saml.status_not_success</code>');
  });
});

describe('of an encrypted assertion', () => {
  beforeEach(async () => {
    scene = await makeScene(app, { tenant: { saml: { assertionEncryption: 'required' } } });
  });

  it('is shown what the IdP encrypted for this test, and nothing of what it did for others', async () => {
    const certificate = await encryptionCertificate(scene);
    const begun = await beginTest(scene);
    const captured = scene.idp.postEncrypted(planFor(scene, '_of-somebody'), certificate);
    const xml = Buffer.from(captured, 'base64').toString();
    const redirected = xml.replace('InResponseTo="_of-somebody"', `InResponseTo="${begun.requestId}"`);
    expect(redirected).not.toBe(xml);
    const stolen = await answerTest(scene, begun, Buffer.from(redirected).toString('base64'));
    expect(stolen.body).toMatchObject({
      code: 'saml.in_response_to_mismatch',
      user: null,
      received: { assertion: null, encryption: 'not_shown' },
    });
    expect(stolen.text).not.toContain(scene.alice);
    const [event] = await auditEvents(scene, '?limit=1');
    expect(JSON.stringify(event)).not.toContain(scene.alice);

    const own = await beginTest(scene);
    const response = await answerTest(
      scene,
      own,
      scene.idp.postEncrypted(planFor(scene, own.requestId), certificate),
    );
    expect(response.body).toMatchObject({
      outcome: 'success',
      received: { encryption: 'opened', assertion: { nameId: scene.alice } },
    });
  });

  it.each<[string, string, (plan: ResponsePlan) => void]>([
    ['whom it names', 'success', () => undefined],
    ['a name of no user', 'user.not_found', (plan) => (plan.nameId = `secret@${scene.tenant.defaultDomain}`)],
    [
      'a name of another domain',
      'saml.nameid_domain_mismatch',
      (plan) => (plan.nameId = 'secret@other.example'),
    ],
    [
      'when its session ends',
      'saml.expired',
      (plan) => {
        if (plan.authnStatement) plan.authnStatement.sessionNotOnOrAfter = new Date(0);
      },
    ],
  ])('tells nothing of one that answers no request: %s', async (_, code, change) => {
    const begun = await beginTest(scene);
    const plan = planFor(scene, undefined, change);
    const captured = scene.idp.postEncrypted(plan, await encryptionCertificate(scene));
    const response = await answerTest(scene, begun, captured);
    expect(response.body).toMatchObject({
      code: code === 'success' ? null : code,
      user: null,
      received: { assertion: null, encryption: 'not_shown' },
    });
    const [event] = await auditEvents(scene, '?limit=1');
    for (const told of [response.text, JSON.stringify(event)])
      for (const inside of [scene.alice, 'secret@', '1970-01-01']) expect(told).not.toContain(inside);
  });

  it('tells nothing of a name that came encrypted and answers no request', async () => {
    await app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, {
      body: { saml: { assertionEncryption: 'optional' } },
    });
    const { publicKey } = new X509Certificate(await encryptionCertificate(scene));
    const begun = await beginTest(scene);
    const name = `<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${scene.alice}</saml:NameID>`;
    const xml = scene.idp
      .xml(
        planFor(scene, undefined, (plan) => (plan.attributes = {})),
        { signed: 'neither' },
      )
      .replace(/<saml:NameID.*?<\/saml:NameID>/, encrypt(name, publicKey, { element: 'EncryptedID' }));
    const response = await answerTest(scene, begun, scene.idp.postXml(xml, 'Assertion'));
    expect(response.body).toMatchObject({ outcome: 'success', user: null });
    expect(response.text).not.toContain(scene.alice);
  });
});

it('fetches the metadata before it refuses a new key, as a login does', async () => {
  const server = await new DocumentServer().start();
  try {
    const next = await makeKeyPair({ subject: 'CN=Next' });
    const metadataUrl = server.give('/', scene.idp.metadata());
    await app.request('PUT', `/api/v1/tenants/${scene.tenant.alias}/idp`, { body: { metadataUrl } });
    server.give('/', scene.idp.metadata({ certificates: [next.certificateDer] }));
    const begun = await beginTest(scene);
    const samlResponse = scene.idp.post(planFor(scene, begun.requestId), { keys: next });
    const response = await answerTest(scene, begun, samlResponse);
    expect((response.body as ReportBody).outcome).toBe('success');
    expect(server.requests).toHaveLength(2);
  } finally {
    await server.stop();
  }
});

it('holds against the settings as they are when the response comes', async () => {
  const begun = await beginTest(scene);
  const path = `/api/v1/tenants/${scene.tenant.alias}`;
  await app.request('PATCH', path, { body: { ssoEnabled: false } });
  const response = await answerTest(scene, begun, scene.idp.post(planFor(scene, begun.requestId)));
  expect(response.body).toMatchObject({ code: 'sso.disabled' });
});

it('carries the request by HTTP-POST where the tenant wants that', async () => {
  await app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, {
    body: { saml: { requestBinding: 'post' } },
  });
  const response = await pressStart(scene, await createTestLink(scene));
  expect(response.status).toBe(200);
  expect(response.text).toContain(`action="${scene.idp.ssoUrl}"`);
  expect(response.text).toContain('name="SAMLRequest"');
});

it('answers JSON as the API is documented', async () => {
  const document = (await app.request('GET', '/openapi.json')).body as {
    paths: Record<
      string,
      { post: { responses: Record<string, { content: Record<string, { schema: Schema }> }> } }
    >;
  };
  const schema =
    document.paths['/saml/{alias}/acs']?.post.responses['200']?.content['application/json']?.schema;
  const begun = await beginTest(scene);
  const response = await answerTest(scene, begun, scene.idp.post(planFor(scene, begun.requestId)));
  const report = response.body as ReportBody;
  expect(Object.keys(report).sort()).toEqual(Object.keys(schema?.properties ?? {}).sort());
  const checks = schema?.properties?.checks?.items?.properties?.check?.enum;
  expect(report.checks.map(({ check }) => check)).toEqual(checks);
});

it('leaves nothing once it is too old, and goes with its tenant', async () => {
  const count = async (alias: string) => {
    const [row] = await app.dataSource.query<[{ count: number }]>(
      `SELECT count(*)::integer FROM test_logins JOIN tenants ON tenants.id = tenant_id WHERE alias = $1`,
      [alias],
    );
    return row.count;
  };
  const { alias, id } = scene.tenant;
  await beginTest(scene);
  await createTestLink(scene);
  await app.nest.get(Sweeper).sweepAll();
  expect(await count(alias)).toBe(2);
  await app.dataSource.query('UPDATE test_logins SET expires_at = now() WHERE tenant_id = $1', [id]);
  await app.nest.get(Sweeper).sweepAll();
  expect(await count(alias)).toBe(0);
  await createTestLink(scene);
  expect((await app.request('DELETE', `/api/v1/tenants/${alias}`)).status).toBe(204);
  expect(
    (await app.dataSource.query<unknown[]>('SELECT FROM test_logins WHERE tenant_id = $1', [id])).length,
  ).toBe(0);
  expect((await createTenant(app)).id).not.toBe(id);
});
