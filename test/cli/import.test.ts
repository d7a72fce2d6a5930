import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

test('after the doubts it says what was taken from the text and which date is missing', async () => {
  const desk = createDesk();
  const undated = `2025年民生实事项目进展情况
序号,项目名称,责任单位,进展情况
1,停车设施建设,成都市武侯区住建局,已新增公共停车位1250个。
2,社区食堂建设,成都市武侯区民政局,已建成社区食堂12家。
`;
  const path = desk.file('表.csv', undated);
  const told = await desk.run('import', path, '--region', '成都市武侯区', '--dry-run');
  expect(told.out).toContain('范围：成都市武侯区 2025年 （没有写明进展截至哪一天）');
  expect(told.out).toMatch(/没有发现疑点。\n\n说明：\n(?: {2}.*\n)* {2}没有写明进展截至哪一天/u);
  const stored = await desk.run('import', path, '--region', '成都市武侯区');
  expect(stored.out).toContain('\n说明：\n');
});

test('many notes are cut to eight lines that say how many are left', async () => {
  const desk = createDesk();
  const row = (number: number) =>
    `${number},免费体检服务${number},为老人免费体检${number}000人。,区卫健局,截至6月底，已为老人免费体检${number}16人次。`;
  const rows = Array.from({ length: 12 }, (_, index) => row(index + 1));
  const head = '成都市武侯区2025年民生实事项目进展情况（上半年）\n序号,项目名称,年度目标,责任单位,进展情况\n';
  const { out } = await desk.run('import', desk.file('体检.csv', head + rows.join('\n')), '--dry-run');
  const lines = out.slice(out.indexOf('说明：\n') + 4, out.indexOf('\n\n试读完毕')).split('\n');
  expect(lines).toHaveLength(8);
  expect(lines.at(-1)).toBe('  另有 5 条，加 --json 可看全部');
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

test('a plan and a later report without targets together show how far each project is', async () => {
  const desk = createDesk();
  const plan = '成都市武侯区2025年民生实事项目安排\n序号,项目名称,工作目标,责任单位\n';
  const report = '成都市武侯区2025年民生实事项目进展情况（三季度）\n序号,项目名称,进展情况\n';
  const rows = [
    '1,停车设施建设,新增公共停车位5000个。,区住建局',
    '2,社区食堂建设,新建社区食堂12家。,区民政局',
  ];
  const progress = [
    '1,停车设施建设,截至9月底，已新增公共停车位4250个。',
    '2,社区食堂建设,已建成社区食堂9家。',
  ];
  await desk.run('import', desk.file('安排.csv', plan + rows.join('\n')));
  await desk.run('import', desk.file('三季度.csv', report + progress.join('\n')));
  const exported = JSON.parse((await desk.run('export')).out);
  expect(exported.map(({ pairs }: { pairs: unknown[] }) => pairs)).toEqual([
    [expect.objectContaining({ ratio: 0.85 })],
    [expect.objectContaining({ ratio: 0.75 })],
  ]);
  expect(exported[0]).toMatchObject({ units: ['区住建局'], goal: '新增公共停车位5000个。' });
});

test('a file for staff is told to staff and exported for them alone', async () => {
  const desk = createDesk();
  const path = desk.file('武侯区.csv', SHEET);
  const { out } = await desk.run('import', path, '--audience', 'staff');
  expect(out).toContain('谁能看到：工作人员和领导');
  expect(JSON.parse((await desk.run('export')).out)).toEqual([]);
  expect(JSON.parse((await desk.run('export', '--role', 'staff')).out)).toHaveLength(3);
  const published = await desk.run('import', path, '--audience', 'public', '--json');
  expect(JSON.parse(published.out).documents[0]).toMatchObject({
    audience: 'public',
    stored: true,
    added: 3,
  });
  expect(JSON.parse((await desk.run('export')).out)).toHaveLength(3);
});

test('an audience that there is not is refused with those that there are', async () => {
  const desk = createDesk();
  const { code, err } = await desk.run('import', desk.file('武侯区.csv', SHEET), '--audience', 'friends');
  expect(code).toBe(2);
  expect(err).toContain('--audience');
  expect(err).toContain('public、staff、leader 之一');
});

const NEWER = SHEET.replace('（上半年）', '（前三季度）')
  .replace('截至6月底，已新增公共停车位1250个', '截至9月底，已新增公共停车位3000个')
  .replace(',25\n', ',60\n')
  .replace(/3,老旧小区.*\n/u, '');

test('a dry run against a database shows what would change, by rate and figure, and writes nothing', async () => {
  const desk = createDesk();
  await desk.run('import', desk.file('武侯区.csv', SHEET));
  const before = (await desk.run('export')).out;
  const newer = desk.file('三季度.csv', NEWER);
  const { code, out } = await desk.run('import', newer, '--dry-run');
  expect(code).toBe(0);
  expect(out).toContain('与库里比较：新增 0 项，变化 1 项，不变 1 项，库里有而文件里没有的 1 项');
  expect(out).toMatch(/第1项 停车设施建设：完成率 25% → 60%；.*1250个 → 3000个/u);
  expect(out).toMatch(/会保留）：\n {2}第3项 老旧小区加装电梯/u);
  const json = JSON.parse((await desk.run('import', newer, '--dry-run', '--json')).out);
  expect(json.documents[0].changes).toMatchObject({
    stored: true,
    changed: 1,
    gone: [{ id: 'wuhou-2025-03' }],
    projects: [
      { id: 'wuhou-2025-01', figures: [{ before: '1250个', after: '3000个' }] },
      { change: 'unchanged' },
    ],
  });
  expect((await desk.run('export')).out).toBe(before);
});

test('the last import is undone, told and recorded, until there is nothing more to undo', async () => {
  const desk = createDesk();
  await desk.run('import', desk.file('武侯区.csv', SHEET));
  const before = (await desk.run('export')).out;
  await desk.run('import', desk.file('三季度.csv', NEWER));
  expect((await desk.run('undo-import', '--dry-run')).out).toContain('没有改动数据库');
  const { code, out } = await desk.run('undo-import', '--region', '武侯区');
  expect(code).toBe(0);
  expect(out).toContain('（前三季度）》（三季度.csv）');
  expect((await desk.run('export')).out).toBe(before);
  const [entry] = JSON.parse((await desk.run('audit', '--action', 'undo', '--json')).out);
  expect(entry).toMatchObject({ actor: 'command line', detail: { file: '三季度.csv', region: 'wuhou' } });
  await desk.run('undo-import');
  expect(await desk.run('undo-import')).toMatchObject({ code: 2, err: 'undo-import：没有可以撤销的导入\n' });
});

test('a folder is taken with its documents; what is none is skipped with a note', async () => {
  const desk = createDesk();
  const folder = join(dirname(desk.file('x.tmp', '')), '季报');
  mkdirSync(join(folder, '三季度'), { recursive: true });
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  put('武侯区.csv', SHEET);
  put('三季度/武侯区.csv', NEWER);
  put('manifest.json', '{}');
  put('~$武侯区.docx', 'x');
  put('附件.zip', 'PK');
  const { code, out, err } = await desk.run('import', folder);
  expect(code).toBe(0);
  expect(out.indexOf('新增 3 项')).toBeLessThan(out.indexOf('更新 1 项，未变 1 项'));
  expect(err).toContain('[2/2] 武侯区.csv：读出');
  expect(err).toMatch(/跳过 .*manifest\.json：不是可读取的文件格式/u);
  expect(err).toMatch(/跳过 .*附件\.zip：是压缩包，请解压后再导入/u);
  expect(err).not.toContain('~$');
});

test('with a bad file among them nothing is stored, unless it is told to keep going', async () => {
  const desk = createDesk();
  const files = [desk.file('武侯区.csv', SHEET), desk.file('空.txt', '')];
  expect((await desk.run('import', ...files)).code).toBe(2);
  expect(desk.hasDatabase()).toBe(false);
  const { code, out, err } = await desk.run('import', ...files, '--keep-going');
  expect(code).toBe(2);
  expect(out).toContain('已导入：新增 3 项');
  expect(err).toContain('[2/2] 空.txt：读不了');
  expect(err).toContain('未导入 空.txt：文件是空的');
});

test('a folder without documents is refused', async () => {
  const desk = createDesk();
  const folder = join(dirname(desk.file('x.tmp', '')), '空文件夹');
  mkdirSync(folder);
  expect(await desk.run('import', folder)).toMatchObject({
    code: 2,
    err: `${folder}：这个文件夹里没有可读取的文件\n`,
  });
});

test.each([
  ['序号,项目名称,责任单位,进展情况\n1,停车设施建设,住建局,已新增停车位1250个。\n', '--region'],
  [
    '成都市武侯区民生实事项目\n序号,项目名称,责任单位,进展情况\n1,停车设施建设,区住建局,已新增停车位1250个。\n',
    '--year',
  ],
])('what a file does not say is asked for by its option', async (text, option) => {
  const desk = createDesk();
  const { code, err } = await desk.run('import', desk.file('表.csv', text));
  expect(code).toBe(2);
  expect(err).toContain(option);
});
