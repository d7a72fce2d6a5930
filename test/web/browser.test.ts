import { existsSync } from 'node:fs';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Handle } from '../../src/domain/channel.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { createWebApp } from '../../src/web/app.ts';
import { listen, type RunningServer } from '../../src/web/server.ts';
import { fakeHandle, fakePorts, XSS } from './fakes.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

const absent = !existsSync(CHROMIUM) && process.env.CI !== 'true';
const why = absent ? ` (skipped: no browser at ${CHROMIUM}; set CHROMIUM_PATH)` : '';

describe.skipIf(absent)(`the chat page in a browser${why}`, { timeout: 30_000 }, () => {
  let browser: Browser;
  let server: RunningServer;
  let heard: IncomingMessage[];
  let handle: Handle;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    server = await listen(createWebApp(fakePorts({ handle: (message) => handle(message) })), {
      host: '127.0.0.1',
      port: 0,
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(() => {
    heard = [];
    handle = fakeHandle(heard);
    complaints = [];
  });
  afterEach(() => context.close());

  async function open(options: BrowserContextOptions = {}): Promise<void> {
    context = await browser.newContext(options);
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    page.on('request', (request) => request.url().startsWith(server.url) || complaints.push(request.url()));
    await page.goto(server.url);
    await page.locator('#suggestions button').first().waitFor();
  }

  async function ask(text: string): Promise<void> {
    await page.locator('#text').fill(text);
    await page.locator('#text').press('Enter');
  }

  const answers = () => page.locator('.turn.answer:not(.waiting)');
  const nthAnswer = async (n: number) => {
    await answers()
      .nth(n - 1)
      .waitFor();
    return answers().nth(n - 1);
  };

  it('shows head, quote, note, source and the way to the project for a typed question', async () => {
    await open();
    await ask('云河区停车位建了多少');
    const answer = await nthAnswer(1);
    expect(await answer.locator('.head').innerText()).toContain('城乡公共停车位建设');
    expect(await answer.locator('blockquote').innerText()).toContain('3216个');
    expect(await answer.locator('.note').innerText()).toContain('69.9%');
    expect(await answer.locator('.source').innerText()).toContain('截至 2025-06-30 · 来源：《云河区');
    await answer.getByRole('link', { name: '项目详情' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('城乡公共停车位建设');
    expect(complaints).toEqual([]);
  });

  it('sends the text behind a chosen button', async () => {
    await open();
    await page.getByRole('button', { name: '停车项目进展怎么样？' }).click();
    await (await nthAnswer(1)).getByRole('button', { name: '白杨县' }).click();
    await nthAnswer(2);
    expect(heard.map((message) => message.text)).toEqual(['停车项目进展怎么样？', '白杨县停车位']);
    expect(heard[0]?.chatId).toBe(heard[1]?.chatId);
  });

  it('can be used with the keyboard alone', async () => {
    await open();
    await page.keyboard.type('停车');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('怎么样');
    expect(await page.locator('#text').inputValue()).toBe('停车\n怎么样');
    await page.keyboard.press('Enter');
    const clarify = await nthAnswer(1);
    expect(await page.locator('#text').inputValue()).toBe('');
    await page.keyboard.press('Shift+Tab');
    expect(await page.locator(':focus').innerText()).toBe('白杨县');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await nthAnswer(2);
    expect(heard.at(-1)?.text).toBe('云河区停车位');
    expect(await page.locator(':focus').getAttribute('id')).toBe('text');
    expect(await clarify.isVisible()).toBe(true);
  });

  it('does not send while an input method is composing', async () => {
    await open();
    await page.locator('#text').fill('停车wei');
    await page.locator('#text').dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    await page.locator('#text').dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    expect(await page.locator('.turn').count()).toBe(0);
    expect(await page.locator('#text').inputValue()).toBe('停车wei');
  });

  it('shows that an answer is on its way and keeps the next question until it has come', async () => {
    handle = fakeHandle(heard, 400);
    await open();
    await ask('停车位');
    await page.locator('.waiting').waitFor();
    await ask('还差多少');
    expect(await page.locator('#send').isDisabled()).toBe(true);
    expect(await page.locator('#text').inputValue()).toBe('还差多少');
    await nthAnswer(1);
    expect(await page.locator('.waiting').count()).toBe(0);
    expect(heard).toHaveLength(1);
  });

  it('shows markup as text, in questions and in answers', async () => {
    await open();
    await ask(XSS);
    const answer = await nthAnswer(1);
    expect(await answer.locator('.body').innerText()).toBe(`您说的是：${XSS}`);
    expect(await page.locator('#log img, #log script').count()).toBe(0);
    await page.goto(`${server.url}/projects`);
    expect(await page.locator('.projects img').count()).toBe(0);
    expect(await page.title()).toBe('项目清单 · 民生实事问答');
    expect(complaints).toEqual([]);
  });

  it('says that it is offline and tries the same question again when asked to', async () => {
    await open();
    await context.setOffline(true);
    await ask('云河区停车位');
    await page.locator('.failure').waitFor();
    expect(await page.locator('.failure p').innerText()).toBe('网络已断开，联网后请重试。');
    await context.setOffline(false);
    await page.getByRole('button', { name: '重试' }).click();
    await nthAnswer(1);
    expect(await page.locator('.failure').count()).toBe(0);
    expect(await page.locator('.turn.question').count()).toBe(1);
    expect(heard).toHaveLength(1);
  });

  it('shows what the server says when it refuses, and lets one try again', async () => {
    await open();
    await ask('坏了');
    await page.locator('.failure').waitFor();
    expect(await page.locator('.failure p').innerText()).toBe('抱歉，刚才没有答上来，请稍后再试。');
    await page.getByRole('button', { name: '重试' }).click();
    await expect.poll(() => heard.length).toBe(2);
    expect(heard[1]?.id).toBe(heard[0]?.id);
  });

  it('asks anew when the first answer was lost on the way', async () => {
    const answered = fakeHandle([]);
    handle = async (message) => {
      heard.push(message);
      return heard.length === 1 ? [] : answered(message);
    };
    await open();
    await ask('停车位');
    await nthAnswer(1);
    expect(heard[1]?.id).not.toBe(heard[0]?.id);
  });

  it('says how long a question may be instead of cutting it', async () => {
    await open();
    await ask('长'.repeat(1001));
    expect(await page.getByRole('status').innerText()).toBe('问题太长（1001 字），请控制在 1000 字以内。');
    expect((await page.locator('#text').inputValue()).length).toBe(1001);
    expect(heard).toEqual([]);
  });

  it('folds a long answer and names its sources behind their number', async () => {
    await open();
    await ask('云河区有哪些民生实事');
    const answer = await nthAnswer(1);
    const folded = (await answer.boundingBox())!.height;
    const more = answer.getByRole('button', { name: '展开全文' });
    expect(await more.getAttribute('aria-expanded')).toBe('false');
    await more.click();
    expect((await answer.boundingBox())!.height).toBeGreaterThan(folded + 200);
    expect(await answer.getByRole('button', { name: '收起' }).getAttribute('aria-expanded')).toBe('true');
    await answer.locator('summary').click();
    expect(await answer.locator('details li').allInnerTexts()).toEqual([
      '截至 2025-06-30 · 来源：《云河区2025年民生实事项目推进情况（上半年）》',
      '来源：《云河区2025年民生实事项目清单》',
    ]);
  });

  it('keeps the conversation over a visit to another page, until a new one is begun', async () => {
    await open();
    await ask('云河区停车位');
    await nthAnswer(1);
    await page.goto(`${server.url}/projects`);
    await page.goto(server.url);
    expect(await (await nthAnswer(1)).locator('.head').innerText()).toContain('停车位');
    await ask('还差多少');
    await nthAnswer(2);
    await page.getByRole('button', { name: '新对话' }).click();
    expect(await page.locator('.turn').count()).toBe(0);
    await ask('你好');
    await nthAnswer(1);
    expect(heard[1]?.chatId).toBe(heard[0]?.chatId);
    expect(heard[2]?.chatId).not.toBe(heard[0]?.chatId);
  });

  it('shows every message of an answer, in order', async () => {
    await open();
    await ask('两条');
    await nthAnswer(2);
    expect(await answers().locator('.body').allInnerTexts()).toEqual(['第一条。', '第二条。']);
  });

  it.each(['light', 'dark'] as const)(
    'fits a phone in %s: nothing wider, finger-sized buttons, input in sight',
    async (scheme) => {
      await open({ ...PHONE, colorScheme: scheme });
      await ask('云河区停车位');
      await nthAnswer(1);
      await ask('长'.repeat(60) + 'x'.repeat(300));
      await nthAnswer(2);
      for (const turn of await page.locator('.turn').all()) {
        const box = (await turn.boundingBox())!;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(390);
      }
      for (const control of await page.locator('button:visible').all()) {
        expect((await control.boundingBox())!.height).toBeGreaterThanOrEqual(44);
      }
      for (const height of [844, 420]) {
        await page.setViewportSize({ width: 390, height });
        const field = (await page.locator('#text').boundingBox())!;
        expect(field.y + field.height).toBeLessThanOrEqual(height);
        expect((await page.locator('#scroll').boundingBox())!.height).toBeGreaterThan(200);
      }
    },
  );

  it('fits the project pages on a phone', async () => {
    await open(PHONE);
    for (const path of ['/projects', '/projects/yunhe-2025-03', '/projects/yunhe-2025-06']) {
      await page.goto(server.url + path);
      for (const part of await page.locator('main *:visible').all()) {
        const box = await part.boundingBox();
        expect(box === null || box.x + box.width <= 390.5, path).toBe(true);
      }
    }
    expect(complaints).toEqual([]);
  });
});
