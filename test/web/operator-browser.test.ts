import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebApp } from '../../src/web/app.ts';
import { listen, type RunningServer } from '../../src/web/server.ts';
import { fakeOperator, operatorWeb, TOKEN } from './operator-fakes.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const absent = !existsSync(CHROMIUM) && process.env.CI !== 'true';
const why = absent ? ` (skipped: no browser at ${CHROMIUM}; set CHROMIUM_PATH)` : '';

describe.skipIf(absent)(`the operator’s page in a browser without scripts${why}`, { timeout: 30_000 }, () => {
  const operator = fakeOperator();
  let browser: Browser;
  let server: RunningServer;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-quic'] });
    server = await listen(createWebApp(operatorWeb(operator)), { host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function loggedIn(): Promise<{ page: Page; complaints: string[] }> {
    const viewport = { width: 390, height: 844 };
    const context = await browser.newContext({
      viewport,
      isMobile: true,
      hasTouch: true,
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    await page.goto(`${server.url}/operator`);
    const complaints: string[] = [];
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    page.on('request', (request) => request.url().startsWith(server.url) || complaints.push(request.url()));
    await page.getByLabel('管理员口令').fill(TOKEN);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { name: '运行状态' }).waitFor();
    return { page, complaints };
  }

  it('shows the code to scan and fits a phone, nothing wider, buttons for fingers', async () => {
    const { page, complaints } = await loggedIn();
    const picture = page.getByAltText('wechat 登录二维码');
    expect(await picture.evaluate((image) => 'naturalWidth' in image && image.naturalWidth)).toBeGreaterThan(
      0,
    );
    for (const element of await page.locator('section *:visible').all()) {
      const box = await element.boundingBox();
      expect(box === null || box.x + box.width <= 390.5).toBe(true);
    }
    for (const button of await page.locator('button:visible').all())
      expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('sends a dead letter again, says so, and logs out', async () => {
    const { page, complaints } = await loggedIn();
    await page.getByRole('button', { name: '重发' }).first().click();
    expect(await page.getByRole('status').innerText()).toBe('已放回发送队列。');
    expect(operator.acts).toEqual(['resend 7']);
    expect(complaints).toEqual([]);
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByLabel('管理员口令').waitFor();
    await page.context().close();
  });
});
