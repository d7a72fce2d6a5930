import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { idsAfter, silenceOrder } from '../../src/commands/alerts-forms.ts';
import { type Desk, openDesk, words } from '../commands/support.ts';
import { document } from '../store/fixtures.ts';
import { NOW, openWorld, slow, type World } from './support.ts';

let desk: Desk;
let world: World;
let id: string;

beforeEach(async () => {
  desk = await openDesk();
  await desk.store.saveImport(document([slow(1), slow(2, { officials: [] })]), NOW);
  world = await openWorld({ store: desk.store });
  const { alerts } = await world.run();
  id = alerts.find(({ kind, projectId }) => kind === 'behindPlan' && projectId.endsWith('01'))!.id;
});

const leader = { personId: 'leader' };

describe('in a private chat', () => {
  test('收到 with its id answers an alert, and is recorded without a word of it', async () => {
    expect(await desk.told(`收到 ${id}`, leader)).toBe(`已记下：${id}。不再重复提醒，加重时再告诉您。`);
    expect(await desk.told(`收到 ${id.toLowerCase()}`, leader)).toBe(`${id} 已有人回复过。`);
    const [entry] = await desk.store.audit.recent(1);
    expect(entry).toMatchObject({ actor: 'telegram:leader', action: 'acknowledge', detail: { ids: [id] } });
  });

  test('收到 alone answers what the chat was last told', async () => {
    expect(await desk.told('收到', leader)).toContain(id);
    expect(await desk.told('收到', { personId: 'boss' })).toBe(words.alerts.nothing);
    expect(await desk.told('收到', { personId: 'somebody' })).toBe('(question)');
  });

  test('静默 wants days and a reason', async () => {
    expect(await desk.told(`静默 ${id} 3天`, leader)).toBe(words.alerts.silenceUsage);
    expect(await desk.told(`静默 ${id} 300天 不急`, leader)).toContain('30天');
    expect(await desk.told(`静默 ${id} 3天 等待验收`, leader)).toContain('静默3天');
  });

  test('详情 gives the verdict with the clauses of the document', async () => {
    const said = await desk.told(`详情 ${id}`, leader);
    expect(said).toMatch(/29\.6个百分点/u);
    expect(said).toContain('已完成年度任务的20%。');
    expect(said).toContain('截至2025-06-30');
  });

  test('提醒 lists what fires for whoever asks, nobody else’s', async () => {
    expect(await desk.told('提醒', leader)).toContain(id);
    expect(await desk.told('提醒', leader)).not.toContain('第2项');
    expect(await desk.told('提醒', { personId: 'clerk' })).toContain('第2项');
  });

  test('我牵头的 gives a leader their projects with lights', async () => {
    const said = await desk.told('我牵头的', leader);
    expect(said).toMatch(/共1项/u);
    expect(said).toMatch(/停车设施建设甲｜预警｜完成率20%/u);
  });

  test('an alert that concerns somebody else is as unknown as one that is not there', async () => {
    await desk.bind('stranger', { role: 'leader', official: '李四' });
    const stranger = { personId: 'stranger' };
    for (const text of ['收到 ID', '详情 ID', '静默 ID 3天 核对']) {
      const theirs = await desk.told(text.replace('ID', id), stranger);
      const none = await desk.told(text.replace('ID', 'ZZZZ'), stranger);
      expect(theirs.replace(id, 'ZZZZ')).toBe(none);
    }
    expect((await world.run()).alerts.every(({ state }) => state === 'firing')).toBe(true);
  });

  test('residents are refused and groups are sent to the private chat', async () => {
    for (const text of [`收到 ${id}`, `详情 ${id}`, `静默 ${id} 3天 核对`, '提醒', '我牵头的']) {
      expect(await desk.told(text, { personId: 'somebody' })).toBe(words.common.denied);
      expect(await desk.told(text, { personId: 'leader', chatKind: 'group' })).toBe(words.common.inPrivate);
    }
  });
});

describe('in a group', () => {
  const boss = { personId: 'boss', chatKind: 'group' } as const;

  test('an operator orders alerts once it is set for staff or leaders', async () => {
    expect(await desk.told('本群订阅提醒', boss)).toBe(words.alerts.publicGroup);
    await desk.told('本群设为 工作人员 武侯区', boss);
    expect(await desk.told('本群订阅提醒', boss)).toBe(words.alerts.groupOn);
    expect(await desk.store.alerts.groups()).toMatchObject([{ chatId: 'g1', account: 'bot1' }]);
    expect(await desk.told('本群退订提醒', boss)).toBe(words.alerts.groupOff);
    expect(await desk.told('本群订阅提醒', { personId: 'leader', chatKind: 'group' })).toBe(
      words.common.denied,
    );
  });
});

test('what does not name an alert is no answer to one', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'收到静默详情提醒哪些滞后了吗项目的3天 ') }),
    fc.constantFrom('收到多少投诉', '收到 了多少钱', '详情 第3项', '详情 停车', '静默了吗', '收到吗'),
  );
  fc.assert(
    fc.property(text, (said) => {
      expect(idsAfter(['收到', '详情'], said)).toBeNull();
      const order = silenceOrder(['静默'], said);
      expect(order === null || order === 'usage').toBe(true);
    }),
  );
});
