import { execFile } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { createTenant, type Tenant } from '../../support/api';
import { startApp, type TestApp } from '../../support/app';
import { DocumentServer } from '../../support/document-server';

interface Call {
  readonly call: string;
  readonly body: unknown;
}

/** What Microsoft Graph answers to each of its documented calls; 204 without a body to all others. */
const ANSWERS: Readonly<Record<string, object>> = {
  'POST /applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate': {
    application: { id: 'app-object', appId: 'app-id' },
    servicePrincipal: { id: 'principal', appOwnerOrganizationId: 'directory' },
  },
  'GET /servicePrincipals/principal': { id: 'principal' },
  'GET /applications/app-object': { id: 'app-object' },
  'POST /policies/claimsMappingPolicies': { id: 'policy' },
  'POST /servicePrincipals/principal/addTokenSigningCertificate': { thumbprint: 'A7D3' },
};
const PATHS = [
  ...Object.keys(ANSWERS).map((call) => call.split(' ')[1] ?? ''),
  '/servicePrincipals/principal/claimsMappingPolicies/$ref',
];

describe('the script for Entra ID', () => {
  let app: TestApp;
  let graph: DocumentServer;
  let calls: Call[];
  let unknownTokens: number;
  beforeAll(async () => {
    app = await startApp({ baseUrl: 'https://sso.example' });
    graph = await new DocumentServer().start();
    for (const path of PATHS) graph.answer(path, (request, response) => void answer(request, response));
  });
  afterAll(async () => {
    await graph.stop();
    await app.close();
  });
  beforeEach(() => {
    calls = [];
    unknownTokens = 0;
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = `${request.method} ${request.url}`;
    const body = await text(request);
    if (request.headers.authorization !== 'Bearer the token') unknownTokens++;
    calls.push({ call, body: body === '' ? undefined : JSON.parse(body) });
    const found = ANSWERS[call];
    response.writeHead(found ? 200 : 204).end(found && JSON.stringify(found));
  }

  async function run(tenant: Tenant): Promise<string> {
    const { text: script } = await app.request('GET', `/api/v1/tenants/${tenant.alias}/sp/setup/entra`);
    const env = { PATH: process.env.PATH, GRAPH_TOKEN: 'the token', GRAPH_URL: graph.url('') };
    return (await promisify(execFile)('bash', ['-c', script], { env })).stdout;
  }

  it('calls Microsoft Graph with our values, in the order that it documents', async () => {
    const tenant = await createTenant(app, { displayName: 'ACME Inc.' });
    const printed = await run(tenant);

    const { sp, alias } = tenant;
    expect(calls).toEqual([
      {
        call: 'POST /applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate',
        body: { displayName: 'ram-sso ACME Inc.' },
      },
      { call: 'GET /servicePrincipals/principal' },
      { call: 'GET /applications/app-object' },
      {
        call: 'PATCH /servicePrincipals/principal',
        body: { preferredSingleSignOnMode: 'saml', loginUrl: sp.loginUrl },
      },
      {
        call: 'PATCH /applications/app-object',
        body: {
          identifierUris: [sp.entityId],
          web: { redirectUris: [sp.acsUrl], logoutUrl: sp.sloUrl },
        },
      },
      {
        call: 'POST /policies/claimsMappingPolicies',
        body: {
          displayName: `ram-sso ${alias}`,
          isOrganizationDefault: false,
          definition: [expect.stringContaining('"ID":"userprincipalname"')],
        },
      },
      {
        call: 'POST /servicePrincipals/principal/claimsMappingPolicies/$ref',
        body: { '@odata.id': graph.url('/policies/claimsMappingPolicies/policy') },
      },
      {
        call: 'POST /servicePrincipals/principal/addTokenSigningCertificate',
        body: { displayName: `CN=ram-sso ${alias}` },
      },
      {
        call: 'PATCH /servicePrincipals/principal',
        body: { preferredTokenSigningKeyThumbprint: 'A7D3' },
      },
    ]);
    expect(unknownTokens).toBe(0);
    expect(printed.trim().split('\n').at(-1)).toBe(
      'https://login.microsoftonline.com/directory/federationmetadata/2007-06/federationmetadata.xml?appid=app-id',
    );
  });

  it('has the assertions encrypted to our key where the tenant wants it', async () => {
    const tenant = await createTenant(app, { saml: { assertionEncryption: 'optional' } });
    await run(tenant);

    const metadata = await app.request('GET', `/saml/${tenant.alias}/metadata`, { token: null });
    const [, , key] = metadata.text.split('<ds:X509Certificate>').map((part) => part.split('<')[0]);
    const [keys, active] = calls.slice(-2).map(({ body }) => body) as [
      { keyCredentials: [{ keyId: string }] },
      object,
    ];
    const { keyId } = keys.keyCredentials[0];
    expect(keys.keyCredentials).toEqual([{ type: 'AsymmetricX509Cert', usage: 'Encrypt', keyId, key }]);
    expect(keyId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(active).toEqual({ tokenEncryptionKeyId: keyId });
  });

  it('stops at the first call that is refused', async () => {
    const refusing = await new DocumentServer().start();
    const { alias } = await createTenant(app);
    const { text: script } = await app.request('GET', `/api/v1/tenants/${alias}/sp/setup/entra`);
    const env = { PATH: process.env.PATH, GRAPH_TOKEN: 'the token', GRAPH_URL: refusing.url('') };
    await expect(promisify(execFile)('bash', ['-c', script], { env })).rejects.toThrow();
    expect(refusing.requests).toHaveLength(1);
    await refusing.stop();
  });

  it.each(["O'Brien & Söhne", '$(whoami) `whoami` ${HOME}', "\\'; exit 1 #", '"}, "x": {"'])(
    'hands the name over as it is: %j',
    async (displayName) => {
      await run(await createTenant(app, { displayName }));
      expect(calls[0]?.body).toEqual({ displayName: `ram-sso ${displayName}` });
      expect(calls).toHaveLength(9);
    },
  );
});
