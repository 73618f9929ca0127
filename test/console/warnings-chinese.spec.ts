import { createTenant, type Tenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { TestIdp } from '../support/idp/test-idp';
import { makeKeyPair } from '../support/idp/key-pair';
import { trust } from '../support/login-scene';
import { HAN } from './support/chinese';
import { ConsoleBrowser } from './support/console-browser';

let app: TestApp;
let tenant: Tenant;
let browser: ConsoleBrowser;
beforeAll(async () => {
  app = await startApp();
  tenant = await createTenant(app);
  browser = await ConsoleBrowser.enter(app);
  browser.cookies.ram_language = 'zh';
  const expired = await makeKeyPair({ notAfter: new Date('2021-01-01T00:00:00Z') });
  const small = await makeKeyPair({ bits: 1024 });
  const idp = await TestIdp.create();
  const document = idp
    .metadata({ certificates: [expired.certificateDer, small.certificateDer] })
    .replace('<md:EntityDescriptor', '<md:EntityDescriptor validUntil="2020-01-01T00:00:00Z"')
    .replaceAll('https://idp.example/sso', 'http://idp.example/sso');
  await trust(app, tenant.alias, document);
});
afterAll(() => app.close());

it.each(['', '/trust', '/setup/idp'])(
  'warnings of metadata are in Chinese, with what they tell of: page %p',
  async (page) => {
    const { text } = await browser.get(`/admin/tenants/${tenant.alias}${page}`);
    const [, list = ''] = /<ul class="notice warn warnings">([\s\S]*?)<\/ul>/.exec(text) ?? [];
    const warnings = [...list.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(
      ([, warning = '']) => warning.split(/<br\s*\/>/)[1] ?? '',
    );
    expect(list).not.toContain('lang="en"');
    expect(warnings.length).toBeGreaterThan(3);
    for (const warning of warnings) expect(warning).toMatch(HAN);
    for (const fact of ['1024', '2021-01-01T00:00:00.000Z', 'http://idp.example/sso'])
      expect(warnings.join()).toContain(fact);
  },
);

it('and so are those of the switch', async () => {
  const { text } = await browser.get(`/admin/tenants/${tenant.alias}/setup/switch`);
  const [, list = ''] = /<div class="notice warn">([\s\S]*?)<\/div>/.exec(text) ?? [];
  expect(list).toContain('<code>key_too_small</code>');
  expect(list).not.toContain('lang="en"');
});
