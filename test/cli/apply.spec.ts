import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAML_FIELDS, SETTINGS_FIELDS, USER_FIELDS, WEBHOOK_FIELDS } from '../../src/cli/apply/declaration';
import { readDeclaration } from '../../src/cli/apply/read-declaration';
import { randomAlias } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { runRamSso } from '../support/cli-process';
import { TestIdp } from '../support/idp/test-idp';

jest.setTimeout(60_000);

/** The lines on which something is wrong. */
function wrongLines(source: string): number[] {
  const read = readDeclaration(source, {
    read: () => Buffer.from('<a/>'),
    check: () => ({ accepted: false, reason: 'no metadata', candidates: [] }),
  });
  return 'issues' in read ? read.issues.map(({ line }) => line) : [];
}

describe('a declaration', () => {
  it.each<[string, string, number[]]>([
    ['a name that is no alias', 'tenants:\n  A!:\n    displayName: x', [2]],
    ['a field that is not there', 'tenants:\n  acme:\n    display: x', [3]],
    [
      'a value of another kind',
      'tenants:\n  acme:\n    ssoEnabled: perhaps\n    sessionTtlSeconds: 1',
      [3, 4],
    ],
    ['a word that is none of its own', 'tenants:\n  acme:\n    saml:\n      requestBinding: fax', [4]],
    ['a mask that is none', 'tenants:\n  acme:\n    loginNetworkMasks: [10.0.0.0/99]', [3]],
    [
      'two sources of metadata',
      'tenants:\n  acme:\n    idp: {metadataFile: a, metadataUrl: "https://b"}',
      [3],
    ],
    ['metadata that would be refused', 'tenants:\n  acme:\n    idp:\n      metadataFile: a', [4]],
    ['a user twice, in two cases', 'tenants:\n  acme:\n    users:\n      bob:\n      Bob:', [5]],
    ['a key twice', 'tenants:\n  acme:\n    users:\n      bob:\n      bob:', [4]],
    [
      'an address that is none',
      'tenants:\n  acme:\n    idp:\n      metadataUrl: https://\n    webhooks: [{url: "https://a b"}]',
      [4, 5],
    ],
    ['an address twice', 'tenants:\n  acme:\n    webhooks: [{url: "https://a"}, {url: "https://A/"}]', [3]],
    ['a webhook without an address', 'tenants:\n  acme:\n    webhooks:\n      - enabled: true', [4]],
    ['no YAML', 'tenants: [', [1]],
    ['something else', '- a', [1]],
  ])('is refused by line for %s', (_, source, lines) => {
    expect(wrongLines(source)).toEqual(lines);
  });

  it('may be JSON, may use anchors, and names nothing that it need not', () => {
    expect(wrongLines('{"tenants":{"acme":{"users":{"bob":{}}}}}')).toEqual([]);
    expect(wrongLines('tenants:\n  acme: &a\n    ssoEnabled: false\n  bravo: *a\n  charlie:\n')).toEqual([]);
  });
});

describe('ram-sso apply', () => {
  let app: TestApp;
  let url: string;
  const directory = mkdtempSync(join(tmpdir(), 'ram-apply-'));
  const file = join(directory, 'tenants.yaml');
  beforeAll(async () => {
    app = await startApp();
    url = await app.listen();
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true });
    await app.close();
  });

  const cli = (...args: string[]) =>
    runRamSso(args, { env: { RAM_SSO_URL: url, RAM_SSO_TOKEN: app.settings.adminToken }, cwd: '/' });
  const get = async (path: string) => (await app.request('GET', `/api/v1/tenants/${path}`)).body;
  const plan = async (...args: string[]) => {
    const { code, stdout } = await cli(...args, '-f', file, '--output', 'json');
    const { changes, unchanged } = JSON.parse(stdout) as {
      changes: { action: string; kind: string; name: string }[];
      unchanged: number;
    };
    return { code, done: changes.map(({ action, kind, name }) => `${action} ${kind} ${name}`), unchanged };
  };

  it('makes what is declared so, changes nothing the second time, and prunes where it is asked', async () => {
    const alias = randomAlias();
    const idp = await TestIdp.create();
    writeFileSync(join(directory, 'idp.xml'), `\ufeff${idp.metadata()}\r\n`);
    const declare = (users: string) => {
      writeFileSync(
        file,
        `tenants:
  ${alias}:
    displayName: 阿克梅
    domainAlias: ${alias}.Example
    loginNetworkMasks: [10.1.2.3/8]
    saml: {forceAuthn: true, loginHint: null}
    idp: {metadataFile: idp.xml}
    users: ${users}
    webhooks: [{url: "https://hooks.example/a", enabled: false}]
`,
      );
    };
    declare('{alice: {email: a@acme.example}, bob: }');
    const hook = 'https://hooks.example/a';
    const all = [
      `create tenant ${alias}`,
      `create idp ${alias}`,
      'create user alice',
      'create user bob',
      `create webhook ${hook}`,
    ];
    expect(await plan('diff')).toEqual({ code: 1, done: all, unchanged: 0 });
    expect(await plan('apply', '--dry-run')).toEqual({ code: 0, done: all, unchanged: 0 });
    expect((await app.request('GET', `/api/v1/tenants/${alias}`)).status).toBe(404);

    expect(await plan('apply')).toEqual({ code: 0, done: all, unchanged: 0 });
    expect(await get(alias)).toMatchObject({
      displayName: '阿克梅',
      domainAlias: `${alias}.example`,
      loginNetworkMasks: ['10.0.0.0/8'],
      saml: { forceAuthn: true, loginHint: 'auto' },
    });
    expect(await get(`${alias}/idp`)).toMatchObject({ entityId: idp.entityId });
    expect(await plan('apply')).toEqual({ code: 0, done: [], unchanged: 5 });
    expect((await plan('diff')).code).toBe(0);

    declare('{ALICE: {email: b@acme.example}}');
    expect((await plan('apply')).done).toEqual(['update user ALICE']);
    expect(await get(`${alias}/users`)).toMatchObject({
      items: [{ email: 'b@acme.example' }, { userName: 'bob' }],
    });
    expect((await cli('apply', '-f', file, '--prune')).code).toBe(2);
    expect((await plan('apply', '--prune', '--yes')).done).toEqual(['delete user bob']);
    expect(await get(`${alias}/users`)).toMatchObject({ items: [{ userName: 'alice' }] });
  });

  it('compares addresses and types of events in the form in which the service keeps them', async () => {
    const alias = randomAlias();
    const hook = 'https://Hooks.example:443/a/../b';
    const types = 'eventTypes: [idp.updated, idp.deleted, idp.updated]';
    writeFileSync(file, `tenants: {${alias}: {webhooks: [{url: "${hook}", ${types}, enabled: false}]}}\n`);
    expect((await plan('apply')).done).toHaveLength(2);
    expect(await plan('apply')).toEqual({ code: 0, done: [], unchanged: 2 });
    expect((await plan('diff', '--prune')).code).toBe(0);
    expect(await get(`${alias}/webhooks`)).toMatchObject({ items: [{ url: 'https://hooks.example/b' }] });
  });

  it('names what is wrong by line, with 2, and does nothing', async () => {
    const alias = randomAlias();
    writeFileSync(file, `tenants:\n  ${alias}:\n    colour: red\n`);
    const { code, stderr } = await cli('apply', '-f', file);
    expect(code).toBe(2);
    expect(stderr).toContain(`${file}:3:5: `);
    expect((await app.request('GET', `/api/v1/tenants/${alias}`)).status).toBe(404);
  });

  it('knows every field of the API', async () => {
    const { body } = await app.request('GET', '/openapi.json');
    const { schemas } = (body as { components: { schemas: Record<string, { properties: object }> } })
      .components;
    const fieldsOf = (name: string) => Object.keys(schemas[name]?.properties ?? {}).sort();
    expect(['alias', ...Object.keys(SETTINGS_FIELDS)].sort()).toEqual(fieldsOf('CreateTenantBody'));
    expect(Object.keys(SAML_FIELDS).sort()).toEqual(fieldsOf('SamlSettingsBody'));
    expect(['userName', ...Object.keys(USER_FIELDS)].sort()).toEqual(fieldsOf('CreateRamUserBody'));
    expect(Object.keys(WEBHOOK_FIELDS).sort()).toEqual(fieldsOf('CreateWebhookBody'));
  });
});
