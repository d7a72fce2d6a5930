/** `chats`: who listens in which group and which region it is about. */
import { findRegion } from '../app.ts';
import type { Audience } from '../domain/access.ts';
import { type ChatSetting, placeOf } from '../domain/access-records.ts';
import { chinaTime } from '../domain/china-time.ts';
import { InputError } from '../domain/errors.ts';
import { choiceOption } from './arguments.ts';
import type { Arguments, Invocation } from './command.ts';
import { table } from './table.ts';
import { COMMAND_LINE, type Store, withStore } from './with-store.ts';

const HEADER = ['群', '听众', '地区', '设置时间', '设置人'];
const AUDIENCES = ['public', 'staff', 'leader'] as const satisfies readonly Audience[];

/** Lists the settings of chats; with a chat and options sets one. */
export async function chats({ options, positionals, environment, terminal }: Invocation): Promise<number> {
  return withStore(environment, async (store) => {
    if (positionals.length > 0) await set(positionals, options, store);
    const all = await store.access.chats.chats();
    if (options.has('json')) terminal.out(`${JSON.stringify(all, null, 1)}\n`);
    else
      terminal.out(
        all.length === 0 ? '没有设置过的群，都按公开处理。\n' : `${table(HEADER, all.map(cells))}\n`,
      );
    return 0;
  });
}

const cells = (setting: ChatSetting): string[] => [
  placeOf(setting),
  setting.audience,
  setting.region ?? '',
  chinaTime(setting.at),
  setting.by,
];

async function set(
  [chat = '', ...more]: readonly string[],
  options: Arguments['options'],
  store: Store,
): Promise<void> {
  const [, platform = '', chatId = ''] = /^([a-z][a-z-]*):(.+)$/.exec(chat) ?? [];
  if (platform === '' || more.length > 0)
    throw new InputError([
      { where: 'chats', message: `现为“${[chat, ...more].join(' ')}”，应是一个群，例如 telegram:-100123` },
    ]);
  const audience = choiceOption(options, 'audience', AUDIENCES);
  const named = options.get('region');
  if (audience === undefined && named === undefined)
    throw new InputError([{ where: 'chats', message: '请用 --audience 或 --region 写明怎么设' }]);
  const before = await store.access.chats.chat({ platform, chatId });
  const now = new Date().toISOString();
  const setting = {
    audience: audience ?? before?.audience ?? 'public',
    region: named === undefined ? (before?.region ?? null) : await findRegion({ store }, named),
  };
  await store.access.chats.setChat({ platform, chatId, ...setting, at: now, by: COMMAND_LINE });
  await store.audit.record({ at: now, actor: COMMAND_LINE, action: 'chat', place: chat, detail: setting });
}
