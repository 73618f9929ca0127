import { createTenant, createUser } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { ConsoleBrowser } from './support/console-browser';
import { giveMetadata } from './support/give-metadata';

/** What is said above a form that was refused leads to its fields, and calls them what the page calls them. */
let app: TestApp;
let admin: ConsoleBrowser;
let alias: string;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  ({ alias } = await createTenant(app));
  admin = await ConsoleBrowser.enter(app);
});

type Fields = Readonly<Record<string, string>>;
const tenantPage = (rest: string) => `/admin/tenants/${alias}${rest}`;

const posted = (page: () => string, to: () => string, fields: Fields) => async (): Promise<TestResponse> =>
  admin.post(page(), to(), fields);

it.each<[string, () => Promise<TestResponse>, string[]]>([
  [
    'a new tenant',
    posted(
      () => '/admin/new-tenant',
      () => '/admin/new-tenant',
      { alias: '!', domainAlias: 'no domain' },
    ),
    ['alias', 'domainAlias'],
  ],
  [
    'settings',
    posted(
      () => tenantPage('/settings'),
      () => tenantPage('/settings'),
      {
        auxiliaryDomain: 'no domain',
        loginNetworkMasks: '10.0.0.0/8\nhere',
        'saml.userNameAttribute': 'x'.repeat(2000),
      },
    ),
    ['auxiliaryDomain', 'loginNetworkMasks', 'saml.userNameAttribute'],
  ],
  [
    'the first step',
    posted(
      () => '/admin/setup',
      () => '/admin/setup',
      { alias: '!', domainAlias: 'no domain' },
    ),
    ['alias', 'domainAlias'],
  ],
  [
    'the domain of the users',
    posted(
      () => tenantPage('/setup/sp'),
      () => tenantPage('/setup/sp/domain'),
      { domainAlias: 'no domain' },
    ),
    ['domainAlias'],
  ],
  [
    'metadata',
    () => giveMetadata(admin, alias, { metadataXml: '<a/>', metadataSigningCertificate: 'none' }),
    ['metadataSigningCertificate'],
  ],
  [
    'an address of metadata',
    () => giveMetadata(admin, alias, { metadataUrl: 'ftp://idp.example/' }),
    ['metadataUrl'],
  ],
  [
    'a user of the set-up',
    posted(
      () => tenantPage('/setup/users'),
      () => tenantPage('/setup/users'),
      { userName: 'a b', email: 'none' },
    ),
    ['userName', 'email'],
  ],
  [
    'a user',
    posted(
      () => tenantPage('/users/new'),
      () => tenantPage('/users/new'),
      { userName: 'a b', email: 'none', mobilePhone: 'x' },
    ),
    ['userName', 'email', 'mobilePhone'],
  ],
  [
    'a webhook',
    posted(
      () => tenantPage('/webhooks'),
      () => tenantPage('/webhooks'),
      { url: 'http://hooks.example/' },
    ),
    ['url'],
  ],
  [
    'an API token',
    posted(
      () => '/admin/new-api-token',
      () => '/admin/new-api-token',
      { name: '', role: 'admin', expiresAt: 'never' },
    ),
    ['expiresAt', 'name'],
  ],
  [
    'a set-up link',
    posted(
      () => tenantPage('/setup-links'),
      () => tenantPage('/setup-links'),
      { ttlSeconds: '1' },
    ),
    ['ttlSeconds'],
  ],
  ['a filter', () => admin.get(tenantPage('/audit?from=yesterday&outcome=none')), ['from', 'outcome']],
  ["the platform's filter", () => admin.get('/admin/audit?tenantId=acme'), ['tenantId']],
  ['refused logins', () => admin.get(tenantPage('/refused-logins?code=none')), ['code']],
  ['a head', () => admin.get('/admin/audit/verify?head=none'), ['head']],
])('of %s', async (_, refuse, names) => {
  const { status, text } = await refuse();
  expect(status).toBe(400);
  const alert = /role="alert">([\s\S]*?)<\/div>/.exec(text)?.[1] ?? '';
  const links = [...alert.matchAll(/<li><a href="#([^"]+)">([^<]*)<\/a>/g)].map(([, id, label]) => [
    id,
    label,
  ]);
  expect(links.map(([id]) => id).toSorted()).toEqual(names.toSorted());
  for (const [id = '', label = ''] of links) {
    const field = new RegExp(`<label for="${id.replace('.', '[.]')}"[^>]*>(?:<input[^>]*>)?([^<]*)<`).exec(
      text,
    );
    expect([id, label]).toEqual([id, field?.[1]]);
    expect(text).toContain(` id="${id}"`);
  }
});

it('of a user that is there', async () => {
  await createUser(app, alias, { userName: 'alice' });
  const page = tenantPage('/users/named/alice');
  const { status, text } = await admin.post(page, page, { userName: 'alice', email: 'none' });
  expect([status, text.includes('<li><a href="#email">')]).toEqual([400, true]);
});

it('of one among several in a field', async () => {
  const page = tenantPage('/settings');
  const { text } = await admin.post(page, page, { loginNetworkMasks: '10.0.0.0/8\nhere' });
  expect(text).toMatch(/<li><a href="#loginNetworkMasks">[^<]+<\/a> \(2\): /);
});
