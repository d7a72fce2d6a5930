/** `backup` and `restore`: the whole database in one file, and back. */
import { backUp, type Counted, type DatabaseFacts, restore, sizeWord } from '../backups.ts';
import { readConfig } from '../config.ts';
import { InputError } from '../domain/errors.ts';
import type { Arguments, Invocation } from './command.ts';
import { requireDatabase } from './existing-database.ts';

const LABELS = {
  documents: '文件',
  projects: '项目',
  reports: '进展记录',
  bindings: '身份绑定',
  waiting: '待发消息',
  dead: '未送达消息',
} as const satisfies Record<Counted, string>;

/** Exit code 2 when the file is there already or the database cannot be saved. */
export async function backup({ options, positionals, environment, terminal }: Invocation): Promise<number> {
  const { dbPath } = readConfig(environment);
  requireDatabase(dbPath);
  const file = onlyFile(positionals, 'backup');
  const { facts, bytes } = await backUp(dbPath, file, { force: options.has('force'), now: new Date() });
  terminal.out(`已备份到 ${file}（${sizeWord(bytes)}），完整性检查通过。\n${countsLine(facts)}\n`);
  return 0;
}

/** Exit code 2 when the file is no backup of ours, or a program is running; then nothing is changed. */
export async function restoreBackup({ positionals, environment, terminal }: Invocation): Promise<number> {
  const { dbPath } = readConfig(environment);
  const file = onlyFile(positionals, 'restore');
  const { facts, kept } = await restore(dbPath, file, new Date());
  terminal.out(`已把 ${file} 恢复为 ${dbPath}，完整性检查通过。\n${countsLine(facts)}\n`);
  if (kept) terminal.out(`原来的数据库留在 ${kept}，确认无误后可以删除。\n`);
  if (facts.counts.waiting)
    terminal.out('备份里有待发消息：启动后，没过期的会发出，其中有些可能在备份之后已经发过。\n');
  return 0;
}

function onlyFile(positionals: Arguments['positionals'], command: string): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new InputError([{ where: command, message: `请写一个备份文件的路径，例如 ${command} backup.db` }]);
  return file;
}

function countsLine({ counts }: DatabaseFacts): string {
  return Object.entries(LABELS)
    .flatMap(([name, label]) => {
      const count = counts[name as Counted];
      return count === undefined ? [] : [`${label} ${count}`];
    })
    .join('，');
}
