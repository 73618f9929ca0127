import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { CONSOLE_PAGES } from '../console/console-pages';
import { type LoginScene, makeScene } from '../support/login-scene';
import { type BrowserScene, inBrowser, startBrowserScene } from './browser-scene';
import { FORM_VIEWS } from './form-views';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: { readonly html: string }[];
}

let scene: BrowserScene;
beforeAll(async () => {
  scene = await startBrowserScene();
}, 120_000);
afterAll(() => scene.close());

/** In a world of its own, which the page's policy does not bind. */
async function violationsOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  const run = async (expression: string) =>
    (
      await session.send('Runtime.evaluate', {
        expression,
        contextId,
        awaitPromise: true,
        returnByValue: true,
      })
    ).result.value as unknown;
  await run(AXE);
  const found = await run(`axe.run(document).then(({ violations }) => violations)`);
  return (found as Violation[])
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

async function expectUsable(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  const [content, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content).toBeLessThanOrEqual(screen);
}

async function enter(page: Page): Promise<void> {
  await page.goto(`${scene.app.settings.baseUrl}/admin/sign-in`);
  await page.getByLabel('Token').fill(scene.app.settings.adminToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

const shown = CONSOLE_PAGES.filter(({ picture }) => picture !== null);

describe.each([
  ['a wide screen, light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' as const }],
  ['a phone, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const }],
])('on %s', (_, options) => {
  let tenantScene: LoginScene;
  let entered: Exclude<BrowserContextOptions['storageState'], undefined>;
  beforeAll(async () => {
    tenantScene = await makeScene(scene.app);
    await inBrowser(scene, async (page) => {
      await enter(page);
      entered = await page.context().storageState();
    });
  });

  it.each(shown)('$route has nothing serious for axe-core, and no sideways scrolling', async (page) => {
    const path = page.path
      ? await page.path(tenantScene)
      : page.route.replace(':alias', tenantScene.tenant.alias);
    await inBrowser(
      scene,
      async (tab) => {
        await tab.goto(`${scene.app.settings.baseUrl}${path}`);
        await expectUsable(tab);
      },
      page.open === 'public' ? options : { ...options, storageState: entered },
    );
  });

  it.each(FORM_VIEWS)(
    '$picture has nothing serious for axe-core, and no sideways scrolling',
    async ({ show }) => {
      const base = `${scene.app.settings.baseUrl}/admin/tenants/${tenantScene.tenant.alias}`;
      await inBrowser(
        scene,
        async (tab) => {
          await show(tab, base, tenantScene);
          await expectUsable(tab);
        },
        { ...options, storageState: entered },
      );
    },
  );
});

it('the console works without script', async () => {
  await inBrowser(
    scene,
    async (page) => {
      await enter(page);
      await page.getByRole('link', { name: '中文' }).click();
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
      await page.getByRole('button', { name: '退出登录' }).click();
      await page.getByText('您已退出控制台。').waitFor();
    },
    { javaScriptEnabled: false },
  );
});
