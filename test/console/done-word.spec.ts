import { createTenant } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import { ConsoleBrowser } from './support/console-browser';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** The word in the address for what was just done may be anybody's. */
it.each(['__proto__', 'constructor', 'toString', 'valueOf', 'nothing'])(
  'takes %s for no word',
  async (word) => {
    const browser = await ConsoleBrowser.enter(app);
    const { alias } = await createTenant(app);
    for (const path of ['/admin', `/admin/tenants/${alias}/setup`]) {
      const { status, text } = await browser.get(`${path}?done=${word}`);
      expect([path, status, text.includes('role="status"')]).toEqual([path, 200, false]);
    }
  },
);
