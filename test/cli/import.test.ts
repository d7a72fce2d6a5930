import { expect, test } from 'vitest';
import { createDesk, SHEET } from './terminal.ts';

test('imports a sheet and exports it again with every figure', async () => {
  const desk = createDesk();
  const imported = await desk.run('import', desk.file('武侯区.csv', SHEET));
  expect(imported).toMatchObject({ code: 0, err: '' });
  expect(imported.out).toContain('成都市武侯区 2025年');
  expect(imported.out).toContain('新增 3 项，更新 0 项，未变 0 项');
  const exported = JSON.parse((await desk.run('export')).out);
  expect(exported).toHaveLength(3);
  expect(exported[0]).toMatchObject({
    id: 'wuhou-2025-01',
    region: '成都市武侯区',
    year: 2025,
    number: 1,
    title: '停车设施建设',
    units: ['区住建局'],
    completion_rate: 25,
    period: { end: '2025-06-30' },
  });
  expect(exported[0].targets).toEqual([expect.objectContaining({ value: 5000, unit: '个' })]);
});

test('the same file again is said to change nothing', async () => {
  const desk = createDesk();
  const path = desk.file('武侯区.csv', SHEET);
  await desk.run('import', path);
  const again = await desk.run('import', path, '--json');
  expect(JSON.parse(again.out).documents[0]).toMatchObject({ stored: false, added: 0, unchanged: 3 });
});

test('a dry run shows scope and projects and writes nothing, not even a database', async () => {
  const desk = createDesk();
  const { code, out } = await desk.run('import', desk.file('武侯区.csv', SHEET), '--dry-run');
  expect(code).toBe(0);
  expect(out).toMatch(/3\s+老旧小区加装电梯\s+区住建局、区规划局\s+推进中\s+30%/u);
  expect(out).toContain('截至 2025-06-30');
  expect(desk.hasDatabase()).toBe(false);
});

test('when one file is refused every problem is told and no file is stored', async () => {
  const desk = createDesk();
  const good = desk.file('武侯区.csv', SHEET);
  const { code, out, err } = await desk.run('import', good, desk.file('空.txt', ''), '/nowhere/表.docx');
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('空.txt：');
  expect(err).toContain('/nowhere/表.docx：找不到这个文件');
  expect(err).not.toMatch(/\bat .*\.ts:\d+/);
  expect(desk.hasDatabase()).toBe(false);
});

test('text that is no list is refused with what to do', async () => {
  const desk = createDesk();
  const { code, err } = await desk.run(
    'import',
    desk.file('通知.txt', '关于召开会议的通知\n\n请各科室准时参加。\n'),
  );
  expect(code).toBe(2);
  expect(err.split('\n').every((line) => line === '' || line.startsWith('通知.txt：'))).toBe(true);
});
