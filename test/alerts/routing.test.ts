import { describe, expect, test } from 'vitest';
import { project } from '../store/fixtures.ts';
import { fine, later, leads, NOW, openWorld, slow, textOf, unit } from './support.ts';

const JINJIANG = {
  slug: 'jinjiang',
  fullName: '成都市锦江区',
  shortNames: ['锦江区', '锦江'],
  parentName: '成都市',
  code: '510104',
};

describe('who is told', () => {
  test('the leader it names, leaders of the region without a name, staff of its unit and of the office', async () => {
    const world = await openWorld();
    await world.bind('named', { role: 'leader', official: '张三' });
    await world.bind('othername', { role: 'leader', official: '李四' });
    await world.bind('region', { role: 'leader', region: 'wuhou' });
    await world.bind('elsewhere', { role: 'leader', region: 'jinjiang' });
    await world.bind('unit', { role: 'staff', unit: '武侯区住建局' });
    await world.bind('otherunit', { role: 'staff', unit: '区民政局' });
    await world.bind('office', { role: 'staff', region: 'wuhou' });
    await world.bind('boss', { role: 'operator' });
    await world.report([slow(1)]);
    await world.run();
    expect(world.told()).toEqual(['named', 'office', 'region', 'unit']);
  });

  test('no unit that only supports', async () => {
    const world = await openWorld();
    await world.bind('helper', { role: 'staff', unit: '区民政局' });
    const helper = { name: '区民政局', role: 'supporting' as const, word: '配合单位' };
    await world.report([slow(1, { units: [unit('区住建局'), helper] })]);
    await world.run();
    expect(world.told()).toEqual([]);
  });

  test('nobody who is bound over a channel for residents, and the reason can be listed', async () => {
    const world = await openWorld();
    const rights = { unit: null, official: null, region: null, role: 'leader' as const };
    const code = { prefix: 'w', hash: '', salt: '', issuedAt: NOW, issuedBy: 'x', expiresAt: later(900) };
    const { rights: stored } = world.store.access;
    await stored.addCode({ ...rights, ...code });
    const [live] = await stored.liveCodes('w', NOW);
    const chat = { platform: 'wechat', personId: 'w1', account: 'bot', chatId: 'w1' };
    await stored.redeem(live!.id, { ...rights, ...chat, boundAt: NOW, by: 'x' });
    await world.report([slow(1)]);
    const report = await world.run();
    expect(world.told()).toEqual([]);
    expect(report.decisions).toMatchObject([
      { to: { platform: 'wechat' }, send: false, reason: 'channelCannot' },
    ]);
  });

  test('a group only when it is set for staff or leaders and an operator ordered it', async () => {
    const world = await openWorld();
    const { chats } = world.store.access;
    const group = { platform: 'telegram', chatId: 'g1' };
    await world.report([slow(1)]);
    await chats.setChat({ ...group, audience: 'staff', region: 'wuhou', at: NOW, by: 'x' });
    await world.run();
    expect(world.told()).toEqual([]);
    await world.desk.setGroup({ ...group, account: 'bot' }, true, { by: 'telegram:boss', at: NOW });
    await chats.setChat({ ...group, audience: 'public', region: 'wuhou', at: NOW, by: 'x' });
    await world.run(later(0, 1));
    expect(world.told()).toEqual([]);
    await chats.setChat({ ...group, audience: 'staff', region: 'wuhou', at: NOW, by: 'x' });
    await world.run(later(0, 2));
    expect(world.told()).toEqual(['g1']);
    expect(world.pushes[0]).toMatchObject({ audience: 'staff', answer: { choices: [] } });
  });

  test('staff hear nothing of what only leaders may read, not even that it ended', async () => {
    const world = await openWorld();
    await world.bind('clerk', { role: 'staff', unit: '区住建局' });
    await world.bind('leader', { role: 'leader' });
    await world.report([slow(1)], '2025-05-31');
    await world.run();
    expect(world.told()).toEqual(['clerk', 'leader']);
    await world.report([fine(1)], '2025-06-30', { audience: 'leader' });
    await world.run(later(1));
    expect(world.told()).toEqual(['leader']);
    expect(textOf(world.pushes.at(-1)!)).toContain('已转绿');
  });
});

describe('a message', () => {
  test('holds all of a region, gravest first, and counts what does not fit', async () => {
    const world = await openWorld({ policy: { linesPerMessage: 3 } });
    await world.bind('leader', { role: 'leader' });
    await world.report([
      ...[1, 2, 3, 4].map((n) => slow(n)),
      slow(5, { statedRate: 0.01, note: '刚开始。' }),
    ]);
    await world.run();
    expect(world.told()).toEqual(['leader']);
    const lines = textOf(world.pushes[0]!).split('\n');
    expect(lines[0]).toContain('有5项需要关注');
    expect(lines[1]).toMatch(/严重.*第5项/u);
    expect(lines).toContain('另有2项，回复“提醒”查看。');
  });

  test('goes out once a region', async () => {
    const world = await openWorld();
    await world.bind('leader', { role: 'leader' });
    await world.report([slow(1)]);
    await world.report([slow(1)], undefined, { region: JINJIANG });
    await world.run();
    expect(
      world.pushes
        .map(textOf)
        .map((text) => text.slice(0, 6))
        .sort(),
    ).toEqual(['成都市武侯区', '成都市锦江区']);
  });

  test('has buttons that name the alerts, for channels with buttons', async () => {
    const world = await openWorld();
    await world.bind('leader', { role: 'leader' });
    await world.report([slow(1)]);
    const { id } = (await world.run()).alerts[0]!;
    expect(world.pushes[0]!.answer.choices).toEqual([
      { label: '收到', text: `收到 ${id}` },
      { label: '详情', text: `详情 ${id}` },
      { label: '静默3天', text: `静默 ${id} 3天 已知悉，正在处理` },
    ]);
    const plain = await openWorld({ capabilities: { buttons: false } });
    await plain.bind('leader', { role: 'leader' });
    await plain.report([slow(1)]);
    await plain.run();
    expect(plain.pushes[0]!.answer.choices).toEqual([]);
    expect(plain.texts()).toContain('收到 ');
  });

  test('beyond the day’s budget waits and is merged into the next', async () => {
    const world = await openWorld({ policy: { perPersonPerDay: 1 } });
    await world.bind('leader', { role: 'leader' });
    await world.report([slow(1)]);
    await world.run();
    await world.report([slow(1), slow(2), slow(3)]);
    const report = await world.run(later(0, 2));
    expect(report.decisions.filter(({ send }) => !send)).toMatchObject([
      { reason: 'toldAlready' },
      { reason: 'budgetSpent' },
      { reason: 'budgetSpent' },
    ]);
    expect(world.told()).toHaveLength(1);
    await world.run(later(1));
    expect(world.told()).toHaveLength(1);
    expect(textOf(world.pushes[1]!)).toContain('有2项需要关注');
  });

  test('looks at one region when told so', async () => {
    const world = await openWorld();
    await world.bind('leader', { role: 'leader' });
    await world.report([slow(1)]);
    await world.report([slow(1)], undefined, { region: JINJIANG });
    const report = await world.run(NOW, { region: 'jinjiang' });
    expect(report.alerts.map(({ region }) => region)).toEqual(['jinjiang']);
    expect(world.told()).toHaveLength(1);
  });
});

test('a list of years ago is history', async () => {
  const world = await openWorld();
  await world.report([project(1), slow(2, { officials: [leads('张三')] })], '2025-06-30');
  expect((await world.run('2027-03-10T02:00:00.000Z')).alerts).toEqual([]);
});
