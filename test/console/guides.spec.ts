import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LOGIN_CHECKS } from '../../src/saml/explain/expected-by-check';
import { readBlocks } from '../../src/console/guides/read-blocks';
import { IDP_GUIDES } from '../../src/saml-login/refused-login/idp-product';
import { findScreen } from '../../src/saml-login/refused-login/idp-screens';
import { SIGN_IN_CHECKS } from '../../src/saml-login/test-login/explain-sign-in';
import { createTenant, createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { makeScene } from '../support/login-scene';
import { refuse } from '../support/refused-logins';
import { makeSetupLink, takeLink } from '../support/setup-links';
import { ConsoleBrowser } from './support/console-browser';

const GUIDES = readdirSync(join(__dirname, '../../docs/guides')).map((file) => file.replace('.md', ''));

let app: TestApp;
let admin: ConsoleBrowser;
let alias: string;
beforeAll(async () => {
  app = await startApp();
  admin = await ConsoleBrowser.enter(app);
  ({ alias } = await createTenant(app, { domainAlias: `people-of-${Date.now()}.example` }));
});
afterAll(() => app.close());

const pageOf = (guide: string, of = alias) =>
  `/admin/tenants/${of}/guides${guide === 'README' ? '' : `/${guide}`}`;
/** What a guide says, without what is code. */
const proseOf = (text: string) =>
  (/<div lang="en">[\s\S]*<\/main>/.exec(text)?.[0] ?? '').replaceAll(/<code>[\s\S]*?<\/code>/g, '');

describe.each(GUIDES)('the guide %s', (guide) => {
  it('is shown without its marks, and with the tenant’s own values in place of the examples', async () => {
    const { status, text } = await admin.get(pageOf(guide));
    expect(status).toBe(200);
    const prose = proseOf(text);
    expect(prose.length).toBeGreaterThan(300);
    expect(prose.replaceAll(/<[^>]*>/g, '')).not.toMatch(/[*`|]|\]\(|^#/m);
    expect(text).not.toMatch(/ram\.example\.com|BASE_URL&gt;|(?<![\w.])acme\b(?!\.\w)|@acme\.example/);
  });

  it('leads to places that there are', async () => {
    const { text } = await admin.get(pageOf(guide));
    const links = [...proseOf(text).matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
    for (const href of links.filter((one) => !one.startsWith('https://'))) {
      const [path = '', anchor] = href.split('#');
      const page = await admin.get(path);
      expect([href, page.status]).toEqual([href, 200]);
      if (anchor !== undefined) expect(page.text).toContain(`id="${anchor}"`);
    }
  });
});

it('every part that a trace names is there', async () => {
  const named = [undefined, ...IDP_GUIDES].flatMap((product) =>
    (['trust', ...LOGIN_CHECKS, ...SIGN_IN_CHECKS] as const).map(
      (check) => findScreen(check, product)?.guide,
    ),
  );
  const parts = [...new Set(named.filter((guide) => guide !== undefined))];
  expect(parts.length).toBeGreaterThan(30);
  for (const part of parts) {
    const [, guide = '', anchor = ''] = /^docs\/guides\/([\w-]+)\.md#(.+)$/.exec(part) ?? [];
    expect((await admin.get(pageOf(guide))).text).toContain(`id="${anchor}"`);
  }
});

it('is reached from a trace, and from step 2 of the set-up', async () => {
  const scene = await makeScene(app);
  const requestId = await refuse(scene, (plan) => (plan.nameId = undefined));
  const root = `/admin/tenants/${scene.tenant.alias}`;
  const trace = await admin.get(`${root}/refused-logins/${requestId}`);
  expect(trace.text).toContain(`href="${root}/guides/any-idp#3-match-names"`);
  expect((await admin.get(`${root}/setup/sp?product=okta`)).text).toContain(`href="${root}/guides/okta"`);
  expect((await admin.get(`${root}/setup/sp`)).text).toContain(`href="${root}/guides/any-idp"`);
});

it('is open to viewers of the tenant and to whoever has a set-up link of it, and of no other', async () => {
  const other = await createTenant(app);
  const readers = [
    await ConsoleBrowser.enter(app, await createToken(app, 'viewer', alias)),
    ConsoleBrowser.new(app).keep(await takeLink(app, await makeSetupLink(app, alias))),
  ];
  for (const reader of readers) {
    for (const guide of ['README', 'okta']) {
      expect((await reader.get(pageOf(guide))).status).toBe(200);
      expect((await reader.get(pageOf(guide, other.alias))).status).toBe(403);
    }
  }
});

it.each(['nothing', '..%2Foperations', '__proto__', 'README.md'])(
  'is none of that name: %s',
  async (name) => {
    expect((await admin.get(`/admin/tenants/${alias}/guides/${name}`)).status).toBe(404);
  },
);

describe('a guide in Markdown', () => {
  it('is read: headings with anchors, lists with what is set in, tables, code', () => {
    const text =
      '# A `b`, C\n\n1. one\n   two\n\n   ```sh\n   run\n   ```\n2. three\n\n| | x |\n| --- | --- |\n| a\\|b | c |';
    expect(readBlocks(text)).toEqual([
      { kind: 'heading', level: 1, text: 'A `b`, C', id: 'a-b-c' },
      {
        kind: 'list',
        isOrdered: true,
        items: [
          [
            { kind: 'paragraph', text: 'one two' },
            { kind: 'code', text: 'run' },
          ],
          [{ kind: 'paragraph', text: 'three' }],
        ],
      },
      { kind: 'table', columns: ['', 'x'], rows: [['a|b', 'c']] },
    ]);
  });

  it.each(['> said', '<b>x</b>', '![x](y.png)', '---', '```\nno end', '    set in', '| a |\n| b |'])(
    'is refused with what the guides do without: %s',
    (text) => {
      expect(() => readBlocks(text)).toThrow('a guide has');
    },
  );
});
