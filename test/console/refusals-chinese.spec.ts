import { getMetadataStorage } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata';
import type { Sentence } from '../../src/sentences/sentence';
import { createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { HAN, mainInChinese } from './support/chinese';
import { ConsoleBrowser, formTokenIn } from './support/console-browser';
import { uploadForm } from './support/upload-form';

type Rule = Pick<ValidationMetadata, 'type' | 'target' | 'propertyName' | 'name' | 'context'>;

let app: TestApp;
let tenant: Tenant;
let browser: ConsoleBrowser;
beforeAll(async () => {
  app = await startApp();
  tenant = await createTenant(app);
  browser = await ConsoleBrowser.enter(app);
  browser.cookies.ram_language = 'zh';
});
afterAll(() => app.close());

/** @returns what the page says of each field that is not right, above the form; none of the page is in English */
function remarksIn(text: string): string[] {
  return [...noticeIn(mainInChinese(text)).matchAll(/<li>([\s\S]*?)<\/li>/g)].map(
    ([, remark = '']) => remark,
  );
}

function noticeIn(text: string): string {
  return /<div class="notice bad" role="alert">([\s\S]*?)<\/div>/.exec(text)?.[1] ?? '';
}

const path = (rest: string) => `/admin/tenants/${tenant.alias}/${rest}`;
const TOO_LONG = 'x'.repeat(300);

describe('a form that is refused says in Chinese what is wrong', () => {
  it.each<[string, () => string, Record<string, string>, string[]]>([
    [
      'of a new tenant',
      () => '/admin/new-tenant',
      { alias: '!', domainAlias: 'a_b' },
      ['alias', 'domainAlias'],
    ],
    [
      'of a tenant',
      () => path('settings'),
      { loginNetworkMasks: '::/0\nx', displayName: TOO_LONG },
      ['displayName', 'loginNetworkMasks'],
    ],
    ['of a new user', () => path('users/new'), { userName: 'a b', email: 'x' }, ['userName', 'email']],
    ['of a new API token', () => '/admin/new-api-token', { name: TOO_LONG, role: 'none' }, ['name', 'role']],
    ['of a webhook', () => path('webhooks'), { url: 'http://ops.acme.example' }, ['url']],
    [
      'of a set-up link',
      () => path('setup-links'),
      { ttlSeconds: '1', note: TOO_LONG },
      ['ttlSeconds', 'note'],
    ],
    ['of the first step', () => '/admin/setup', { alias: '!' }, ['alias']],
    ['of our domain', () => path('setup/sp'), { domainAlias: '-' }, ['domainAlias']],
    ['of a user in the set-up', () => path('setup/users'), { userName: '..' }, ['userName']],
  ])('%s', async (_, page, fields, wrong) => {
    const to = page().endsWith('/sp') ? `${page()}/domain` : page();
    const { status, text } = await browser.post(page(), to, fields);
    const remarks = remarksIn(text);
    expect([status, remarks.map((remark) => /^<a href="#([^"]+)">[^<]+<\/a>/.exec(remark)?.[1])]).toEqual([
      400,
      wrong,
    ]);
    for (const remark of remarks) expect(remark).toMatch(HAN);
  });

  it('and so does a list of users, of each of its lines', async () => {
    const form = path('users/import');
    const list = 'userName,email\nbob,nonsense\n"d\na,b,c\nbob\nx y,\n';
    const { status, text } = await browser.post(form, `${form}/preview`, { text: list });
    mainInChinese(text);
    const reasons = [...text.matchAll(/<td>(?:email|line|userName)：([^<]*)<\/td>/g)].map(
      ([, reason]) => reason,
    );
    expect([status, reasons.length > 2]).toEqual([200, true]);
    for (const reason of reasons) expect(reason).toMatch(HAN);
  });
});

it.each<[string, string, number]>([
  ['a tenant', '/admin/tenants/none-such/users', 404],
  ['an alias', '/admin/tenants/x/users', 404],
  ['a user', 'users/named/nobody', 404],
  ['a refused login', 'refused-logins/none-such', 404],
  ['a query', '/admin/tenants?query=%00', 400],
])('a page that is refused says in Chinese that it has no such thing: %s', async (_, page, wrong) => {
  const { status, text } = await browser.get(page.startsWith('/') ? page : path(page));
  expect(status).toBe(wrong);
  expect(/<p>([^<]*)<\/p>/.exec(mainInChinese(text))?.[1]).toMatch(HAN);
});

it.each([
  ['idp.metadata_unreachable', { metadataUrl: 'https://127.0.0.1/metadata' }],
  ['idp.metadata_invalid', { metadataXml: '{}' }],
  ['idp.metadata_invalid', { metadataXml: '<html>' }],
  ['idp.metadata_invalid', { metadataXml: '<a/>' }],
  ['idp.metadata_invalid', { metadataXml: '<a' }],
  [
    'idp.metadata_invalid',
    { metadataXml: '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>' },
  ],
])('metadata that can not be used say so in Chinese: %s %j', async (code, given) => {
  const page = path('setup/idp');
  const _token = formTokenIn(await browser.get(page));
  const answer = await browser.upload(page, uploadForm({ _token, ...given }));
  const { text } = answer.status === 303 ? await browser.get(String(answer.headers.location)) : answer;
  expect(remarksIn(text)).toEqual([]);
  const notice = noticeIn(text);
  expect(notice).toContain(code);
  expect(notice.replace(/^<p>[^<]*<\/p>/, '')).toMatch(/<p>[^<]*\p{Script=Han}/u);
});

it('every rule of a body or a query carries its sentence', () => {
  const kept = Reflect.get(getMetadataStorage(), 'validationMetadatas') as ReadonlyMap<unknown, Rule[]>;
  const rules = [...kept.values()].flat().filter(({ type }) => type === 'customValidation');
  expect(rules.length).toBeGreaterThan(60);
  const silent = rules.filter(
    ({ context }) => typeof (context as Partial<Sentence> | undefined)?.text !== 'string',
  );
  expect(silent.map(({ target, propertyName, name }) => [target, propertyName, name])).toEqual([]);
});
