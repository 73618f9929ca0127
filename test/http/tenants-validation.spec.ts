import { createTenant, randomAlias } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ defaultDomainSuffix: 'ram.example' });
});
afterAll(() => app.close());

const masks = (count: number) => Array.from({ length: count }, (_, i) => `10.0.${i}.0/24`);
const classes = (count: number) => Array.from({ length: count }, (_, i) => `urn:x:${i}`);

function fieldsOf({ body }: TestResponse): string[] {
  return (body as { errors: { field: string }[] }).errors.map(({ field }) => field).sort();
}

describe.each(['POST', 'PATCH'])('%s of a tenant', (method) => {
  async function send(body: object): Promise<TestResponse> {
    if (method === 'POST')
      return app.request('POST', '/api/v1/tenants', { body: { alias: randomAlias(), ...body } });
    const { alias } = await createTenant(app);
    return app.request('PATCH', `/api/v1/tenants/${alias}`, { body });
  }

  it.each<[string, object]>([
    ['displayName', { displayName: '' }],
    ['displayName', { displayName: 'a'.repeat(129) }],
    ['displayName', { displayName: 'a\tb' }],
    ['displayName', { displayName: 'a\u202Eb' }],
    ['displayName', { displayName: ' ACME' }],
    ['displayName', { displayName: 'a\u0000b' }],
    ['displayName', { displayName: 7 }],
    ['ssoEnabled', { ssoEnabled: 'true' }],
    ['domainAlias', { domainAlias: 'acme_corp.example' }],
    ['domainAlias', { domainAlias: '\u212Aelvin.example' }],
    ['domainAlias', { domainAlias: 'ram.example' }],
    ['domainAlias', { domainAlias: 'Other.RAM.example' }],
    ['domainAlias', { domainAlias: ['acme.test'] }],
    ['auxiliaryDomain', { auxiliaryDomain: 'acme.example.' }],
    ['auxiliaryDomain', { auxiliaryDomain: 'deep.below.ram.example' }],
    ['idpInitiatedLogin', { idpInitiatedLogin: 'sometimes' }],
    ['sessionTtlSeconds', { sessionTtlSeconds: 3599 }],
    ['sessionTtlSeconds', { sessionTtlSeconds: 86_401 }],
    ['sessionTtlSeconds', { sessionTtlSeconds: 3600.5 }],
    ['sessionTtlSeconds', { sessionTtlSeconds: '3600' }],
    ['loginNetworkMasks', { loginNetworkMasks: '10.0.0.0/8' }],
    ['loginNetworkMasks', { loginNetworkMasks: masks(41) }],
    ['loginNetworkMasks[1]', { loginNetworkMasks: ['10.0.0.0/8', '10.0.0.0/33'] }],
    ['loginNetworkMasks[0]', { loginNetworkMasks: [7] }],
    ['saml', { saml: 'always' }],
    ['saml', { saml: [] }],
    ['saml.signAuthnRequests', { saml: { signAuthnRequests: true } }],
    ['saml.requestBinding', { saml: { requestBinding: 'artifact' } }],
    ['saml.forceAuthn', { saml: { forceAuthn: 'yes' } }],
    ['saml.isPassive', { saml: { isPassive: 'true' } }],
    ['saml.signMetadata', { saml: { signMetadata: 'yes' } }],
    ['saml.providerName', { saml: { providerName: '' } }],
    ['saml.providerName', { saml: { providerName: 'a'.repeat(129) } }],
    ['saml.providerName', { saml: { providerName: 'a\nb' } }],
    ['saml.providerName', { saml: { providerName: 'a\uFFFEb' } }],
    ['saml.providerName', { saml: { providerName: ['ACME'] } }],
    ['saml.loginHint', { saml: { loginHint: true } }],
    ['saml.loginHint', { saml: { loginHint: 'sometimes' } }],
    ['saml.nameIdFormat', { saml: { nameIdFormat: 'emailAddress' } }],
    ['saml.nameIdFormat', { saml: { nameIdFormat: `urn:${'x'.repeat(1024)}` } }],
    ['saml.authnContextClassRefs', { saml: { authnContextClassRefs: 'urn:x' } }],
    ['saml.authnContextClassRefs', { saml: { authnContextClassRefs: classes(21) } }],
    ['saml.authnContextClassRefs', { saml: { authnContextClassRefs: ['urn:x:y', 'urn:x:y'] } }],
    ['saml.authnContextClassRefs[0]', { saml: { authnContextClassRefs: ['not a uri'] } }],
    ['saml.assertionEncryption', { saml: { assertionEncryption: 'on' } }],
    ['saml.refuseCbcEncryption', { saml: { refuseCbcEncryption: 1 } }],
    ['saml.userNameAttribute', { saml: { userNameAttribute: '' } }],
    ['saml.userNameAttribute', { saml: { userNameAttribute: 'x'.repeat(1025) } }],
    ['saml.userNameAttribute', { saml: { userNameAttribute: ' uid' } }],
    ['saml.userNameAttribute', { saml: { userNameAttribute: ['uid'] } }],
    ['saml.userNameForm', { saml: { userNameAttribute: 'uid', userNameForm: 'localPart' } }],
    ['saml.userNameForm', { saml: { userNameForm: 'whole' } }],
    ['saml.userNameForm', { saml: { userNameForm: 'whole', userNameAttribute: null } }],
    ['saml.keepRefusedLogins', { saml: { keepRefusedLogins: 'no' } }],
    ['saml.wantSha1', { saml: { wantSha1: true } }],
    ['defaultDomain', { defaultDomain: 'acme.test' }],
    ['id', { id: '01890a5d-ac96-774b-bcce-b302099a8057' }],
    ['version', { version: 7 }],
  ])('refuses a wrong %s: %j', async (field, body) => {
    const response = await send(body);
    expect(response.status).toBe(400);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.body).toMatchObject({ code: 'request.invalid', status: 400 });
    expect(fieldsOf(response)).toEqual([field]);
  });

  it.each<[object]>([
    [{ displayName: 'a'.repeat(128) }],
    [{ sessionTtlSeconds: 3600 }],
    [{ sessionTtlSeconds: 86_400 }],
    [{ loginNetworkMasks: masks(40) }],
    [{ saml: { authnContextClassRefs: classes(20) } }],
    [{ saml: { providerName: 'a'.repeat(128) } }],
    [{ saml: { isPassive: true, forceAuthn: true } }],
    [{ saml: { userNameAttribute: 'x'.repeat(1024) } }],
    [{ saml: { userNameAttribute: 'uid', userNameForm: 'whole' } }],
  ])('takes what is just inside a bound: %j', async (body) => {
    const response = await send(body);
    expect([200, 201]).toContain(response.status);
    expect(response.body).toMatchObject(body);
  });

  it('names every wrong field of a body at once', async () => {
    const response = await send({
      displayName: '',
      ssoEnabled: 1,
      domainAlias: '-',
      auxiliaryDomain: 'a b',
      idpInitiatedLogin: '',
      sessionTtlSeconds: 1,
      loginNetworkMasks: ['10.0.0.0/8', 'x', 'y'],
      saml: { requestBinding: 'x', forceAuthn: 0, more: 1 },
      color: 'red',
    });
    expect(response.status).toBe(400);
    expect(fieldsOf(response)).toEqual([
      'auxiliaryDomain',
      'color',
      'displayName',
      'domainAlias',
      'idpInitiatedLogin',
      'loginNetworkMasks[1]',
      'loginNetworkMasks[2]',
      'saml.forceAuthn',
      'saml.more',
      'saml.requestBinding',
      'sessionTtlSeconds',
      'ssoEnabled',
    ]);
  });

  it('refuses one domain for both', async () => {
    const response = await send({ domainAlias: 'both.test', auxiliaryDomain: 'BOTH.test' });
    expect(response.status).toBe(400);
    expect(fieldsOf(response)).toEqual(['auxiliaryDomain', 'domainAlias']);
  });

  it.each(['[]', '"x"', '7', 'null', '{'])('refuses the body %j', async (body) => {
    const { alias } = await createTenant(app);
    const path = method === 'POST' ? '/api/v1/tenants' : `/api/v1/tenants/${alias}`;
    const response = await app.request(method, path, {
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ code: 'request.invalid' });
  });

  it('refuses another media type', async () => {
    const { alias } = await createTenant(app);
    const path = method === 'POST' ? '/api/v1/tenants' : `/api/v1/tenants/${alias}`;
    const response = await app.request(method, path, {
      body: 'alias: acme',
      headers: { 'content-type': 'text/yaml' },
    });
    expect(response.status).toBe(415);
    expect(response.body).toMatchObject({ code: 'request.unsupported_media_type' });
  });
});

describe('alias', () => {
  it.each([undefined, null, '', 'ab', 'a'.repeat(51), 'ACME', 'a_b', 'a.b', 'acmé', 'acme\n', 7])(
    'is refused as %j in a POST',
    async (alias) => {
      const response = await app.request('POST', '/api/v1/tenants', { body: { alias } });
      expect(response.status).toBe(400);
      expect(fieldsOf(response)).toEqual(['alias']);
    },
  );

  it.each(['other', null])('is immutable: a PATCH to %j is refused', async (alias) => {
    const tenant = await createTenant(app);
    const response = await app.request('PATCH', `/api/v1/tenants/${tenant.alias}`, { body: { alias } });
    expect(response.status).toBe(400);
    expect(fieldsOf(response)).toEqual(['alias']);
  });
});
