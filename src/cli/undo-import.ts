/** `undo-import`: the last import taken back. */
import { findRegion } from '../app.ts';
import { momentOf } from '../clock.ts';
import { chinaTime } from '../domain/china-time.ts';
import { InputError } from '../domain/errors.ts';
import type { UndoableImport, UndoFilter, UndoHindrance } from '../domain/records.ts';
import { yearOption } from './arguments.ts';
import type { Invocation } from './command.ts';
import { COMMAND_LINE, type Store, withStore } from './with-store.ts';

const HINDRANCES = {
  nothing: '没有可以撤销的导入',
  notRecorded:
    '最近一次导入是旧版程序做的，没有留下撤销所需的记录，不能撤销；可以用导入前的备份恢复（restore）',
  reportedSince:
    '这份文件新增的项目已有人在聊天里上报进展，撤销会丢掉这些上报，所以不能撤销；请导入更正后的文件',
} as const satisfies Record<UndoHindrance, string>;

/** Takes back the last import of one list, or of all lists; with `--dry-run` only tells which one that is. */
export async function undoLastImport({ options, environment, terminal }: Invocation): Promise<number> {
  const year = yearOption(options, 'year');
  return withStore(environment, async (store) => {
    const name = options.get('region');
    const region = name === undefined ? {} : { regionSlug: await findRegion({ store }, name) };
    const planned = await planOf(store, {
      role: 'operator',
      ...region,
      ...(year === undefined ? {} : { year }),
    });
    const dryRun = options.has('dry-run');
    if (!dryRun) await undo(store, planned);
    terminal.out(options.has('json') ? asJson(planned, dryRun) : asText(planned, dryRun));
    return 0;
  });
}

async function planOf(store: Store, filter: UndoFilter): Promise<UndoableImport> {
  const plan = await store.planUndo(filter);
  if ('undoable' in plan) return plan.undoable;
  throw new InputError([{ where: 'undo-import', message: HINDRANCES[plan.hindrance] }]);
}

async function undo(store: Store, planned: UndoableImport): Promise<void> {
  const { now } = momentOf(new Date());
  const undone = await store.undoImport(planned.id, now, COMMAND_LINE);
  if (undone === null) {
    const message = '这个地区的资料刚刚又有变动，没有撤销；请重新执行';
    throw new InputError([{ where: 'undo-import', message }]);
  }
  const { documentId: document, fileName: file, regionSlug, year: listYear, vanishing, reverting } = undone;
  const detail = { document, file, region: regionSlug, year: listYear, vanishing, reverting };
  await store.audit.record({ at: now, actor: COMMAND_LINE, action: 'undo', detail });
}

const asJson = (undone: UndoableImport, dryRun: boolean): string =>
  `${JSON.stringify({ dryRun, ...undone }, null, 1)}\n`;

function asText(
  { title, fileName, regionName, year, at, ...counts }: UndoableImport,
  dryRun: boolean,
): string {
  const { onlyReaders, vanishing, reverting } = counts;
  const effect = onlyReaders
    ? '文件还在，能看到它的人和原来一样'
    : `${vanishing} 个只有这份文件写到的项目消失，${reverting} 个项目回到导入前的样子`;
  return [
    `最近一次导入：《${title}》（${fileName}）`,
    `范围：${regionName} ${year}年，${chinaTime(at)} 导入`,
    dryRun ? `撤销后：${effect}。没有改动数据库。` : `已撤销：${effect}。`,
    '',
  ].join('\n');
}
