import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { padded, shortened, table, widthOf } from '../../src/cli/table.ts';
import { createDesk } from './terminal.ts';

test('names the commands and options there are when given another', async () => {
  const desk = createDesk();
  const command = await desk.run('improt');
  expect(command).toMatchObject({ code: 2, out: '' });
  expect(command.err).toContain('improt：没有这个命令，可用：start、chat、import');
  const option = await desk.run('export', '--format', 'csv');
  expect(option.code).toBe(2);
  expect(option.err).toBe(
    '--format：没有这个选项，可用：--role、--db、--help\nexport：多出了“csv”，这个命令后面只能写选项\n',
  );
  expect((await desk.run('export', '--constructor')).err).toContain('没有这个选项');
  expect(desk.hasDatabase()).toBe(false);
});

test('tells which option lacks its value and which day or year is none', async () => {
  const desk = createDesk();
  expect((await desk.run('import', 'a.txt', '--region', '--year', '2025')).err).toContain(
    '--region：后面要写地区',
  );
  expect((await desk.run('import', 'a.txt', '--year', '25')).err).toBe(
    '--year：现为“25”，应是四位年份，例如 2025\n',
  );
  expect((await desk.run('import', 'a.txt', '--period-end', '2025-02-30')).err).toContain('应是日期');
  expect((await desk.run('import', 'a.txt', '--dry-run=yes')).err).toContain(
    '--dry-run：这个选项后面不写内容',
  );
});

test('every command explains itself in Chinese', async () => {
  const desk = createDesk();
  const overview = await desk.run();
  for (const { name } of COMMANDS) {
    expect(overview.out).toContain(name);
    const help = await desk.run(name, '--help');
    expect(help.code).toBe(0);
    expect(help.out).toContain(`用法：npm run -s minsheng -- ${name}`);
    expect(help.out).toContain('--db 路径');
  }
  expect(desk.hasDatabase()).toBe(false);
});

test('settings that cannot be used are all told at once', async () => {
  const desk = createDesk({
    MINSHENG_PORT: '80a',
    MINSHENG_LOG_LEVEL: 'loud',
    DATABASE_URL: 'postgres://u:secret@h/d',
  });
  const { code, err } = await desk.run('check');
  expect(code).toBe(2);
  expect(err).toContain('环境变量 MINSHENG_PORT：现为“80a”，应是 0 至 65535 的整数');
  expect(err).toContain('环境变量 MINSHENG_LOG_LEVEL：现为“loud”');
  expect(err).toContain('环境变量 DATABASE_URL：暂不支持外部数据库');
  expect(err).not.toContain('secret');
});

test('columns line up where Chinese characters are twice as wide', () => {
  expect(widthOf('第1项')).toBe(5);
  expect(padded('项目', 6)).toBe('项目  ');
  expect(shortened('老旧小区改造', 7)).toBe('老旧…');
  expect(table(['序号', '名'], [['1', '食堂']])).toBe('序号  名\n1     食堂');
});
