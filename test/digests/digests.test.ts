import { describe, expect, test } from 'vitest';
import type { ProjectStatus } from '../../src/domain/project.ts';
import {
  at,
  document,
  HALF_YEAR,
  half,
  JULY,
  OPEN,
  openTown,
  parking,
  project,
  projects,
  START,
  type Town,
} from './support.ts';

const FRIDAY = at('07-11 08:30');
const MONDAY = at('07-14 08:30');

/** A newer sheet: more parking, canteens done. */
const newer = () =>
  document(
    projects({
      1: { figures: parking(3000), pairs: [{ ...half, ratio: 0.6 }], note: '已新增公共停车位3000个。' },
      2: { status: 'done', statedRate: 1, note: '12家全部建成。' },
    }),
    { period: JULY, title: '2025年民生实事推进情况（1—7月）' },
  );

describe('a digest tells what changed since the last one', () => {
  test('with the figures of before and after, the day and the source', async () => {
    const town = await openTown();
    const { id } = await town.order();
    await town.store.saveImport(newer(), at('07-10 15:00'));
    expect(await town.run(FRIDAY)).toEqual({ [id]: 'sent' });
    const text = town.last();
    expect(text).toContain('2025-07-10 08:00以来的变化');
    expect(text).toContain(
      '第1项 停车设施建设：完成率 50% → 60%（按指标折算 3000个/5000个）；新增 2500个 → 3000个',
    );
    expect(text).toContain('新完成（1）');
    expect(text).toContain('第2项 社区食堂建设：推进中 → 已完成；完成率 55% → 100%；截至2025-07-31');
    expect(text).toContain('目前3项：已完成1项');
    expect(text).not.toContain('第3项');
    expect(town.pushes[0]?.answer.sources).toEqual([
      { document: '2025年民生实事推进情况（1—7月）', asOf: '2025-07-31' },
    ]);
  });

  test('nothing changed: nothing is sent, and that is on record', async () => {
    const town = await openTown();
    const { id } = await town.order();
    expect(await town.run(FRIDAY)).toEqual({ [id]: 'nothing' });
    expect(await town.run(FRIDAY)).toEqual({});
    expect(town.pushes).toEqual([]);
    expect(await town.store.digests.runs(5)).toMatchObject([
      { outcome: 'nothing', reason: 'nothing changed' },
    ]);
  });

  test('what changed and changed back in between is no news', async () => {
    const town = await openTown();
    const { id } = await town.order();
    await town.store.saveImport(newer(), at('07-10 15:00'));
    await town.store.saveImport(document(projects(), { period: JULY }), at('07-10 16:00'));
    await town.run(FRIDAY);
    expect(await town.run(MONDAY)).toEqual({ [id]: 'nothing' });
  });

  test('what lags newly comes first, with the reason, and is not told twice', async () => {
    const town = await openTown();
    await town.order();
    const late = document(projects({ 2: { statedRate: 0.1, lagging: true, reason: '场地未落实' } }), {
      period: HALF_YEAR,
    });
    await town.store.saveImport(late, at('07-10 15:00'));
    await town.run(FRIDAY);
    expect(town.last().split('\n')[1]).toBe('新滞后（1）：');
    expect(town.last()).toContain('第2项 社区食堂建设：文件标明未达序时进度');
    await town.run(MONDAY);
    expect(town.pushes).toHaveLength(1);
  });

  test('a project that comes back to its plan, a changed target and a new one are told', async () => {
    const town = await openTown();
    await town.store.saveImport(
      document(projects({ 2: { statedRate: 0.1, lagging: true } }), { period: JULY }),
      START,
    );
    await town.order();
    const august = { ...JULY, end: '2025-08-31' };
    const items = projects({
      1: { figures: parking(2500, 6000), pairs: [{ ...half, ratio: 2500 / 6000 }] },
      2: { statedRate: 0.8, lagging: false },
    });
    await town.store.saveImport(
      document([...items, project(4, { title: '口袋公园' })], { period: august }),
      at('07-10 15:00'),
    );
    await town.run(FRIDAY);
    expect(town.last()).toContain('回到序时进度（1）');
    expect(town.last()).toContain('目标 新增 5000个 → 6000个');
    expect(town.last()).toMatch(/新收录（1）：\n2025年第4项 口袋公园/u);
  });

  test('a day that comes near or passes is news without any new document', async () => {
    const town = await openTown();
    const monday = { kind: 'weekly', weekday: 1, time: '09:00' } as const;
    const { id } = await town.order(monday, 'staff', at('11-24 10:00'));
    expect(await town.run(at('12-01 09:00'))).toEqual({ [id]: 'sent' });
    expect(town.last()).toContain('临近到期（3）');
    expect(town.last()).toContain('2025-12-31到期');
    await town.run('2026-01-05T01:00:00.000Z');
    expect(town.last()).toContain('新逾期（3）');
  });

  test('long sections are cut and counted', async () => {
    const town = await openTown();
    await town.order();
    const many = Array.from({ length: 30 }, (_, i) => project(i + 10, { title: `新事项${i}` }));
    await town.store.saveImport(document([...projects(), ...many], { period: JULY }), at('07-10 15:00'));
    await town.run(FRIDAY);
    expect(town.last()).toContain('新收录（30）');
    expect(town.last()).toContain('另有24项。');
    expect(town.last().split('\n').length).toBeLessThan(20);
  });
});

describe('a digest comes when it is due', () => {
  test('two subscribers with other hours each get their own difference', async () => {
    const town = await openTown();
    const early = await town.order();
    const late = await town.order({ chatId: 'leader', personId: 'leader', time: '17:00' }, 'leader');
    expect([early.nextAt, late.nextAt]).toEqual([at('07-10 08:30'), at('07-10 17:00')]);
    expect(await town.run(at('07-10 08:30'))).toEqual({ [early.id]: 'nothing' });
    await town.store.saveImport(newer(), at('07-10 15:00'));
    expect(await town.run(at('07-10 17:00'))).toEqual({ [late.id]: 'sent' });
    expect(await town.run(FRIDAY)).toEqual({ [early.id]: 'sent' });
    expect(town.pushes.map(({ to }) => to.chatId)).toEqual(['leader', 'staff']);
    expect(new Set(town.pushes.map(({ key }) => key)).size).toBe(2);
  });

  test('days missed in an outage come as one, at an hour when people may be disturbed', async () => {
    const town = await openTown();
    const { id } = await town.order();
    await town.store.saveImport(newer(), at('07-11 15:00'));
    await town.store.saveImport(
      document(projects({ 1: { status: 'done' }, 2: { status: 'done', statedRate: 1 } }), {
        period: { ...JULY, end: '2025-08-31' },
      }),
      at('07-14 15:00'),
    );
    expect(await town.run(at('07-15 23:30'))).toEqual({ [id]: 'waiting' });
    expect(await town.run(at('07-16 08:40'))).toEqual({ [id]: 'sent' });
    expect(await town.run(at('07-16 08:40'))).toEqual({});
    expect(town.pushes).toHaveLength(1);
    expect(town.last()).toContain('新完成（2）');
    const [next] = await town.port.ofChat({ platform: 'telegram', chatId: 'staff' });
    expect(next?.nextAt).toBe(at('07-17 08:30'));
  });

  test('none on weekends and holidays; a weekly one moves to the first working day after', async () => {
    const town = await openTown();
    const daily = await town.order({}, 'staff', at('09-30 10:00'));
    const weekly = await town.order(
      { kind: 'weekly', weekday: 1, time: '09:00' },
      'staff',
      at('09-29 10:00'),
    );
    expect(daily.nextAt).toBe(at('10-09 08:30'));
    expect(weekly.nextAt).toBe(at('10-09 09:00'));
    const monday = { kind: 'weekly', weekday: 1, time: '09:30' } as const;
    expect((await town.order(monday, 'staff', at('09-26 10:00'))).nextAt).toBe(at('09-29 09:30'));
  });

  test('a run killed between preparing and remembering sends the very same once', async () => {
    let killed = true;
    const town: Town = await openTown();
    const { id } = await town.order();
    await town.store.saveImport(newer(), at('07-10 15:00'));
    const { finish } = town.store.digests;
    town.store.digests.finish = async (run) => {
      if (killed) throw new Error('killed');
      return finish(run);
    };
    expect(await town.run(at('07-10 08:35'))).toEqual({ [id]: 'failed' });
    killed = false;
    const again = document(projects({ 3: { status: 'done' } }), { period: { ...JULY, end: '2025-08-31' } });
    await town.store.saveImport(again, at('07-10 16:00'));
    expect(await town.run(at('07-10 17:00'))).toEqual({ [id]: 'sent' });
    expect(town.pushes.map(({ key }) => key)).toEqual([town.pushes[0]!.key, town.pushes[0]!.key]);
    expect(town.pushes[1]?.answer).toEqual(town.pushes[0]?.answer);
    expect((await town.store.outbox.figures(at('07-10 17:00'))).waiting).toBe(1);
    await town.run(FRIDAY);
    expect(town.last()).toContain('老旧小区加装电梯');
  });

  test('what would be sent is shown without being sent or remembered', async () => {
    const town = await openTown();
    await town.order();
    await town.store.saveImport(newer(), at('07-10 15:00'));
    const [first] = await town.digests.due(FRIDAY);
    const [second] = await town.digests.due(FRIDAY);
    expect(first).toMatchObject({ outcome: 'send', audience: 'staff' });
    expect(second).toEqual(first);
    expect(town.pushes).toEqual([]);
  });
});

describe('a digest tells nobody what they may not read', () => {
  const GROUP = { chatId: 'g1', chatKind: 'group' as const, personId: null };
  const listen = (town: Town, audience: 'public' | 'staff') =>
    town.store.access.chats.setChat({
      ...{ platform: 'telegram', chatId: 'g1', audience },
      ...{ region: null, at: START, by: 'telegram:boss' },
    });
  const secret = () =>
    document(projects({ 2: { statedRate: 0.12, note: '资金缺口900万元。' } }), {
      period: JULY,
      audience: 'leader',
    });

  test('a change for leaders is told to leaders only', async () => {
    const town = await openTown();
    const staff = await town.order();
    const leader = await town.order({ chatId: 'leader', personId: 'leader' }, 'leader');
    await town.store.saveImport(secret(), at('07-10 15:00'));
    expect(await town.run(FRIDAY)).toEqual({ [staff.id]: 'nothing', [leader.id]: 'sent' });
    expect(town.pushes.map(({ audience }) => audience)).toEqual(['leader']);
  });

  test('doubts and what was told in a chat reach staff, marked, never a reader of the public', async () => {
    const town = await openTown();
    const subscription = await town.order({
      scope: { region: 'wuhou', unit: null, official: null, projects: null },
    });
    const before = await town.store.digests.snapshot(subscription.id);
    const finding = {
      kind: 'partsVersusTotal',
      severity: 'doubt',
      message: '分项加起来是20部',
      clause: null,
    } as const;
    await town.store.saveImport(
      document(projects({ 3: { findings: [finding] } }), { period: HALF_YEAR }),
      at('07-10 14:00'),
    );
    await town.store.saveChatReport(
      {
        ...{ projectId: 'wuhou-2025-01', rate: 0.8, status: null, text: '80% 主体封顶' },
        reportedBy: { unit: '区住建局', role: 'staff' },
        ...{ at: at('07-10 15:00'), today: '2025-07-10' },
      },
      at('07-10 15:00'),
    );
    const asPublic = await town.digests.sinceLast(subscription, 'resident', FRIDAY);
    expect(before.role).toBe('staff');
    expect(asPublic).toBeNull();
    await town.run(FRIDAY);
    expect(town.last()).toContain('聊天上报（未经文件确认）（1）');
    expect(town.last()).toContain('“80% 主体封顶”');
    expect(town.last()).toContain('材料疑点，请核对（1）');
    expect(town.last()).toContain('分项加起来是20部');
  });

  test('a group is told what its class reads, and nothing once outsiders are in it', async () => {
    const town = await openTown();
    await listen(town, 'staff');
    const { id } = await town.order(GROUP);
    await town.store.saveImport(newer(), at('07-10 15:00'));
    await listen(town, 'public');
    expect(await town.run(FRIDAY)).toEqual({ [id]: 'refused' });
    expect(town.pushes).toEqual([]);
    await listen(town, 'staff');
    expect(await town.run(MONDAY)).toEqual({ [id]: 'sent' });
    expect(town.last()).toContain('完成率 50% → 60%');
  });

  test('whoever lost their rights, or sits behind a channel for residents, gets nothing', async () => {
    const town = await openTown();
    const { id } = await town.order();
    await town.store.saveImport(newer(), at('07-10 15:00'));
    await town.store.access.rights.revoke({ platform: 'telegram', personId: 'staff' }, 'boss', START);
    expect(await town.run(FRIDAY)).toEqual({ [id]: 'refused' });
    const open = await openTown({ ...OPEN, highestRole: 'resident' });
    const other = await open.order();
    await open.store.saveImport(newer(), at('07-10 15:00'));
    expect(await open.run(FRIDAY)).toEqual({ [other.id]: 'refused' });
  });

  test('who read as a leader and is staff now begins anew: what was remembered is not for them', async () => {
    const town = await openTown();
    await town.store.saveImport(secret(), START);
    const { id } = await town.order({}, 'leader');
    expect(await town.run(FRIDAY)).toEqual({ [id]: 'restarted' });
    await town.store.saveImport(newer(), at('07-11 15:00'));
    expect(await town.run(MONDAY)).toEqual({ [id]: 'sent' });
    expect(town.last()).toContain('完成率 55% → 100%');
    expect(town.last()).not.toContain('12%');
  });
});

test('only the unit asked about, in every spelling of it', async () => {
  const town = await openTown();
  await town.order({
    scope: { region: 'wuhou', unit: '成都市武侯区住房和城乡建设局', official: null, projects: null },
  });
  await town.store.saveImport(newer(), at('07-10 15:00'));
  await town.run(FRIDAY);
  expect(town.last()).toContain('停车设施建设');
  expect(town.last()).not.toContain('社区食堂');
});

test('a picture goes along where the channel shows pictures; without one the text goes alone', async () => {
  const drawn: unknown[] = [];
  const picture = async (data: unknown) => {
    drawn.push(data);
    return Uint8Array.of(1);
  };
  const town = await openTown({ ...OPEN, images: true }, { picture });
  await town.order();
  await town.store.saveImport(newer(), at('07-10 15:00'));
  await town.run(FRIDAY);
  expect(town.pushes[0]?.file).toMatchObject({ kind: 'image', name: '民生实事进度.png' });
  expect(drawn[0]).toMatchObject({
    asOf: '2025-07-31',
    bars: [{ label: '社区食堂建设', rate: 1 }, { rate: 0.6 }],
  });
  const broken = await openTown(
    { ...OPEN, images: true },
    { picture: () => Promise.reject(new Error('no')) },
  );
  const { id } = await broken.order();
  await broken.store.saveImport(newer(), at('07-10 15:00'));
  expect(await broken.run(FRIDAY)).toEqual({ [id]: 'sent' });
  expect(broken.pushes[0]?.file).toBeUndefined();
});

test("a model's words are marked, and stand beside the lines they sum up", async () => {
  const town = await openTown(OPEN, { summarise: async () => '车位和食堂都有进展。' });
  await town.order();
  await town.store.saveImport(newer(), at('07-10 15:00'));
  await town.run(FRIDAY);
  expect(town.last()).toContain('〔AI生成〕车位和食堂都有进展。\n');
  expect(town.last()).toContain('完成率 50% → 60%');
});

test.each<[ProjectStatus, string]>([
  ['not_started', '推进中 → 未启动'],
  ['unknown', '推进中 → 未写明'],
])('a state that becomes %s is told as a change', async (status, told) => {
  const town = await openTown();
  await town.order();
  await town.store.saveImport(
    document(projects({ 3: { status } }), { period: HALF_YEAR }),
    at('07-10 15:00'),
  );
  await town.run(FRIDAY);
  expect(town.last()).toContain(told);
});
