/** `code`: a code that binds rights to whoever sends it to the bot in private; told once. */
import { findRegion } from '../app.ts';
import { codesOf } from '../codes.ts';
import { ROLES } from '../domain/access.ts';
import type { Rights } from '../domain/access-records.ts';
import { chinaTime } from '../domain/china-time.ts';
import { InputError } from '../domain/errors.ts';
import { choiceOption } from './arguments.ts';
import type { Arguments, Invocation } from './command.ts';
import { COMMAND_LINE, type Store, withStore } from './with-store.ts';

const DEFAULT_HOURS = 24;
const MOST_HOURS = 24 * 14;
const BOUND_ROLES = ROLES.filter((role) => role !== 'resident');

/** Prints the code. Exit code 2 when an option is missing or wrong. */
export async function issueCode({ options, environment, terminal }: Invocation): Promise<number> {
  const role = choiceOption(options, 'role', BOUND_ROLES);
  if (role === undefined)
    throw new InputError([{ where: '--role', message: `请写明身份：${BOUND_ROLES.join('、')}` }]);
  const hours = hoursOption(options);
  return withStore(environment, async (store) => {
    const region = options.get('region');
    const rights: Rights = {
      role,
      unit: options.get('unit')?.trim() ?? null,
      official: options.get('official')?.trim() ?? null,
      region: region === undefined ? null : await findRegion({ store }, region),
    };
    const now = new Date().toISOString();
    const { code, expiresAt } = await codesOf(store).issue({ rights, by: COMMAND_LINE, hours }, now);
    const detail = { ...rights, official: rights.official !== null, expiresAt };
    await store.audit.record({ at: now, actor: COMMAND_LINE, action: 'code', detail });
    terminal.out(`绑定码：${code}\n有效期到 ${chinaTime(expiresAt)}（北京时间），只能用一次，不会再显示。\n`);
    terminal.out('请当面或私下转告本人，由本人私聊机器人发送“绑定 绑定码”。\n');
    terminal.err(await unitWarning(rights, store));
    return 0;
  });
}

function hoursOption(options: Arguments['options']): number {
  const text = options.get('hours');
  if (text === undefined) return DEFAULT_HOURS;
  const hours = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (hours >= 1 && hours <= MOST_HOURS) return hours;
  const message = `现为“${text}”，应是 1 至 ${MOST_HOURS} 的整数`;
  throw new InputError([{ where: '--hours', message }]);
}

/** A unit that no stored project names is more often a slip than a new one. */
async function unitWarning({ unit }: Rights, store: Store): Promise<string> {
  if (unit === null) return '';
  const known = (await store.readerFor('operator').units()).some(({ name }) => name === unit);
  return known ? '' : `提醒：库里还没有叫“${unit}”的单位，请核对写法是否与文件一致。\n`;
}
