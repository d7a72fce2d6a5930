import { beforeEach, expect, test } from 'vitest';
import { createImportDesk } from '../../src/import-desk.ts';
import type { Store } from '../../src/store/store.ts';
import { createWebApp, type WebApp } from '../../src/web/app.ts';
import { IMPORT, IMPORT_DONE } from '../../src/web/import-wording.ts';
import { SHEET } from '../cli/terminal.ts';
import { openTestStore } from '../store/fixtures.ts';
import { importHere } from '../support/import-here.ts';
import { fakeOperator, operatorWeb, TOKEN } from './operator-fakes.ts';

const NEWER = SHEET.replace('（上半年）', '（前三季度）')
  .replace('截至6月底，已新增公共停车位1250个', '截至9月底，已新增公共停车位3000个')
  .replace(',25\n', ',60\n');

let store: Store;
let app: WebApp;

/** A browser that keeps its cookie, follows redirects, and sends the forms it was shown. */
class Visitor {
  text = '';
  #cookie = '';

  async login() {
    const sent = await app.request('/operator/login', {
      method: 'POST',
      body: new URLSearchParams({ token: TOKEN }),
    });
    this.#cookie = sent.headers.get('set-cookie')!.split('; ')[0]!;
    return this.open('/operator/imports');
  }

  async open(path: string) {
    this.text = await (await app.request(path, { headers: { cookie: this.#cookie } })).text();
    return this.text;
  }

  async send(path: string, fields: Record<string, string | File>, form = this.#field('form')) {
    const body = new FormData();
    for (const [name, value] of Object.entries({ form, ...fields })) body.set(name, value);
    const response = await app.request(path, { method: 'POST', body, headers: { cookie: this.#cookie } });
    const next = response.headers.get('location');
    this.text = next ? await this.open(next) : await response.text();
    return response.status;
  }

  handIn(name: string, text: string, more: Record<string, string> = {}) {
    return this.send('/operator/imports', { file: new File([text], name), ...more });
  }

  confirm(audience = 'public') {
    return this.send('/operator/imports/confirm', { token: this.#field('token'), audience });
  }

  undo() {
    return this.send('/operator/imports/undo', { id: this.#field('id') });
  }

  #field(name: string): string {
    return new RegExp(`name="${name}" value="([^"]*)"`).exec(this.text)?.[1] ?? '';
  }
}

let visitor: Visitor;
beforeEach(async () => {
  store = await openTestStore();
  app = createWebApp(
    operatorWeb(fakeOperator({ imports: createImportDesk({ store }, { read: importHere }) })),
  );
  visitor = new Visitor();
  await visitor.login();
});

const rate = async () => (await store.reader.list({ ids: ['wuhou-2025-01'] }))[0]?.statedRate;

test('a file is shown with what it would change, and stored only when confirmed', async () => {
  await visitor.handIn('上半年.csv', SHEET);
  expect(await rate()).toBeUndefined();
  await visitor.confirm();
  expect(visitor.text).toContain(IMPORT_DONE.imported);
  expect(await rate()).toBe(0.25);
  await visitor.handIn('三季度.csv', NEWER);
  expect(visitor.text).toMatch(/完成率 25% → 60%；.*1250个 → 3000个/u);
  expect(await rate()).toBe(0.25);
  await visitor.confirm('staff');
  expect(await rate()).toBe(0.25);
  expect((await store.readerFor('staff').list({ ids: ['wuhou-2025-01'] }))[0]?.statedRate).toBe(0.6);
  expect((await store.audit.recent(1))[0]).toMatchObject({
    action: 'import',
    actor: 'operator page',
    detail: { file: '三季度.csv', audience: 'staff' },
  });
});

test('what was cancelled or shown before another change is not stored', async () => {
  await visitor.handIn('上半年.csv', SHEET);
  await visitor.send('/operator/imports/cancel', {});
  expect(visitor.text).toContain(IMPORT_DONE.cancelled);
  await visitor.handIn('上半年.csv', SHEET);
  const other = new Visitor();
  await other.login();
  await other.handIn('三季度.csv', NEWER);
  await other.confirm();
  await visitor.confirm();
  expect(visitor.text).toContain(IMPORT_DONE.stale);
  expect(await rate()).toBe(0.6);
  expect(await store.reader.documents()).toHaveLength(1);
  await visitor.confirm();
  expect(visitor.text).toContain(IMPORT_DONE.imported);
});

test('the last import is undone by its button', async () => {
  await visitor.handIn('上半年.csv', SHEET);
  await visitor.confirm();
  expect(visitor.text).toContain(IMPORT.undo);
  await visitor.undo();
  expect(visitor.text).toContain(IMPORT_DONE.undone);
  expect(visitor.text).toContain('没有可以撤销的导入');
  expect(await rate()).toBeUndefined();
  expect((await store.audit.recent(1))[0]).toMatchObject({ action: 'undo', outcome: 'done' });
});

test('region and year that a file does not say are asked for and taken from the form', async () => {
  const bare = '民生实事项目\n序号,项目名称,责任单位,进展情况\n1,停车设施建设,住建局,已新增停车位1250个。\n';
  expect(await visitor.handIn('表.csv', bare)).toBe(422);
  expect(visitor.text).toContain(IMPORT.problems);
  expect(
    await visitor.handIn('表.csv', bare, { region: '成都市武侯区', year: '2025', periodEnd: '2025-06-30' }),
  ).toBe(303);
  expect(visitor.text).toContain('成都市武侯区2025年，读出 1 项');
  expect(visitor.text).toContain('进展截至 2025-06-30');
});

test('a file whose words are markup is shown as text', async () => {
  await visitor.handIn('上半年.csv', SHEET.replace('停车设施建设', '<script>alert(1)</script>停车'));
  expect(visitor.text).not.toContain('<script>alert');
  expect(visitor.text).toContain('&lt;script&gt;');
});

test('nothing is taken from a form of another site, without a login, or far too large', async () => {
  expect(await visitor.send('/operator/imports', { file: new File([SHEET], 'a.csv') }, 'forged')).toBe(403);
  const body = new FormData();
  body.set('file', new File([SHEET], 'a.csv'));
  expect((await app.request('/operator/imports', { method: 'POST', body })).status).toBe(401);
  expect((await app.request('/operator/imports')).status).toBe(401);
  expect(await visitor.handIn('a.csv', 'x'.repeat(21 * 1024 * 1024))).toBe(413);
});
