import { readFileSync } from 'node:fs';
import mammoth from 'mammoth';
import { beforeAll, expect, test } from 'vitest';
import { createDesk, type Desk, SHEET } from './terminal.ts';

let desk: Desk;
beforeAll(async () => {
  desk = createDesk();
  await desk.run('import', desk.file('list.csv', SHEET));
});

test('without subscriptions nothing is due, dry or not', async () => {
  expect((await desk.run('digest', '--dry-run')).out).toContain('没有到点的订阅');
  const { code, out } = await desk.run('digest', '--now', '2025-07-10T08:30', '--json');
  expect({ code, report: JSON.parse(out) }).toEqual({
    code: 0,
    report: { now: '2025-07-10T00:30:00.000Z', entries: [] },
  });
});

test('the draft of a month is a Word document with the figures of the list, and overwrites nothing', async () => {
  const path = desk.file('taken.docx', '');
  const words = ['bulletin', path, '--region', '武侯区', '--month', '2025-06'];
  expect((await desk.run(...words)).err).toContain('--force');
  expect(await desk.run(...words, '--force')).toMatchObject({ code: 0, err: '' });
  const { value } = await mammoth.extractRawText({ buffer: readFileSync(path) });
  expect(value).toContain('成都市武侯区民生实事2025年6月进展通报');
  expect(value).toMatch(/停车设施建设\s+区住建局\s+25%/u);
});

test('what is missing is said at once', async () => {
  const { code, err } = await desk.run('bulletin', '--month', '6月');
  expect(code).toBe(2);
  for (const part of ['.docx', '--region', '--month']) expect(err).toContain(part);
});
