import { createTenant, randomAlias } from '../support/api';
import { startApp, type TestApp } from '../support/app';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ baseUrl: 'https://sso.example', defaultDomainSuffix: 'ram.example' });
});
afterAll(() => app.close());

const path = (alias: string) => `/api/v1/tenants/${alias}`;

describe('POST /tenants', () => {
  it('makes a tenant with the defaults', async () => {
    const alias = randomAlias();
    const response = await app.request('POST', '/api/v1/tenants', { body: { alias } });
    expect(response.status).toBe(201);
    expect(response.headers.location).toBe(path(alias));
    expect(response.body).toEqual({
      id: expect.stringMatching(UUID_V7) as string,
      alias,
      displayName: null,
      ssoEnabled: true,
      ssoTrialEndsAt: null,
      defaultDomain: `${alias}.ram.example`,
      domainAlias: null,
      auxiliaryDomain: null,
      idpInitiatedLogin: 'allowed',
      sessionTtlSeconds: null,
      loginNetworkMasks: [],
      saml: {
        signAuthnRequests: 'always',
        requestBinding: 'auto',
        forceAuthn: false,
        isPassive: false,
        providerName: null,
        loginHint: 'auto',
        nameIdFormat: null,
        authnContextClassRefs: [],
        assertionEncryption: 'off',
        refuseCbcEncryption: false,
        signMetadata: false,
        userNameAttribute: null,
        userNameForm: 'principalName',
        keepRefusedLogins: true,
      },
      sp: {
        entityId: `https://sso.example/saml/${alias}/metadata`,
        acsUrl: `https://sso.example/saml/${alias}/acs`,
        metadataUrl: `https://sso.example/saml/${alias}/metadata`,
        loginUrl: `https://sso.example/saml/${alias}/login`,
        sloUrl: `https://sso.example/saml/${alias}/slo`,
      },
      createdAt: expect.any(String) as string,
      updatedAt: expect.any(String) as string,
    });
  });

  it('takes every field, and GET answers the same', async () => {
    const alias = randomAlias();
    const wanted = {
      alias,
      displayName: 'Zoë & Söhne 🙂',
      ssoEnabled: false,
      domainAlias: `${alias}.test`,
      auxiliaryDomain: `corp.${alias}.test`,
      idpInitiatedLogin: 'refused',
      sessionTtlSeconds: 3600,
      loginNetworkMasks: ['203.0.113.0/24', '2001:db8::/32'],
      saml: {
        signAuthnRequests: 'auto',
        requestBinding: 'post',
        forceAuthn: true,
        isPassive: true,
        providerName: 'Zoë & "Söhne" <Cloud>',
        loginHint: 'never',
        nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
        authnContextClassRefs: ['urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken'],
        assertionEncryption: 'required',
        refuseCbcEncryption: true,
        signMetadata: true,
        userNameAttribute: 'urn:oid:0.9.2342.19200300.100.1.1',
        userNameForm: 'whole',
        keepRefusedLogins: false,
      },
    };
    const created = await app.request('POST', '/api/v1/tenants', { body: wanted });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject(wanted);
    const read = await app.request('GET', path(alias));
    expect(read.status).toBe(200);
    expect(read.body).toEqual(created.body);
    expect(read.headers.etag).toBe(created.headers.etag);
  });

  it('stores domains in lower case, and a single address as a network of one', async () => {
    const alias = randomAlias();
    const tenant = await createTenant(app, {
      alias,
      domainAlias: `${alias}.TEST`,
      loginNetworkMasks: ['203.0.113.7', '2001:DB8::1', '203.0.113.9/24'],
    });
    expect(tenant).toMatchObject({
      domainAlias: `${alias}.test`,
      loginNetworkMasks: ['203.0.113.7/32', '2001:db8::1/128', '203.0.113.0/24'],
    });
  });

  it.each(['abc', 'a-1', 'a'.repeat(50)])('takes the alias %s', async (alias) => {
    expect((await app.request('POST', '/api/v1/tenants', { body: { alias } })).status).toBe(201);
  });

  it('takes null for an optional field as its default', async () => {
    const nulls = { displayName: null, ssoEnabled: null, loginNetworkMasks: null, saml: null };
    expect(await createTenant(app, nulls)).toMatchObject({
      displayName: null,
      ssoEnabled: true,
      loginNetworkMasks: [],
    });
  });

  it('answers 409 for an alias that is taken', async () => {
    const { alias } = await createTenant(app);
    const response = await app.request('POST', '/api/v1/tenants', { body: { alias } });
    expect(response.status).toBe(409);
    expect(response.body).toMatchObject({ code: 'conflict', errors: [{ field: 'alias' }] });
  });

  it('lets one of several win that ask for one alias at once', async () => {
    const alias = randomAlias();
    const attempts = Array.from({ length: 8 }, () =>
      app.request('POST', '/api/v1/tenants', { body: { alias } }),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, ...Array<number>(7).fill(409)]);
  });
});

describe('GET /tenants', () => {
  it('pages through all of them, by alias, also while others are made', async () => {
    const prefix = randomAlias();
    const aliases = ['b', 'd', 'f', 'h'].map((letter) => `${prefix}-${letter}`);
    for (const alias of aliases) await createTenant(app, { alias });
    const seen: string[] = [];
    let cursor: string | null = Buffer.from(prefix).toString('base64url');
    while (cursor !== null) {
      const response = await app.request('GET', `/api/v1/tenants?limit=2&cursor=${cursor}`);
      const page = response.body as { items: { alias: string }[]; nextCursor: string | null };
      seen.push(...page.items.map(({ alias }) => alias));
      if (seen.length === 2) await createTenant(app, { alias: `${prefix}-a` });
      if (seen.length === 2) await createTenant(app, { alias: `${prefix}-g` });
      cursor = seen.length > 5 ? null : page.nextCursor;
    }
    expect(seen.filter((alias) => alias.startsWith(prefix))).toEqual(
      ['b', 'd', 'f', 'g', 'h'].map((letter) => `${prefix}-${letter}`),
    );
  });

  it('answers each tenant as GET of it does', async () => {
    const { alias } = await createTenant(app, { domainAlias: `${randomAlias()}.test` });
    const before = Buffer.from(alias.slice(0, -1)).toString('base64url');
    const list = await app.request('GET', `/api/v1/tenants?limit=500&cursor=${before}`);
    const one = await app.request('GET', path(alias));
    expect((list.body as { items: unknown[] }).items).toContainEqual(one.body);
  });

  it.each([
    ['limit', 'limit=0'],
    ['limit', 'limit=501'],
    ['limit', 'limit=x'],
    ['cursor', 'cursor=%21'],
    ['cursor', `cursor=${Buffer.from('NOT AN ALIAS').toString('base64url')}`],
    ['page', 'page=2'],
  ])('refuses a wrong %s: %s', async (field, query) => {
    const response = await app.request('GET', `/api/v1/tenants?${query}`);
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ code: 'request.invalid', errors: [{ field }] });
  });
});

describe('an alias that no tenant has', () => {
  it.each([
    ['GET', 'nobody'],
    ['PATCH', 'nobody'],
    ['DELETE', 'nobody'],
    ['GET', 'NOT-AN-ALIAS'],
    ['GET', "x'%20OR%20'1'='1"],
    ['GET', 'a%2Fb'],
  ])('%s %s is 404 tenant.not_found', async (method, alias) => {
    const response = await app.request(method, path(alias), method === 'PATCH' ? { body: {} } : {});
    expect(response.status).toBe(404);
    expect(response.body).toMatchObject({ code: 'tenant.not_found' });
  });
});

describe('DELETE /tenants/{alias}', () => {
  it('answers 204, then 404, and frees alias and domains', async () => {
    const domainAlias = `${randomAlias()}.test`;
    const { alias, id } = await createTenant(app, { domainAlias });
    expect((await app.request('DELETE', path(alias))).status).toBe(204);
    expect((await app.request('DELETE', path(alias))).status).toBe(404);
    const again = await createTenant(app, { alias, domainAlias });
    expect(again.id).not.toBe(id);
  });

  it('keeps the audit trail, deletion included', async () => {
    const { alias, id } = await createTenant(app);
    await app.request('DELETE', path(alias), { headers: { 'x-request-id': 'deletes-it' } });
    const rows: unknown[] = await app.dataSource.query(
      'SELECT type, actor, outcome, request_id, details FROM audit_events WHERE tenant_id = $1 ORDER BY id',
      [id],
    );
    expect(rows).toEqual([
      expect.objectContaining({ type: 'tenant.created', actor: 'platform' }),
      {
        type: 'tenant.deleted',
        actor: 'platform',
        outcome: 'success',
        request_id: 'deletes-it',
        details: { alias },
      },
    ]);
  });
});
