/** `audit`: who did what, where and how it ended. */
import type { AuditRecord } from '../domain/access-records.ts';
import { chinaTime, startOfDay } from '../domain/china-time.ts';
import { csvText } from '../domain/csv.ts';
import { InputError } from '../domain/errors.ts';
import { dayOption } from './arguments.ts';
import type { Arguments, Invocation } from './command.ts';
import { shortened, table } from './table.ts';
import { withStore } from './with-store.ts';

const HEADER = ['时间', '谁', '做什么', '在哪里', '结果', '说明'];
const DEFAULT_LIMIT = 50;
const MOST = 100_000;
const DETAIL_WIDTH = 60;

/** Newest first, as a table, JSON or CSV. */
export async function audit({ options, environment, terminal }: Invocation): Promise<number> {
  const limit = limitOption(options);
  const since = dayOption(options, 'since');
  const action = options.get('action');
  return withStore(environment, async (store) => {
    const entries = await store.audit.list({
      limit,
      ...(since === undefined ? {} : { since: startOfDay(since) }),
      ...(action === undefined ? {} : { action }),
    });
    if (options.has('json')) terminal.out(`${JSON.stringify(entries, null, 1)}\n`);
    else if (options.has('csv')) terminal.out(csvText(HEADER, entries.map(cells)));
    else terminal.out(entries.length === 0 ? '没有记录。\n' : `${table(HEADER, entries.map(brief))}\n`);
    return 0;
  });
}

const cells = ({ at, actor, action, place, outcome, detail }: AuditRecord): string[] => [
  chinaTime(at),
  actor,
  action,
  place ?? '',
  outcome,
  JSON.stringify(detail),
];

const brief = (entry: AuditRecord): string[] =>
  cells(entry).map((cell, column) => (column === HEADER.length - 1 ? shortened(cell, DETAIL_WIDTH) : cell));

function limitOption(options: Arguments['options']): number {
  const text = options.get('limit');
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MOST) return limit;
  throw new InputError([{ where: '--limit', message: `现为“${text}”，应是 1 至 ${MOST} 的整数` }]);
}
