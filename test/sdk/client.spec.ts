import { inspect } from 'node:util';
import { codes } from '../../src/http/codes';
import { etagOf, isRamSsoError, RamSso, type RamSsoCode, RamSsoError } from '../../src/sdk/sdk';
import { EXAMPLE_METADATA } from '../../src/idp-trust/example-metadata';
import { startApp, type TestApp } from '../support/app';
import { recordingClient } from './recording-client';

describe('the SDK against the service', () => {
  let app: TestApp;
  let sso: RamSso;
  let baseUrl: string;
  beforeAll(async () => {
    app = await startApp();
    baseUrl = await app.listen();
    sso = new RamSso({ baseUrl, token: app.settings.adminToken });
  });
  afterAll(() => app.close());

  it('sets a sign-in up', async () => {
    await sso.health.ready();
    const tenant = await sso.tenants.create({ alias: 'set-up', displayName: 'Set up' });
    expect(await sso.sp('set-up').metadata()).toContain(tenant.sp.entityId);
    const trust = await sso.idp('set-up').put(EXAMPLE_METADATA);
    expect((await sso.idp('set-up').get()).entityId).toBe(trust.entityId);
    expect(await sso.idp('set-up').metadata()).toBe(EXAMPLE_METADATA);
    const document = Buffer.from(`\uFEFF${EXAMPLE_METADATA}\r\n`);
    await sso.idp('set-up').put(document);
    expect(Buffer.from(await sso.idp('set-up').metadataBytes())).toEqual(document);
    expect(Buffer.from(await sso.idp('set-up').versions.metadataBytes(2))).toEqual(document);
    const user = await sso.users('set-up').create({ userName: 'alice' });
    expect(user.userPrincipalName).toBe('alice@set-up.ram.localhost');
    expect((await sso.users('set-up').disable('alice')).status).toBe('disabled');
    const types = (await sso.auditEvents('set-up').list().toArray()).map(({ type }) => type);
    expect(types).toEqual(['user.updated', 'user.created', 'idp.updated', 'idp.updated', 'tenant.created']);
  });

  it('shows what a change of trust would be, and changes nothing', async () => {
    await sso.tenants.create({ alias: 'checked' });
    const preview = await sso.idp('checked').check({ metadataXml: EXAMPLE_METADATA });
    expect(preview.entityId.to).toBe('https://idp.acme.example/saml');
    await expect(sso.idp('checked').get()).rejects.toMatchObject({ code: 'idp.not_configured', status: 404 });
  });

  it('walks a list page by page, or gives one page', async () => {
    await sso.tenants.create({ alias: 'many' });
    const users = sso.users('many');
    for (const userName of ['a1', 'a2', 'a3', 'b1']) await users.create({ userName });
    const names: string[] = [];
    for await (const { userName } of users.list({ limit: 2 })) names.push(userName);
    expect(names).toEqual(['a1', 'a2', 'a3', 'b1']);
    const sizes: number[] = [];
    for await (const { items } of users.list({ limit: 3 }).pages()) sizes.push(items.length);
    expect(sizes).toEqual([3, 1]);
    const first = await users.list({ query: 'a' }).page({ limit: 2 });
    const second = await users.list({ query: 'a' }).page({ limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ userName }) => userName)).toEqual(['a3']);
    expect(second.nextCursor).toBeNull();
  });

  it('holds a write to what was read', async () => {
    const seen = await sso.tenants.create({ alias: 'held' });
    expect(etagOf(seen)).toMatch(/^".+"$/);
    const now = await sso.tenants.update('held', { displayName: 'One' }, { ifMatch: seen });
    const stale = sso.tenants.update('held', { displayName: 'Two' }, { ifMatch: seen });
    await expect(stale).rejects.toMatchObject({ code: 'precondition_failed', status: 412 });
    await sso.tenants.delete('held', { ifMatch: etagOf(now) });
    await sso.tenants.create({ alias: 'listed' });
    const [listed] = (await sso.tenants.list().page({ limit: 1 })).items;
    expect(listed).toBeDefined();
    expect(() => sso.tenants.delete('many', { ifMatch: listed })).toThrow(TypeError);
  });

  it('throws what is refused, by its code', async () => {
    await sso.tenants.create({ alias: 'twice' });
    const failure: unknown = await sso.tenants.create({ alias: 'twice' }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RamSsoError);
    expect(isRamSsoError(failure, 'conflict')).toBe(true);
    expect(isRamSsoError(failure, 'not_found', 'user.not_found')).toBe(false);
    expect(failure).toMatchObject({
      status: 409,
      errors: [{ field: 'alias' }],
      requestId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
    });
    const bad = sso.users('twice').create({ userName: 'no blanks' });
    await expect(bad).rejects.toMatchObject({ code: 'request.invalid', errors: [{ field: 'userName' }] });
    const stranger = new RamSso({ baseUrl, token: 'nobody’s'.slice(0, 6) });
    await expect(stranger.tenants.get('twice')).rejects.toMatchObject({ code: 'auth.required' });
  });

  it('reaches every operation by its path, and throws there too', async () => {
    await sso.tenants.create({ alias: 'reached' });
    const { data } = await sso.raw.GET('/api/v1/tenants', { params: { query: { limit: 1 } } });
    expect(data?.items).toHaveLength(1);
    const missing = sso.raw.GET('/api/v1/tenants/{alias}', { params: { path: { alias: 'nowhere' } } });
    await expect(missing).rejects.toMatchObject({ code: 'tenant.not_found' });
  });

  it('knows every code', () => {
    const known = Object.fromEntries(Object.keys(codes).map((code) => [code, true])) as Record<
      RamSsoCode,
      true
    >;
    // The assignment below is checked by the compiler: no code of the service is missing in the SDK.
    const all: readonly RamSsoCode[] = Object.keys(known) as (keyof typeof codes)[];
    expect(all).toContain('conflict');
  });
});

describe('the client', () => {
  it.each(['', '.', '..'])('sends nothing where a name is %j', async (name) => {
    const { sso, requests } = recordingClient();
    await expect(sso.users('acme').delete(name)).rejects.toThrow(TypeError);
    await expect(sso.tenants.delete(name)).rejects.toThrow(TypeError);
    expect(requests).toEqual([]);
  });

  it('keeps a name in its place', async () => {
    const { sso, requests } = recordingClient();
    await sso.users('acme').get('../../other/users?x#y');
    expect(requests[0]?.url).toBe(
      'https://sso.example/api/v1/tenants/acme/users/..%2F..%2Fother%2Fusers%3Fx%23y',
    );
  });

  it('takes a service below a path', async () => {
    const { sso, requests } = recordingClient(undefined, { baseUrl: 'https://example.com/sso/' });
    await sso.tenants.get('acme');
    expect(requests[0]?.url).toBe('https://example.com/sso/api/v1/tenants/acme');
  });

  it.each(['sso.example', 'ftp://sso.example', 'https://sso.example/?a=b'])(
    'refuses %s as its address',
    (baseUrl) => {
      expect(() => new RamSso({ baseUrl, token: 'a' })).toThrow(TypeError);
    },
  );

  it('shows its token to nobody', () => {
    const { sso } = recordingClient(undefined, { token: 'very-secret' });
    expect(inspect([sso, sso.users('acme')], { depth: 9, showHidden: true })).not.toContain('very-secret');
  });

  it('says what came where something else answered', async () => {
    const proxy = () =>
      new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } });
    const failure: unknown = await recordingClient([proxy])
      .sso.tenants.get('acme')
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'unavailable', status: 502, requestId: null });
    expect((failure as RamSsoError).detail).toContain('<h1>Bad gateway</h1>');
  });

  it.each([
    [
      'an address',
      'https://idp.example/metadata',
      'application/json',
      '{"metadataUrl":"https://idp.example/metadata"}',
    ],
    [
      'an URL',
      new URL('https://idp.example/m'),
      'application/json',
      '{"metadataUrl":"https://idp.example/m"}',
    ],
    ['XML', '\uFEFF\n<a>ä</a>', 'application/samlmetadata+xml', '\uFEFF\n<a>ä</a>'],
    ['XML as bytes', Buffer.from('<a>ä</a>'), 'application/samlmetadata+xml', '<a>ä</a>'],
    ['XML in JSON', { metadataXml: '<a/>' }, 'application/json', '{"metadataXml":"<a/>"}'],
  ])('puts %s', async (_, metadata, type, body) => {
    const { sso, requests } = recordingClient();
    await sso.idp('acme').put(metadata, { entityId: 'urn:a' });
    const [request] = requests;
    expect(request?.headers.get('content-type')).toBe(type);
    expect(Buffer.from((await request?.arrayBuffer()) ?? new ArrayBuffer()).toString()).toBe(body);
    expect(request?.url).toMatch(/\/idp\?entityId=urn%3Aa$/);
  });
});
