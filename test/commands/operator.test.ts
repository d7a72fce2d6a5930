import { beforeEach, expect, test } from 'vitest';
import { laterBy } from '../../src/domain/china-time.ts';
import { type Desk, NOW, openDesk, words } from './support.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const boss = { personId: 'boss' };
const group = { personId: 'boss', chatKind: 'group', chatId: 'g1' } as const;
const codeIn = (said: string): string => /[2-9A-Z]{4}(?:-[2-9A-Z]{4}){2}/.exec(said)?.[0] ?? '';

test('a code issued in the chat binds whoever sends it in private', async () => {
  const code = codeIn(await desk.told('绑定码 工作人员 区民政局 武侯区', boss));
  expect(await desk.told(`绑定 ${code}`, { personId: 'new' })).toContain('已绑定为工作人员');
  expect(await desk.told('我是谁', { personId: 'new' })).toContain('区民政局');
  expect(await desk.told(`绑定 ${code}`, { personId: 'other' })).toBe(words.bind.refused);
});

test('a leader is bound to the name that documents print', async () => {
  const code = codeIn(await desk.told('绑定码 领导 李四 武侯区', boss));
  await desk.say(`绑定${code.toLowerCase().replaceAll('-', ' ')}`, { personId: 'new' });
  const person = { platform: 'telegram', personId: 'new' };
  expect(await desk.store.access.rights.binding(person)).toMatchObject({
    role: 'leader',
    official: '李四',
    unit: null,
    region: 'wuhou',
  });
});

test('operators are made at the command line only', async () => {
  expect(await desk.told('绑定码 管理员', boss)).toBe(words.code.noOperator);
});

test.each([
  '绑定码',
  '绑定码 领导',
  '绑定码 市民',
  '绑定码 工作人员 甲 乙 丙',
  '绑定码 工作人员 区住建局 不存在区',
])('“%s” is answered with how to do it', async (text) => {
  expect(await desk.told(text, boss)).toBe(words.code.usage);
});

test('a code sent in a group binds nobody and is spoilt', async () => {
  const code = codeIn(await desk.told('绑定码 工作人员 区民政局', boss));
  const somebody = { personId: 'new', chatKind: 'group', chatId: 'g1' } as const;
  expect(await desk.told(`绑定 ${code}`, somebody)).toBe(words.bind.spoilt);
  expect(await desk.told(`绑定 ${code}`, { personId: 'new' })).toBe(words.bind.refused);
});

test('codes stand neither in the audit trail nor in a draft', async () => {
  const code = codeIn(await desk.told('绑定码 工作人员 区民政局', boss));
  await desk.say(`绑定 ${code}`, { personId: 'new' });
  await desk.say('绑定 AAAA-BBBB-CCCC', { personId: 'new' });
  const entries = await desk.store.audit.recent(50);
  expect(entries.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'bind refused',
    'bind done',
    'code done',
  ]);
  expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${code}|${code.replaceAll('-', '')}|AAAA`));
});

test('rights end at the wish of the person or of an operator', async () => {
  expect(await desk.told('解除绑定', { personId: 'clerk' })).toBe(words.bind.unbound);
  expect(await desk.told('解除绑定', { personId: 'clerk' })).toBe(words.bind.wasNotBound);
  expect(await desk.told('解绑 telegram:staff', boss)).toContain('已解绑');
  expect(await desk.told('日报', { personId: 'staff' })).toBe(words.common.denied);
  expect(await desk.told('解绑 telegram:staff', boss)).toBe(words.revoke.none);
});

test('a group is set in the group, with a warning when it is for few', async () => {
  const said = await desk.told('本群设为 工作人员 武侯区', group);
  expect(said).toContain('本群已设为工作人员');
  expect(said).toContain(words.chat.warning);
  const chat = { platform: 'telegram', chatId: 'g1' };
  expect(await desk.store.access.chats.chat(chat)).toMatchObject({ audience: 'staff', region: 'wuhou' });
  expect(await desk.told('本群设为 公开', group)).not.toContain(words.chat.warning);
  expect(await desk.store.access.chats.chat(chat)).toMatchObject({ audience: 'public', region: 'wuhou' });
  expect(await desk.told('本群地区 武侯', group)).toContain('成都市武侯区');
  expect(await desk.told('本群设为 工作人员', boss)).toBe(words.common.inGroup);
  expect(await desk.told('本群设为 大家', group)).toBe(words.chat.usage);
});

test('a subject is switched off with a reason and an end, listed, and switched on by its number', async () => {
  expect(await desk.told('关闭 话题 拆迁', boss)).toBe(words.switch.usage);
  expect(await desk.told('关闭 话题 的 3天 等待通报', boss)).toBe(words.switch.usage);
  const said = await desk.told('关闭 话题 拆迁 3天 等待通报', boss);
  expect(said).toContain('已关闭话题 拆迁');
  const [off] = await desk.store.access.chats.switches(NOW);
  expect(off).toMatchObject({
    scope: 'subject',
    target: '拆迁',
    reason: '等待通报',
    by: 'telegram:boss',
    endsAt: laterBy(NOW, 3 * 24 * 60 * 60 * 1000),
  });
  expect(await desk.told('开关', boss)).toContain('等待通报');
  expect(await desk.told(`开启 ${off!.id}`, boss)).toContain('已开启');
  expect(await desk.told(`开启 ${off!.id}`, boss)).toBe(words.switch.notOff);
  expect(await desk.told('开关', boss)).toBe(words.switch.none);
});

test('a group is switched off and on in the group, a channel by its name', async () => {
  await desk.say('关闭 本群 2小时 核对数据', group);
  expect(await desk.store.access.chats.switches(NOW)).toMatchObject([
    { scope: 'chat', platform: 'telegram', target: 'g1', reason: '核对数据' },
  ]);
  expect(await desk.told('开启 本群', group)).toContain('已开启');
  expect(await desk.told('关闭 渠道 nowhere 维护', boss)).toContain('现有：telegram');
  expect(await desk.told('关闭 渠道 telegram 维护', boss)).toContain('已关闭渠道 telegram');
  expect(await desk.told('开启 渠道 telegram', boss)).toContain('已开启');
});

test('the operator sees who did what, how channels stand, and what was not sent', async () => {
  await desk.say('日报', { personId: 'somebody' });
  expect(await desk.told('审计 5', boss)).toMatch(/telegram:somebody 日报.*无权/u);
  expect(await desk.told('渠道', boss)).toContain('telegram bot1：正常');
  expect(await desk.told('死信', boss)).toBe(words.deadLetters.none);
  desk.letters.push({ id: 12, platform: 'telegram', createdAt: NOW, reason: 'blocked by the user' });
  expect(await desk.told('死信', boss)).toContain('12. telegram');
  expect(await desk.told('死信 重发 12', boss)).toContain('12 已重新排队');
  expect(await desk.told('死信 丢弃 12', boss)).toBe(words.deadLetters.gone);
});

test('没答上 shows those who mind the words what was asked in vain, and nobody what is above them', async () => {
  const note = {
    cause: 'no_match',
    intent: 'status',
    region: 'wuhou',
    year: null,
    project: null,
    reworded: null,
    day: '2025-07-09',
    known: false,
  } as const;
  await desk.store.reviews.record({ ...note, text: '武侯区12个滑雪场建好了吗', audience: 'public' });
  await desk.store.reviews.record({ ...note, text: '武侯区菜窖为何滞后', audience: 'leader' });
  const seen = await desk.told('没答上', { personId: 'clerk' });
  expect(seen).toContain('「武侯区12个滑雪场建好了吗」1次');
  expect(seen).not.toContain('菜窖');
  expect(await desk.told('没答上 武侯区', boss)).toContain('菜窖');
  expect(await desk.told('没答上', { personId: 'stranger' })).not.toContain('滑雪场');
  expect(await desk.told('没答上', { ...group, personId: 'clerk' })).not.toContain('滑雪场');
});
