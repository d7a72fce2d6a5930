import { beforeEach, expect, test } from 'vitest';
import { laterBy } from '../../src/domain/china-time.ts';
import { type Desk, NOW, openDesk, textOf, words } from './support.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const clerk = { personId: 'clerk' };
const MINUTE_MS = 60_000;

const reported = async (id: string) => (await desk.store.readerFor('staff').dossiers([id]))[0]?.reported;

test('progress is shown, stored only when confirmed, and only for staff', async () => {
  const shown = await desk.say('上报 第1项 60％ 已完成布线', clerk);
  expect(textOf(shown!)).toContain('成都市武侯区2025年第1项 停车设施建设');
  expect(textOf(shown!)).toContain('完成率 60%');
  expect(shown!.answer.choices.map(({ label }) => label)).toEqual(['确认', '取消']);
  expect(await reported('wuhou-2025-01')).toBeUndefined();
  expect(await desk.told(shown!.answer.choices[0]!.text, clerk)).toContain('已保存');
  expect(await reported('wuhou-2025-01')).toMatchObject({ rate: 0.6, status: null, text: '60% 已完成布线' });
  expect((await desk.store.readerFor('resident').dossiers(['wuhou-2025-01']))[0]?.reported).toBeUndefined();
});

test.each(['确认', '确认。', '1'])('“%s” confirms', async (word) => {
  await desk.say('上报 第1项 60% 已完成布线', clerk);
  expect(await desk.told(word, clerk)).toContain('已保存');
});

test.each(['取消', '2'])('“%s” cancels, and nothing is stored', async (word) => {
  await desk.say('上报 第1项 60% 已完成布线', clerk);
  expect(await desk.told(word, clerk)).toBe(words.common.cancelled);
  expect(await desk.told('确认', clerk)).toBe(words.common.nothingPending);
  expect(await reported('wuhou-2025-01')).toBeUndefined();
});

test('the button of an earlier report does not confirm a later one', async () => {
  const first = await desk.say('上报 第1项 60% 已完成布线', clerk);
  await desk.say('上报 第3项 50% 在装', clerk);
  expect(await desk.told(first!.answer.choices[0]!.text, clerk)).toBe(words.common.nothingPending);
  expect(await reported('wuhou-2025-03')).toBeUndefined();
});

test('a confirmation is over after ten minutes', async () => {
  await desk.say('上报 第1项 60% 已完成布线', clerk);
  expect(await desk.told('确认', clerk, laterBy(NOW, 10 * MINUTE_MS))).toBe(words.common.nothingPending);
  expect(await reported('wuhou-2025-01')).toBeUndefined();
});

test('a number after another question chooses nothing, the word still confirms', async () => {
  await desk.say('上报 第1项 60% 已完成布线', clerk);
  expect(await desk.say('停车位建了多少', clerk)).toBeNull();
  expect(await desk.say('1', clerk)).toBeNull();
  expect(await desk.told('确认', clerk)).toContain('已保存');
});

test('confirming twice stores once', async () => {
  await desk.say('上报 第1项 60% 已完成布线', clerk);
  await Promise.all([desk.say('确认', clerk), desk.say('确认', clerk)]);
  const changes = await desk.store.changesSince(laterBy(NOW, -MINUTE_MS), { role: 'staff' });
  expect(changes.filter(({ field }) => field === 'reported')).toHaveLength(1);
});

test('whoever loses the rights between asking and confirming stores nothing', async () => {
  await desk.say('上报 第1项 60% 已完成布线', clerk);
  await desk.told('解除绑定', clerk);
  expect(await desk.say('确认', clerk)).toBeNull();
  expect(await reported('wuhou-2025-01')).toBeUndefined();
});

test.each([
  ['上报 第一项 60% 布线', '停车设施建设'],
  ['上报 武侯 第1项 60% 布线', '停车设施建设'],
  ['上报 武侯区2025年第1项：60% 布线', '停车设施建设'],
  ['上报：停车设施建设 60% 布线', '停车设施建设'],
  ['上报 武侯区 2025 停车设施 60%', '停车设施建设'],
  ['上报 第3条 装到第9部', '老旧小区加装电梯'],
])('“%s” finds its project', async (text, name) => {
  expect(await desk.told(text, clerk)).toContain(name);
});

test.each([
  ['100% 已完成', '状态：已完成'],
  ['已完工', '状态：已完成'],
  ['100%，全部完成，已交付', '状态：已完成'],
  ['未开工', '状态：未启动'],
])('“%s” tells a state', async (text, line) => {
  expect(await desk.told(`上报 第1项 ${text}`, clerk)).toContain(line);
});

test.each(['60% 已完成布线', '已完成12处', '100%'])('“%s” tells no state', async (text) => {
  expect(await desk.told(`上报 第1项 ${text}`, clerk)).not.toContain('状态：');
});

test('somebody bound to a unit reports only where it has a part, under any spelling of its name', async () => {
  expect(await desk.told('上报 第3项 50%', clerk)).toContain('老旧小区加装电梯');
  const other = await desk.say('上报 第2项 50%', clerk);
  expect(textOf(other!)).toContain('由区民政局负责，区住建局不能上报');
  expect(other!.answer.reason).toBe('not_allowed');
  await desk.bind('city', { role: 'staff', unit: '成都市住房和城乡建设局' });
  expect(await desk.told('上报 第3项 50%', { personId: 'city' })).toContain('不能上报');
});

test('somebody bound to a region reports only there', async () => {
  await desk.bind('elsewhere', { role: 'staff', region: 'qingyang' });
  expect(await desk.told('上报 武侯区 第1项 50%', { personId: 'elsewhere' })).toBe(words.report.regionOnly);
});

test('a leader reports only when bound to a unit', async () => {
  expect(await desk.told('上报 第1项 50%', { personId: 'leader' })).toBe(words.report.needsUnit);
  await desk.bind('chief', { role: 'leader', unit: '区住建局' });
  expect(await desk.told('上报 第1项 50%', { personId: 'chief' })).toContain('停车设施建设');
});

test('several projects of that name are offered, by button or number', async () => {
  const reply = await desk.say('上报 建设 50% 在建', clerk);
  expect(reply?.answer.kind).toBe('clarify');
  expect(reply?.answer.choices).toHaveLength(2);
  expect(await desk.told('1', clerk)).toContain('为“成都市武侯区2025年第1项 停车设施建设”保存');
});

test('words that ask may stand in a report of a numbered project', async () => {
  expect(await desk.told('上报 第1项 60% 有没有问题待核', clerk)).toContain('停车设施建设');
  expect(await desk.say('上报 第1项 60%了吗', clerk)).toBeNull();
});

test.each([
  ['上报', 'usage'],
  ['上报 第1项', 'usage'],
  ['上报 第1项 99999% 完成', 'rateWrong'],
] as const)('“%s” is answered with how to do it', async (text, key) => {
  expect(await desk.told(text, clerk)).toBe(words.report[key]);
});

test('an unknown number and an endless text are refused', async () => {
  expect(await desk.told('上报 第99项 60%', clerk)).toContain('没有这一项');
  expect(await desk.told(`上报 第1项 ${'很长'.repeat(300)}`, clerk)).toContain('500字以内');
});

test('the audit trail tells that something was reported, not what', async () => {
  await desk.say('上报 第1项 60% 已完成布线', clerk);
  await desk.say('确认', clerk);
  const entries = await desk.store.audit.recent(2);
  expect(entries.map(({ detail }) => detail.step)).toEqual(['saved', 'asked']);
  expect(entries[0]).toMatchObject({ actor: 'telegram:clerk', action: 'report', place: 'telegram:clerk' });
  expect(JSON.stringify(entries)).not.toContain('布线');
});
