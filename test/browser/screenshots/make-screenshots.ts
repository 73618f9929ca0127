import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { CONSOLE_PAGES, type ConsolePage } from '../../console/console-pages';
import type { LoginScene } from '../../support/login-scene';
import { type BrowserScene, startBrowserScene } from '../browser-scene';
import { FORM_VIEWS } from '../form-views';
import { makePictureScene } from './picture-scene';

const FOLDER = process.env.SCREENSHOTS ?? join(__dirname, '../../../docs/screenshots');

const WIDTHS = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const LOCALES = { en: 'en-GB', zh: 'zh-CN' };

interface Look {
  readonly width: keyof typeof WIDTHS;
  readonly colors: 'light' | 'dark';
  readonly language: keyof typeof LOCALES;
}

/** Kept in the repository; with ALL set, every look there is. */
const LOOKS: readonly Look[] = process.env.ALL
  ? (['wide', 'phone'] as const).flatMap((width) =>
      (['light', 'dark'] as const).flatMap((colors) =>
        (['en', 'zh'] as const).map((language) => ({ width, colors, language })),
      ),
    )
  : [
      { width: 'wide', colors: 'light', language: 'en' },
      { width: 'phone', colors: 'dark', language: 'zh' },
    ];

let scene: BrowserScene;
let pictured: LoginScene;
beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  scene = await startBrowserScene();
  pictured = await makePictureScene(scene.app);
}, 300_000);
afterAll(() => scene.close());

function contextOf({ width, colors, language }: Look): BrowserContextOptions {
  return { viewport: WIDTHS[width], colorScheme: colors, locale: LOCALES[language] };
}

async function enter(page: Page): Promise<void> {
  const { baseUrl, adminToken } = scene.app.settings;
  await page.goto(`${baseUrl}/admin/sign-in`);
  await page.locator('input[name=token]').fill(adminToken);
  await page.locator('form[action="/admin/sign-in"] button').click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function pathOf({ path, route }: ConsolePage): Promise<string> {
  return path ? path(pictured) : route.replace(':alias', pictured.tenant.alias);
}

it.each(LOOKS)('$width, $colors, $language', async (look) => {
  const context = await scene.browser.newContext(contextOf(look));
  const page = await context.newPage();
  const wanted = CONSOLE_PAGES.filter(({ picture }) => picture !== null);
  for (const one of wanted.filter(({ open }) => open === 'public')) await take(page, one, look);
  await enter(page);
  for (const one of wanted.filter(({ open }) => open !== 'public')) await take(page, one, look);
  for (const { picture, show } of FORM_VIEWS) {
    await show(page, `${scene.app.settings.baseUrl}/admin/tenants/${pictured.tenant.alias}`, pictured);
    await keep(page, picture, look);
  }
  await context.close();
});

async function take(page: Page, wanted: ConsolePage, look: Look): Promise<void> {
  await page.goto(`${scene.app.settings.baseUrl}${await pathOf(wanted)}`);
  await keep(page, wanted.picture ?? '', look);
}

async function keep(page: Page, picture: string, { width, colors, language }: Look): Promise<void> {
  const name = `${picture}-${width}-${colors}-${language}.png`;
  await page.screenshot({ path: join(FOLDER, name), fullPage: true });
}
