import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app';
import { launchChromium } from './chromium';

describe('the API’s page in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let origin: string;
  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp(), launchChromium()]);
    origin = await app.listen();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('shows every call, and a call can be tried, under its strict policy', async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(`${origin}/docs`);
    await page.locator('.opblock-summary-path', { hasText: '/healthz' }).click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    await page.locator('.live-responses-table .response-col_status', { hasText: '200' }).waitFor();
    if (process.env.SCREENSHOTS)
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/docs.png`, fullPage: true });
    expect(complaints).toEqual([]);
  }, 60_000);
});
