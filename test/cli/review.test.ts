import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { createDesk, SHEET } from './terminal.ts';

const desk = createDesk();
const quiet = createLog('silent');
const synonyms = join(dirname(desk.db), 'synonyms.yaml');

/** People who ask, each in a conversation of their own, a minute apart. */
async function people(...conversations: string[][]): Promise<void> {
  const app = await openApp(readConfig({ MINSHENG_DB: desk.db }), quiet, { seeds: false, reviews: true });
  for (const [person, turns] of conversations.entries()) {
    for (const [turn, text] of turns.entries()) {
      const at = new Date(Date.parse('2025-07-10T04:00:00Z') + turn * 60_000).toISOString();
      const message = { platform: 'test', chatKind: 'private', addressed: true, text } as const;
      await app.answer(
        { ...message, chatId: `chat-${person}`, personId: `person-${person}`, id: String(turn) },
        { role: 'resident', now: at, today: '2025-07-10' },
      );
    }
  }
  await app.close();
}

beforeAll(async () => {
  await desk.run('import', desk.file('武侯区.csv', SHEET));
  await people(
    ['武侯区停铁疙瘩的窝咋样', '武侯区停车位建了多少个'],
    ['武侯区停铁疙瘩的窝咋样'],
    ['武侯区滑雪场建好了吗'],
    ['武侯区社区食堂进展', '不对'],
  );
});

afterAll(() => writeFileSync(synonyms, ''));

test('what was asked in vain is listed, the most frequent first, with what may help', async () => {
  const { code, out } = await desk.run('review');
  expect(code).toBe(0);
  const [first = '', ...others] = out.split('\n\n');
  expect(first).toMatch(/^\[\d+\] 2 次，.*；成都市武侯区.*；公开；2025-07-10/u);
  expect(first).toContain('武侯区停铁疙瘩的窝咋样');
  expect(first).toContain('后来说：武侯区停车位建了多少个');
  expect(first).toMatch(/库里没有的词：.*铁疙瘩/u);
  expect(first).toMatch(/可加（请核对）：\S+: \S*停车\S*/u);
  expect(others.join()).toContain('武侯区滑雪场建好了吗');
  expect(others.join()).toMatch(/对方说答得不对[^[]*社区食堂[^[]*答成了：wuhou-2025-02/u);
  expect(out).toContain(synonyms);
  expect(out).not.toMatch(/person-|chat-/u);
});

test('the line that is suggested mends the question, and check finds nothing wrong with it', async () => {
  const [entry] = JSON.parse((await desk.run('review', '--json')).out);
  writeFileSync(synonyms, `${entry.lines.join('\n')}\n`);
  expect((await desk.run('check')).err).toBe('');
  const { out } = await desk.run('ask', entry.entry.text, '--json');
  expect(JSON.parse(out)).toMatchObject({ kind: 'answer', projects: ['wuhou-2025-01'] });
});

test('a mistake in the words of one’s own is named by check with its line', async () => {
  const lines = readFileSync(synonyms, 'utf8');
  writeFileSync(synonyms, `${lines}车: 停车位\n`);
  const { code, err } = await desk.run('check');
  writeFileSync(synonyms, lines);
  expect(code).toBe(2);
  expect(err).toBe(`${synonyms}：车：「车」太短，至少两个字\n`);
});

test('what is dealt with goes from the list and is recorded', async () => {
  const before = JSON.parse((await desk.run('review', '--json')).out);
  const ids = before.slice(0, 2).map(({ entry }: { entry: { id: number } }) => entry.id);
  const done = await desk.run('review', '--done', String(ids[0]), String(ids[1]));
  expect(done).toMatchObject({ code: 0, out: `${ids[0]}：已办\n${ids[1]}：已办\n` });
  expect((await desk.run('review', '--done', String(ids[0]))).code).toBe(1);
  expect(JSON.parse((await desk.run('review', '--json')).out)).toHaveLength(before.length - 2);
  const audit = JSON.parse((await desk.run('audit', '--action', 'review', '--json')).out);
  expect(audit.at(-1)).toMatchObject({ actor: 'command line', detail: { closed: ids } });
});

test('it can be asked by region and day, and wrong words are named', async () => {
  expect((await desk.run('review', '--since', '2026-01-01')).out).toBe('没有要看的问题。\n');
  expect((await desk.run('review', '--region', '武侯区')).code).toBe(0);
  expect((await desk.run('review', '12')).err).toContain('编号要写在 --done 后面');
  expect((await desk.run('review', '--done', '第一个')).err).toContain('应是编号');
  expect((await desk.run('review', '--limit', '0')).err).toContain('应是 1 至 500 的整数');
});

test('what the operator tries at the terminal is not kept', async () => {
  const before = JSON.parse((await desk.run('review', '--json')).out).length;
  await desk.run('ask', '武侯区火箭发射场建好了吗');
  expect(JSON.parse((await desk.run('review', '--json')).out)).toHaveLength(before);
});
