/** `review`: what people asked in vain, most frequent first, with what may help; or what is dealt with. */
import { type App, findRegion } from '../app.ts';
import { momentOf } from '../clock.ts';
import { readConfig } from '../config.ts';
import type { Audience } from '../domain/access.ts';
import { InputError } from '../domain/errors.ts';
import type { ReviewCause, ReviewEntry } from '../domain/review.ts';
import { adviseOn, type ReviewAdvice } from '../review-desk.ts';
import { dayOption } from './arguments.ts';
import { openForTalk } from './asking.ts';
import type { Arguments, Invocation } from './command.ts';
import { requireDatabase } from './existing-database.ts';
import { COMMAND_LINE, type Store, withStore } from './with-store.ts';

const DEFAULT_LIMIT = 20;
const MOST = 500;

const CAUSES = {
  no_match: '没有对应的项目',
  no_data: '没有这里的资料',
  not_understood: '没看懂',
  no_choice: '反问了，但给不出选项',
  corrected: '对方说答得不对',
  rephrased: '对方换了说法才答上',
} as const satisfies Record<ReviewCause, string>;

const AUDIENCES = { public: '公开', staff: '内部', leader: '领导' } as const satisfies Record<
  Audience,
  string
>;

/** Exit code 1 when a number that was given is no open entry. */
export async function review(invocation: Invocation): Promise<number> {
  const { options, positionals, environment } = invocation;
  const config = readConfig(environment);
  requireDatabase(config.dbPath);
  const done = options.get('done');
  if (done !== undefined)
    return withStore(environment, (store) => close([done, ...positionals], store, invocation));
  if (positionals.length > 0)
    throw new InputError([{ where: positionals[0]!, message: '编号要写在 --done 后面' }]);
  const app = await openForTalk(options, environment);
  try {
    return await list(app, config.synonymsPath, invocation);
  } finally {
    await app.close();
  }
}

async function list(
  app: App,
  synonymsPath: string | null,
  { options, terminal }: Invocation,
): Promise<number> {
  const named = options.get('region');
  const since = dayOption(options, 'since');
  const entries = await app.store.reviews.list('operator', {
    limit: limitOption(options),
    ...(named === undefined ? {} : { region: await findRegion(app, named) }),
    ...(since === undefined ? {} : { since }),
  });
  const advice = await adviseOn(entries, app, momentOf(new Date()));
  if (options.has('json')) {
    terminal.out(`${JSON.stringify(advice, null, 1)}\n`);
    return 0;
  }
  const names = new Map(
    (await app.store.readerFor('operator').regions()).map((one) => [one.slug, one.fullName]),
  );
  const texts = advice.map((one) => described(one, names));
  terminal.out(texts.length === 0 ? '没有要看的问题。\n' : `${texts.join('\n\n')}\n`);
  if (advice.some(({ lines }) => lines.length > 0) && synonymsPath !== null)
    terminal.out(`\n合适的说法写进 ${synonymsPath}，一行一条，随即生效；minsheng check 检查写法。\n`);
  return 0;
}

function described(advice: ReviewAdvice, regions: ReadonlyMap<string, string>): string {
  const { entry, intents, projects, unknown, lines } = advice;
  const listed = (words: readonly string[]) => words.join('、') || '无';
  return [
    headOf(entry, regions),
    `  ${entry.text}`,
    `  当作意图：${entry.intent ?? '无'}；相近的：${listed(intents)}`,
    `  相近的项目：${listed(projects.map(({ id, name }) => `${id} ${name}`))}`,
    `  库里没有的词：${listed(unknown)}`,
    ...(entry.cause === 'corrected' && entry.project !== null ? [`  答成了：${entry.project}`] : []),
    ...(entry.reworded === null ? [] : [`  后来说：${entry.reworded}`]),
    ...lines.map((line) => `  可加（请核对）：${line}`),
  ].join('\n');
}

function headOf(entry: ReviewEntry, regions: ReadonlyMap<string, string>): string {
  const { id, count, cause, firstDay, lastDay, region, year, audience } = entry;
  const days = firstDay === lastDay ? lastDay : `${firstDay} 至 ${lastDay}`;
  const place = region === null ? '未限地区' : (regions.get(region) ?? region);
  return `[${id}] ${count} 次，${CAUSES[cause]}；${place}${year === null ? '' : `${year}年`}；${AUDIENCES[audience]}；${days}`;
}

async function close(given: readonly string[], store: Store, { terminal }: Invocation): Promise<number> {
  const ids = idsOf(given);
  const closed = await store.reviews.close(ids);
  const at = new Date().toISOString();
  await store.audit.record({ at, actor: COMMAND_LINE, action: 'review', detail: { closed } });
  terminal.out(ids.map((id) => `${id}：${closed.includes(id) ? '已办' : '没有这个待看的问题'}\n`).join(''));
  return closed.length === ids.length ? 0 : 1;
}

function idsOf(given: readonly string[]): number[] {
  const words = given.flatMap((word) => word.split(/[,，、\s]+/u)).filter((word) => word !== '');
  const wrong = words.filter((word) => !/^\d{1,12}$/.test(word));
  if (wrong.length > 0 || words.length === 0)
    throw new InputError([{ where: '--done', message: `现为“${given.join(' ')}”，应是编号，例如 12 15` }]);
  return [...new Set(words.map(Number))];
}

function limitOption(options: Arguments['options']): number {
  const text = options.get('limit');
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MOST) return limit;
  throw new InputError([{ where: '--limit', message: `现为“${text}”，应是 1 至 ${MOST} 的整数` }]);
}
