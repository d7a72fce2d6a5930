import { beforeEach, expect, test } from 'vitest';
import { laterBy } from '../../src/domain/china-time.ts';
import { SHEET } from '../cli/terminal.ts';
import { type Desk, NOW, openDesk, textOf, words } from './support.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const staff = { personId: 'staff' };

/** Three projects whose title tells nothing of where and when. */
const BARE = SHEET.replace('成都市武侯区2025年民生实事项目进展情况（上半年）', '民生实事项目进展情况')
  .replace('截至6月底，', '')
  .replaceAll('区住建局', '住建局')
  .replaceAll('区民政局', '民政局')
  .replaceAll('区规划局', '规划局');

const NEWER = SHEET.replace('（上半年）', '（前三季度）')
  .replace('截至6月底，已新增公共停车位1250个', '截至9月底，已新增公共停车位3000个')
  .replace(',25\n', ',60\n');

const publicRate = async () =>
  (await desk.store.readerFor('resident').list({ ids: ['wuhou-2025-01'] }))[0]?.statedRate;

test('a file is read and shown, and stored only when confirmed', async () => {
  const shown = await desk.send('list.csv', NEWER, staff);
  expect(shown).toContain('成都市武侯区2025年，读出3项');
  expect(shown).toContain('停车设施建设：');
  expect(shown).toContain('完成率 25% → 60%');
  expect(await publicRate()).toBe(0.25);
  expect(await desk.told('确认导入（公开）', staff)).toContain('已导入');
  expect(await publicRate()).toBe(0.6);
});

test('a file confirmed for staff stays unknown to residents', async () => {
  await desk.send('list.csv', NEWER, staff);
  expect(await desk.told('2', staff)).toContain('已导入');
  expect(await publicRate()).toBe(0.25);
  const seen = await desk.store.readerFor('staff').list({ ids: ['wuhou-2025-01'] });
  expect(seen[0]?.statedRate).toBe(0.6);
});

test('cancelled is not stored', async () => {
  await desk.send('list.csv', NEWER, staff);
  expect(await desk.told('取消', staff)).toBe(words.common.cancelled);
  expect(await desk.told('确认导入（公开）', staff)).not.toContain('已导入');
  expect(await publicRate()).toBe(0.25);
});

test('a draft is over after thirty minutes', async () => {
  await desk.send('list.csv', NEWER, staff);
  const late = laterBy(NOW, 30 * 60_000);
  expect(await desk.told('确认导入（公开）', staff, late)).not.toContain('已导入');
  expect(await publicRate()).toBe(0.25);
});

test('what a file does not say is asked for, piece by piece', async () => {
  expect(await desk.send('list.csv', BARE, { personId: 'boss' })).toContain('哪个地区');
  expect(await desk.told('成都市武侯区', { personId: 'boss' })).toContain('年份');
  expect(await desk.told('2025年', { personId: 'boss' })).toContain('截至哪一天');
  expect(await desk.told('9月底', { personId: 'boss' })).toContain('进展截至 2025-09-30');
  expect(await desk.told('确认导入（公开）', { personId: 'boss' })).toContain('已导入');
});

test('a question in between is a question, and the file waits', async () => {
  await desk.send('list.csv', BARE, staff);
  expect(await desk.say('停车位建了多少', staff)).toBeNull();
  expect(await desk.told('武侯区', staff)).toContain('年份');
});

test('a wrong answer is told what is wrong', async () => {
  await desk.send('list.csv', BARE, staff);
  expect(await desk.say('不知道是哪里', staff)).toBeNull();
  expect(await desk.told('1', staff)).toBe('(question)');
});

test('a file that holds no list is refused with what was found', async () => {
  const said = await desk.send('notes.txt', '今天开会。\n明天继续。\n', staff);
  expect(said).toContain(words.import.problems);
  expect(said).toContain('没有找到民生实事项目');
  expect(await desk.told('确认导入（公开）', staff)).not.toContain('已导入');
});

test('a resident’s file is declined, in a group nobody’s is taken', async () => {
  expect(await desk.send('list.csv', NEWER, { personId: 'somebody' })).toBe(words.import.resident);
  const inGroup = await desk.send('list.csv', NEWER, { ...staff, chatKind: 'group', chatId: 'g1' });
  expect(inGroup).not.toContain('读出');
  expect(await publicRate()).toBe(0.25);
});

test('somebody bound to one region hands in nothing for another', async () => {
  await desk.bind('elsewhere', { role: 'staff', region: 'qingyang' });
  const said = await desk.send('list.csv', NEWER, { personId: 'elsewhere' });
  expect(said).toContain('您只能导入');
  expect(await desk.told('确认导入（公开）', { personId: 'elsewhere' })).not.toContain('已导入');
});

test('a leader without a unit hands nothing in', async () => {
  expect(await desk.send('list.csv', NEWER, { personId: 'leader' })).toBe(words.import.needsUnit);
});

test('a file over the limit and one that is gone are told so', async () => {
  const attachments = [{ name: 'a.csv', size: 2_000_000, kind: 'document' as const, ref: 'a.csv' }];
  expect(await desk.told('', { ...staff, attachments })).toBe(words.import.tooLarge);
  const gone = [{ name: 'b.csv', size: null, kind: 'document' as const, ref: 'b.csv' }];
  expect(await desk.told('', { ...staff, attachments: gone })).toContain('文件已经不在了');
});

test('the same file again changes nothing and says so', async () => {
  await desk.send('list.csv', NEWER, staff);
  await desk.say('确认导入（公开）', staff);
  expect(await desk.send('list.csv', NEWER, staff)).toContain(words.import.same);
  expect(await desk.told('确认导入（公开）', staff)).toBe(words.import.savedSame);
});

test('the document tells in which role it was handed in, the audit trail by whom', async () => {
  await desk.send('list.csv', NEWER, staff);
  await desk.say('确认导入（仅工作人员）', staff);
  const documents = await desk.store.readerFor('staff').documents();
  expect(documents.some(({ importedBy }) => importedBy === 'telegram:staff')).toBe(true);
  expect((await desk.store.audit.recent(1))[0]).toMatchObject({
    action: 'import',
    actor: 'telegram:staff',
    detail: { step: 'saved', audience: 'staff' },
  });
});

test('an answer of the bot to a hand-in keeps its lines few', async () => {
  const attachments = [{ name: 'list.csv', size: 10, kind: 'document' as const, ref: 'list.csv' }];
  desk.files.set('list.csv', new TextEncoder().encode(NEWER));
  const reply = await desk.say('', { ...staff, attachments });
  expect(reply?.answer.blocks.length).toBeLessThan(20);
  expect(textOf(reply!).length).toBeLessThan(900);
});

test('the changes are told by state, rate and figure, and in full on request', async () => {
  await desk.send('list.csv', SHEET, staff);
  await desk.say('确认导入（公开）', staff);
  const shown = await desk.send('newer.csv', NEWER, staff);
  expect(shown).toMatch(/第1项 停车设施建设：完成率 25% → 60%；.*1250个 → 3000个/u);
  const full = await desk.told('详细', staff);
  expect(full).toContain(words.import.detailsHead);
  expect(full).toMatch(/1250个 → 3000个/u);
  expect(await publicRate()).toBe(0.25);
  expect(await desk.told('确认导入（公开）', staff)).toContain('已导入');
});

test('what was shown is not stored when the list changed meanwhile: it is shown anew', async () => {
  await desk.send('list.csv', NEWER, staff);
  await desk.send('other.csv', SHEET, { personId: 'boss' });
  await desk.say('确认导入（公开）', { personId: 'boss' });
  const again = await desk.told('确认导入（公开）', staff);
  expect(again).toContain(words.import.stale);
  expect(await publicRate()).toBe(0.25);
  expect(await desk.told('确认导入（公开）', staff)).toContain('已导入');
  expect(await publicRate()).toBe(0.6);
});

test('the last import is undone when confirmed, and the trail says by whom', async () => {
  await desk.send('list.csv', NEWER, staff);
  await desk.say('确认导入（公开）', staff);
  const asked = await desk.told('撤销导入', staff);
  expect(asked).toContain('成都市武侯区2025年民生实事项目进展情况（前三季度）');
  expect(await publicRate()).toBe(0.6);
  expect(await desk.told('确认', staff)).toContain('已撤销');
  expect(await publicRate()).toBe(0.25);
  expect((await desk.store.audit.recent(1))[0]).toMatchObject({
    action: 'undo',
    actor: 'telegram:staff',
    detail: { step: 'undone', region: 'wuhou', year: 2025 },
  });
});

test('an undo is not done when it is cancelled, over, or another import came first', async () => {
  await desk.send('list.csv', NEWER, staff);
  await desk.say('确认导入（公开）', staff);
  await desk.say('撤销导入', staff);
  expect(await desk.told('取消', staff)).toBe(words.common.cancelled);
  await desk.say('撤销导入', staff);
  await desk.send('other.csv', SHEET, { personId: 'boss' });
  await desk.say('确认导入（公开）', { personId: 'boss' });
  expect(await desk.told('确认', staff)).toBe(words.undo.changed);
  await desk.say('撤销导入', staff);
  expect(await desk.told('确认', staff, laterBy(NOW, 10 * 60_000))).not.toContain('已撤销');
});

test('residents, people of other regions and leaders without a unit undo nothing', async () => {
  await desk.bind('elsewhere', { role: 'staff', region: 'qingyang' });
  expect(await desk.told('撤销导入', { personId: 'somebody' })).toBe(words.common.denied);
  expect(await desk.told('撤销导入', { personId: 'elsewhere' })).toBe(words.undo.nothing);
  expect(await desk.told('撤销导入 武侯区', { personId: 'elsewhere' })).toBe(words.report.regionOnly);
  expect(await desk.told('撤销导入', { personId: 'leader' })).toBe(words.import.needsUnit);
});
