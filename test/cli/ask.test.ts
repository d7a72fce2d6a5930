import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createDesk, SHEET } from './terminal.ts';

const desk = createDesk();

beforeAll(async () => {
  await desk.run('import', desk.file('武侯区.csv', SHEET));
});

test('answers a question with the figure, its project and its source', async () => {
  const { code, out } = await desk.run('ask', '武侯区新增了多少公共停车位？', '--today', '2025-07-10');
  expect(code).toBe(0);
  expect(out).toContain('1250');
  expect(out).toContain('2025-06-30');
  const json = await desk.run('ask', '停车位建了多少', '--region', '武侯', '--role', 'staff', '--json');
  expect(JSON.parse(json.out)).toMatchObject({ kind: 'answer', projects: ['wuhou-2025-01'] });
});

test('a region that has no lists is refused with those there are', async () => {
  const { code, err } = await desk.run('ask', '停车位建了多少', '--region', '海曙区');
  expect(code).toBe(2);
  expect(err).toBe('--region：库里没有“海曙区”，可用：成都市武侯区\n');
});

test('answers a file of questions, a conversation a line, the last turn printed', async () => {
  const lines = [
    { id: 'a', role: 'resident', turns: ['武侯区社区食堂建了几家？', '责任单位是谁？'], today: '2025-07-10' },
    { id: 'b', role: 'leader', turns: ['责任单位是谁？'], today: '2025-07-10' },
  ];
  const path = desk.file('q.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
  const { code, out } = await desk.run('answer', '--questions', path);
  expect(code).toBe(0);
  const [first, second] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(Object.keys(first)).toEqual(['id', 'kind', 'projects', 'text', 'ms']);
  expect(first).toMatchObject({ id: 'a', projects: ['wuhou-2025-02'] });
  expect(first.text).toContain('区民政局');
  expect(second.projects).not.toEqual(['wuhou-2025-02']);
});

test('every wrong line of a question file is told at once', async () => {
  const path = desk.file(
    'bad.jsonl',
    '{"id":"a","turns":[]}\n\nno json\n{"id":"c","turns":["x"],"role":"boss"}\n',
  );
  const { code, out, err } = await desk.run('answer', '--questions', path);
  expect([code, out]).toEqual([2, '']);
  expect(err.split('\n').map((line) => line.slice(path.length))).toEqual([
    ' 第 1 行：turns 里至少要有一句话',
    ' 第 3 行：不是一个 JSON 对象',
    ' 第 4 行：role 应是 resident、staff、leader、operator 之一',
    '',
  ]);
});

test('an intent shows what it accepts, and another name those there are', async () => {
  expect((await desk.run('sample', 'figure')).out).toMatch(
    /^意图 figure，由查询 figure 回答\n(.*\n)+听得懂：\n {2}\S/u,
  );
  expect((await desk.run('sample')).out).not.toMatch(/[a-z]{3,} [a-z]{2,}/u);
  const { code, err } = await desk.run('sample', 'nothing');
  expect(code).toBe(2);
  expect(err).toContain('没有意图“nothing”，可用：');
});

test('a database file that is not there is told, and none is made', async () => {
  const questions = desk.file('one.jsonl', '{"id":"a","turns":["你好"]}');
  const lines = [['export'], ['ask', '你好'], ['chat'], ['answer', '--questions', questions]];
  for (const line of lines) {
    const { code, out, err } = await desk.run(...line, '--db', desk.nowhere);
    expect([line[0], code, out]).toEqual([line[0], 2, '']);
    expect(err).toMatch(/^\S*lists\.db：没有这个数据库文件；.*\n$/u);
  }
  expect(existsSync(dirname(desk.nowhere))).toBe(false);
  const fresh = createDesk();
  expect((await fresh.run('export')).code).toBe(2);
  expect(fresh.hasDatabase()).toBe(false);
});
