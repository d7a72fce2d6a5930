import { expect, test } from 'vitest';
import type { ImportedProject } from '../../src/domain/project.ts';
import { project } from '../store/fixtures.ts';
import { alertOf, fine, NOW, openWorld, slow, textOf, unit } from './support.ts';

async function kinds(one: ImportedProject, now = NOW, end = '2025-06-30'): Promise<string[]> {
  const world = await openWorld();
  await world.report([one], end);
  return (await world.run(now)).alerts.map(({ kind }) => kind).sort();
}

test('a project far below the course of the year is behind plan, with rate, plan and points told', async () => {
  const world = await openWorld();
  await world.bind('leader', { role: 'leader' });
  await world.report([slow(1)]);
  expect(alertOf(await world.run(), 'behindPlan')).toMatchObject({ severity: 'warn', state: 'firing' });
  expect(world.texts()).toMatch(/20%.*49\.6%.*29\.6个百分点/u);
  expect(world.texts()).toContain('截至2025-06-30');
});

test('a project on its course is nobody’s trouble', async () => {
  expect(await kinds(fine(1))).toEqual([]);
});

test('a flag of the document stands for being behind plan', async () => {
  expect(await kinds(slow(1, { lagging: true, statusWord: '未达序时', reason: '土地没有交付' }))).toEqual([
    'officialFlag',
  ]);
});

test('an official flag comes with the stated cause', async () => {
  const world = await openWorld();
  await world.bind('leader', { role: 'leader' });
  await world.report([slow(1, { lagging: true, reason: '土地没有交付' })]);
  await world.run();
  expect(world.texts()).toContain('文件所列原因：土地没有交付');
});

test('past its due day only being overdue is told, not being behind', async () => {
  expect(await kinds(slow(1), '2026-01-12T02:00:00.000Z', '2025-12-20')).toEqual(['overdue']);
});

test('a missed due day is told only when a report reaches it or has been waited for long enough', async () => {
  const told = (day: string, asOf: string) => kinds(slow(1), `${day}T02:00:00.000Z`, asOf);
  expect(await told('2026-01-05', '2025-12-20')).not.toContain('overdue');
  expect(await told('2026-01-05', '2025-12-31')).toEqual(['overdue']);
});

test('what is due soon is told with its day', async () => {
  expect(await kinds(fine(1, { statedRate: 0.97 }), '2025-12-22T02:00:00.000Z', '2025-12-10')).toEqual([
    'dueSoon',
  ]);
});

test('what nothing was reported of for long is for its staff', async () => {
  const world = await openWorld();
  await world.bind('leader', { role: 'leader' });
  await world.bind('clerk', { role: 'staff', unit: '区住建局' });
  await world.report([fine(1)], '2025-01-31');
  alertOf(await world.run(), 'noReport');
  expect(world.told()).toEqual(['clerk']);
});

test('a list of which nothing can be reported yet is left alone', async () => {
  const world = await openWorld();
  await world.report([project(1, { goal: '新建食堂12家。', status: 'unknown' })], undefined, {
    period: null,
  });
  expect((await world.run('2025-02-10T02:00:00.000Z')).alerts).toEqual([]);
  alertOf(await world.run('2025-06-10T02:00:00.000Z'), 'noReport');
});

test('a rate below that of the report before is for its staff', async () => {
  const world = await openWorld();
  await world.bind('leader', { role: 'leader' });
  await world.bind('clerk', { role: 'staff', unit: '区住建局' });
  await world.report([fine(1, { statedRate: 0.8 })], '2025-05-31');
  await world.report([fine(1)]);
  alertOf(await world.run(), 'progressBackwards');
  expect(world.told()).toEqual(['clerk']);
  expect(textOf(world.pushes[0]!)).toMatch(/80%（2025-05-31）变为60%（2025-06-30）/u);
});

test('a claim that its figures contradict goes to the unit, not to leaders', async () => {
  const world = await openWorld();
  await world.bind('leader', { role: 'leader' });
  await world.bind('named', { role: 'leader', official: '张三' });
  await world.bind('clerk', { role: 'staff', unit: '区住建局' });
  const doubt = {
    kind: 'claimVersusFigures',
    severity: 'doubt',
    message: '写着已完成，数字是3个对4个',
    clause: 1,
  } as const;
  await world.report([fine(1, { findings: [doubt] })]);
  alertOf(await world.run(), 'claimInDoubt');
  expect(world.told()).toEqual(['clerk']);
  expect(world.texts()).toContain('写着已完成，数字是3个对4个');
});

test('a misprinted number of the list is no claim in doubt', async () => {
  const odd = { kind: 'numbering', severity: 'doubt', message: '编号117', clause: null } as const;
  expect(await kinds(fine(1, { findings: [odd] }))).toEqual([]);
});

test('not begun in time stands for being behind plan', async () => {
  const one = project(1, {
    title: '社区食堂',
    goal: '新建社区食堂12家。',
    note: '尚未启动。',
    status: 'not_started',
    milestones: [{ what: '开工建设', due: '2025-04-30', printed: '4月底', clause: 1 }],
    units: [unit('区民政局')],
  });
  expect(await kinds(one, '2025-10-15T02:00:00.000Z', '2025-09-30')).toEqual(['notStarted']);
});

test('rules that are switched off say nothing', async () => {
  const world = await openWorld({ policy: { off: ['behindPlan'] } });
  await world.report([slow(1)]);
  expect((await world.run()).alerts).toEqual([]);
});
