import { createTenant, createToken } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { ConsoleBrowser, formTokenIn } from './support/console-browser';
import { uploadForm } from './support/upload-form';

/** A minute: of the tests of a webhook 1, of opened set-up links 20, of the console's pages 100. */
const FACTOR = 1 / 60;

let app: TestApp;
beforeEach(async () => {
  app = await startApp({ rateLimitFactor: FACTOR });
  app.clock.set(new Date());
});
afterEach(() => app.close());

/** How many requests were answered otherwise than that they are too many. */
async function taken(method: 'GET' | 'POST', path: string, most = 200): Promise<number> {
  for (let n = 0; n < most; n += 1) {
    const { status } = await app.request(method, path, { token: null });
    if (status === 429) return n;
  }
  return most;
}

it.each([
  ['POST', '/admin/webhooks/0/test', 1],
  ['POST', '/admin/tenants/acme/webhooks/0/test', 1],
  ['GET', '/admin/set-up/acme', 20],
  ['POST', '/admin/set-up/acme', 20],
  ['GET', '/admin/sign-in', 100],
] as const)('holds %s %s to the narrowest of its limits', async (method, path, limit) => {
  expect(await taken(method, path)).toBe(limit);
});

it("counts those too among the requests for the console's pages", async () => {
  await taken('GET', '/admin/set-up/acme', 5);
  expect(await taken('GET', '/admin/sign-in')).toBe(95);
});

it('looks at four lists of users of a tenant at a time, and says so in the language of the console', async () => {
  const limited = await startApp({ rateLimitFactor: 1 });
  try {
    const { alias } = await createTenant(limited);
    const path = `/admin/tenants/${alias}/setup/users`;
    const browser = await ConsoleBrowser.enter(limited, await createToken(limited, 'admin', alias));
    browser.cookies.ram_language = 'zh';
    const csv = Buffer.from(`userName\n${Array.from({ length: 2_000 }, (_, n) => `user-${n}`).join('\n')}\n`);
    const _token = formTokenIn(await browser.get(path));
    await browser.upload(`${path}/csv`, uploadForm({ _token, csv }));
    const looks = await Promise.all(Array.from({ length: 12 }, () => browser.get(`${path}/csv`)));
    const statuses = looks.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(4);
    const refused = looks.find(({ status }) => status === 429);
    expect(refused?.text).toMatch(/<main[^>]*>[\s\S]*<p>[^<]*\p{Script=Han}[^<]*4[^<]*<\/p>/u);
  } finally {
    await limited.close();
  }
});
