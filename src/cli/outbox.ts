/** `outbox`: what waits to be sent, what was given up, and what is to become of it. */
import { deadLetterPort } from '../command-desk.ts';
import { readConfig } from '../config.ts';
import { openDatabase, type ProgramDatabase } from '../database.ts';
import { chinaTime } from '../domain/china-time.ts';
import { InputError } from '../domain/errors.ts';
import type { Arguments, Invocation } from './command.ts';
import { requireDatabase } from './existing-database.ts';
import { shortened, table } from './table.ts';

type Store = ProgramDatabase['store'];

const ACTIONS = ['list', 'resend', 'drop'] as const;
type Action = (typeof ACTIONS)[number];

const MOST_LETTERS = 1000;
const REASON_WIDTH = 60;
const COLUMNS = ['编号', '渠道', '类型', '写入时间', '试过', '原因'];
const KINDS = { reply: '回复', push: '推送' } as const;

/** Lists, or puts dead letters back, or drops them. Exit code 1 when a given number is no dead letter. */
export async function outbox({ options, positionals, environment, terminal }: Invocation): Promise<number> {
  const { dbPath } = readConfig(environment);
  requireDatabase(dbPath);
  const [word = 'list', ...words] = positionals;
  const action = readAction(word);
  const { store } = await openDatabase(dbPath);
  try {
    if (action === 'list') {
      terminal.out(await listed(store, options.has('json')));
      return 0;
    }
    const ids = options.has('all') ? await allIds(store) : readIds(action, words);
    const results = await handled(store, action, ids);
    terminal.out(results.map(({ id, done }) => `${id}：${resultWord(action, done)}\n`).join(''));
    return results.every(({ done }) => done) ? 0 : 1;
  } finally {
    await store.close();
  }
}

function readAction(word: string): Action {
  const action = ACTIONS.find((each) => each === word);
  if (action) return action;
  throw new InputError([{ where: word, message: `没有这个动作，可用：${ACTIONS.join('、')}` }]);
}

function readIds(action: Action, words: Arguments['positionals']): number[] {
  if (words.length === 0)
    throw new InputError([{ where: action, message: '请写出消息编号（minsheng outbox 可查），或加 --all' }]);
  const wrong = words.filter((word) => !/^\d{1,15}$/.test(word));
  if (wrong.length > 0)
    throw new InputError(wrong.map((word) => ({ where: word, message: '编号应是整数，例如 12' })));
  return words.map(Number);
}

async function allIds({ outbox }: Pick<Store, 'outbox'>): Promise<number[]> {
  return (await outbox.deadLetters(MOST_LETTERS)).map(({ outboxId }) => outboxId).reverse();
}

async function listed({ outbox }: Pick<Store, 'outbox'>, json: boolean): Promise<string> {
  const figures = await outbox.figures(new Date().toISOString());
  const letters = await outbox.deadLetters(MOST_LETTERS);
  if (json) return `${JSON.stringify({ ...figures, deadLetters: letters }, null, 1)}\n`;
  const due = figures.oldestDueAt === null ? '' : `，最早一条 ${chinaTime(figures.oldestDueAt)} 到期`;
  const head = `待发 ${figures.waiting} 条${due}；未送达 ${figures.dead} 条。\n`;
  if (letters.length === 0) return head;
  const rows = letters.map(({ outboxId, target, kind, createdAt, attempts, reason }) => [
    String(outboxId),
    target.platform,
    KINDS[kind],
    chinaTime(createdAt),
    `${attempts} 次`,
    shortened(reason, REASON_WIDTH),
  ]);
  return `${head}\n${table(COLUMNS, rows)}\n`;
}

/** One by one, each with its line in the audit trail. */
async function handled(store: Store, action: Exclude<Action, 'list'>, ids: readonly number[]) {
  const letters = deadLetterPort(store);
  const results: { id: number; done: boolean }[] = [];
  for (const id of ids) {
    const done = await letters[action](id);
    const outcome = done ? 'done' : 'refused';
    const at = new Date().toISOString();
    await store.audit.record({ at, actor: 'command line', action, outcome, detail: { id } });
    results.push({ id, done });
  }
  return results;
}

function resultWord(action: Exclude<Action, 'list'>, done: boolean): string {
  if (!done) return '不是未送达的消息，没有改动';
  return action === 'resend' ? '已放回发送队列' : '已丢弃';
}
