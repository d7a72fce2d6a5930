import { beforeEach, expect, test } from 'vitest';
import { csvText } from '../../src/domain/csv.ts';
import { document, project } from '../store/fixtures.ts';
import { type Desk, openDesk, textOf, words } from './support.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const staff = { personId: 'staff' };

test('help grows with the role and tells a group only what everybody may say', async () => {
  const resident = await desk.told('帮助', { personId: 'somebody' });
  expect(resident).not.toMatch(/上报|审计/u);
  expect(await desk.told('帮助', staff)).toContain('上报');
  expect(await desk.told('帮助', staff)).not.toContain('审计');
  expect(await desk.told('帮助', { personId: 'boss' })).toContain('审计');
  expect(await desk.told('帮助', { personId: 'boss', chatKind: 'group' })).toBe(resident);
});

test('whoever asks who they are hears it in private only, with the id for the operator', async () => {
  expect(await desk.told('我是谁', { personId: 'clerk' })).toBe(
    '您的身份：工作人员\n单位：区住建局\n地区：成都市武侯区\n编号：telegram:clerk',
  );
  expect(await desk.told('我是谁', { personId: 'somebody' })).toContain('市民');
  expect(await desk.told('我是谁', { personId: 'clerk', chatKind: 'group' })).toBe(words.me.group);
  expect(await desk.told('我是谁', { platform: 'wechat' })).toBe(words.me.noPerson);
});

test('doubts come page by page with where they stand and what to look at', async () => {
  const first = await desk.told('疑点', staff);
  expect(first).toContain('有7处疑点');
  expect(first).toContain('第3项 老旧小区加装电梯：分项加起来是20部');
  expect(first).toContain('“加装电梯30部。”');
  expect(first).toContain('还有2处');
  const second = await desk.told('更多', staff);
  expect(second).toContain('26部');
  expect(second).not.toContain('还有');
  expect(await desk.say('更多', staff)).toBeNull();
});

test('after a question 更多 is about that question', async () => {
  await desk.say('疑点 武侯区', staff);
  expect(await desk.say('区住建局负责哪些项目', staff)).toBeNull();
  expect(await desk.say('更多', staff)).toBeNull();
});

test('leaders read doubts and digests too', async () => {
  expect(await desk.told('疑点', { personId: 'leader' })).toContain('有7处疑点');
  expect(await desk.told('日报', { personId: 'leader' })).toContain('新收录');
});

test('the digest tells what is new by project, with its sources; nothing new is said so', async () => {
  const reply = await desk.say('日报 武侯区', staff);
  expect(textOf(reply!)).toContain('成都市武侯区自2025-07-09起有变化的项目共3项');
  expect(reply?.answer.sources[0]?.document).toBe('2025年民生实事推进情况（上半年）');
  desk.today = '2025-07-12';
  expect(await desk.told('日报', staff)).toBe('成都市武侯区自2025-07-11起没有变化。');
});

test('the digest shows what changed and what was told in a chat', async () => {
  const newer = project(1, {
    title: '停车设施建设',
    goal: '新增公共停车位6000个。',
    units: [{ name: '区住建局', role: 'responsible', word: '责任单位' }],
  });
  const period = { label: '2025年前三季度', start: '2025-01-01', end: '2025-09-30' };
  await desk.store.saveImport(document([newer], { period }), '2025-07-10T02:00:00.000Z');
  await desk.say('上报 第2项 80% 已封顶', staff);
  await desk.say('确认', staff);
  const said = await desk.told('日报', staff);
  expect(said).toContain('工作目标 新增公共停车位5000个。 → 新增公共停车位6000个。');
  expect(said).toContain('聊天上报（未经文件确认）“80% 已封顶”');
});

test('what is for leaders stays out of the digest of staff', async () => {
  const secret = project(9, { title: '机密项目', goal: '建设指挥所1处。' });
  await desk.store.saveImport(document([secret], { audience: 'leader' }), '2025-07-10T02:00:00.000Z');
  expect(await desk.told('日报', staff)).not.toContain('机密');
  expect(await desk.told('导出', staff)).toContain('共3项');
  expect(await desk.told('日报', { personId: 'leader' })).toContain('机密项目');
});

test('the list comes as a table that a spreadsheet opens', async () => {
  const reply = await desk.say('导出 武侯', staff);
  expect(reply?.file).toMatchObject({ name: '民生实事清单-wuhou-2025-07-10.csv', kind: 'document' });
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(reply?.file?.bytes);
  expect(text.startsWith('\ufeff地区,年份,序号')).toBe(true);
  expect(text.split('\r\n')).toHaveLength(5);
  expect(text).toContain('成都市武侯区,2025,1,停车设施建设,推进中,25%,区住建局,2025-06-30');
});

test('a table holds no formula, whatever documents write', () => {
  const evil = ['=1+1', '+cmd', '-2+3', '@SUM(A1)', ' =1', '\t=1', '＝1', '|calc', '-5%', '3'];
  const [, line = ''] = csvText(['甲'], [evil]).split('\r\n');
  const cells = line.split(',').map((cell) => cell.replace(/^"|"$/g, ''));
  expect(cells.slice(0, 8).every((cell) => cell.startsWith("'"))).toBe(true);
  expect(cells.slice(8)).toEqual(['-5%', '3']);
  expect(csvText(['甲"乙', '丙\n丁'], [])).toBe('\ufeff"甲""乙","丙\n丁"\r\n');
});
