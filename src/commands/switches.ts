/** 关闭, 开启, 开关: a chat, a channel or a subject off for a while, with a reason. */
import type { SwitchOff, SwitchScope } from '../domain/access-records.ts';
import { chinaTime, laterBy } from '../domain/china-time.ts';
import { actor, type Call, chatCommand, type Done } from './command.ts';
import { argumentOf, asksSomething, isWord } from './forms.ts';
import { cannot, told } from './replies.ts';
import { echoed, own, replyOf, say } from './say.ts';
import type { CommandWords } from './words.ts';

/** What is to be switched, as it was written. */
interface Order {
  off: boolean;
  scope: SwitchScope;
  /** Chat id, platform or word; '' for the chat in which it is said. */
  target: string;
  durationMs: number | null;
  reason: string;
}

const UNIT_MS = { 分钟: 60_000, 小时: 3_600_000, 天: 86_400_000 } as const;
const DURATION = /^(\d{1,4})\s*(分钟|小时|天)(?=\s|$)\s*/u;

/** A subject of one character would silence half of all questions. */
const SHORTEST_SUBJECT = 2;

/** Reasons are told to operators only; longer ones are cut. */
const REASON_LENGTH = 100;

/** `关闭 本群 2小时 核对数据` and `开启 本群`, said in the group. */
export const switchChat = chatCommand<Order>({
  name: 'switchChat',
  role: 'operator',
  where: 'group',
  parse(text, { words }) {
    const order = readOrder(text, words);
    return order !== null && order.scope === 'chat' && order.target === '' ? order : null;
  },
  run: carryOut,
});

/** `关闭 话题 拆迁 3天 等待通报`, `关闭 渠道 telegram 维护`, `开启 3`. */
export const switchOthers = chatCommand<Order | { id: number }>({
  name: 'switch',
  role: 'operator',
  where: 'private',
  parse(text, { words }) {
    const id = /^\d{1,9}$/.exec(argumentOf(words.words.on, text) ?? '');
    if (id !== null) return { id: Number(id[0]) };
    const order = readOrder(text, words);
    return order === null || order.target === '' ? null : order;
  },
  run: (order, call) => ('id' in order ? switchOnById(order.id, call) : carryOut(order, call)),
});

/** 开关: what is off just now, with the numbers to switch it on by. */
export const listSwitches = chatCommand({
  name: 'switches',
  role: 'operator',
  where: 'private',
  parse: (text, { words }) => (isWord(words.words.switches, text) ? true : null),
  async run(_, { ports, words, moment }) {
    const off = await ports.chats.switches(moment.now);
    if (off.length === 0) return told(words.switch.none);
    const lines = off.map((one) =>
      say('item', words.switch.item, {
        id: own(String(one.id)),
        what: own(whatText(one, words)),
        reason: own(one.reason),
        end: own(one.endsAt === null ? words.switch.open : chinaTime(one.endsAt)),
      }),
    );
    return { reply: replyOf([say('head', words.switch.head), ...lines], { kind: 'list' }) };
  },
});

/** Whether a text switches something, so that it is heard where all else is off. */
export function createIsSwitching(words: CommandWords): (text: string) => boolean {
  return (text) =>
    isWord(words.words.switches, text) ||
    [words.words.off, words.words.on].some((list) => argumentOf(list, text.trim()) !== null);
}

/** `WORD 本群|群 ID|渠道 X|话题 Y [时长] [原因]`; null for every other text. */
function readOrder(text: string, { words }: CommandWords): Order | null {
  const off = argumentOf(words.off, text);
  const argument = off ?? argumentOf(words.on, text);
  if (argument === null || argument === '' || asksSomething(argument)) return null;
  const place = readPlace(argument, words);
  if (place === null) return null;
  const { rest, ...target } = place;
  const duration = DURATION.exec(rest);
  const reason = duration === null ? rest : rest.slice(duration[0].length);
  const unit = duration?.[2] as keyof typeof UNIT_MS | undefined;
  const durationMs = unit === undefined ? null : Number(duration![1]) * UNIT_MS[unit];
  return { off: off !== null, ...target, durationMs, reason: reason.slice(0, REASON_LENGTH) };
}

function readPlace(
  text: string,
  words: CommandWords['words'],
): (Pick<Order, 'scope' | 'target'> & { rest: string }) | null {
  const [first = '', second = '', ...more] = text.split(/\s+/);
  if (words.thisChat.includes(first))
    return { scope: 'chat', target: '', rest: [second, ...more].join(' ').trim() };
  const scopes: readonly [readonly string[], SwitchScope][] = [
    [words.chatWord, 'chat'],
    [words.channelWord, 'channel'],
    [words.subjectWord, 'subject'],
  ];
  const scope = scopes.find(([names]) => names.includes(first))?.[1];
  return scope === undefined || second === '' ? null : { scope, target: second, rest: more.join(' ') };
}

async function carryOut(order: Order, call: Call): Promise<Done> {
  const target = targetOf(order, call);
  if (target === null) return unknownChannel(call);
  if (!order.off) return switchOn(target, call);
  const { words, moment, ports } = call;
  const tooWide = order.scope === 'subject' && order.target.length < SHORTEST_SUBJECT;
  if (order.reason === '' || tooWide) return cannot(words.switch.usage);
  const endsAt = order.durationMs === null ? null : laterBy(moment.now, order.durationMs);
  const off: SwitchOff = { ...target, reason: order.reason, at: moment.now, by: actor(call), endsAt };
  const id = await ports.chats.switchOff(off);
  const what = echoed(whatText(off, words));
  const until = endsAt === null ? [] : [say('text', words.switch.until, { end: own(chinaTime(endsAt)) })];
  const blocks = [say('text', words.switch.off, { what, id: own(String(id)) }), ...until];
  return { reply: replyOf(blocks), facts: { switch: id, ...target, reason: order.reason, endsAt } };
}

/** Null for a channel that there is not. */
function targetOf(
  { scope, target }: Order,
  { message, ports }: Call,
): Pick<SwitchOff, 'scope' | 'platform' | 'target'> | null {
  if (scope === 'subject') return { scope, platform: '', target };
  if (scope === 'channel')
    return ports.channels().some(({ platform }) => platform === target)
      ? { scope, platform: target, target }
      : null;
  if (target === '') return { scope, platform: message.platform, target: message.chatId };
  const [, platform = message.platform, chatId = target] = /^([a-z][a-z-]*):(\S+)$/.exec(target) ?? [];
  return { scope, platform, target: chatId };
}

function unknownChannel({ ports, words }: Call): Done {
  const known = [...new Set(ports.channels().map(({ platform }) => platform))].join('、');
  return cannot(words.switch.unknownChannel, { known: known || words.fields.nothing });
}

async function switchOn(
  { scope, platform, target }: Pick<SwitchOff, 'scope' | 'platform' | 'target'>,
  call: Call,
): Promise<Done> {
  const { ports, moment, words } = call;
  const off = (await ports.chats.switches(moment.now)).filter(
    (one) => one.scope === scope && one.platform === platform && one.target === target,
  );
  for (const { id } of off) await ports.chats.switchOn(id, actor(call), moment.now);
  if (off.length === 0) return cannot(words.switch.notOff);
  return {
    ...told(words.switch.on, { what: echoed(whatText({ scope, platform, target }, words)) }),
    facts: { switches: off.map(({ id }) => id) },
  };
}

async function switchOnById(id: number, call: Call): Promise<Done> {
  const { ports, moment, words } = call;
  const off = (await ports.chats.switches(moment.now)).find((one) => one.id === id);
  if (off === undefined || !(await ports.chats.switchOn(id, actor(call), moment.now)))
    return cannot(words.switch.notOff);
  return {
    ...told(words.switch.on, { what: own(whatText(off, words)) }),
    facts: { switches: [id] },
  };
}

function whatText(
  { scope, platform, target }: Pick<SwitchOff, 'scope' | 'platform' | 'target'>,
  { scopes }: CommandWords,
): string {
  return scope === 'chat' ? `${scopes.chat} ${platform}:${target}` : `${scopes[scope]} ${target}`;
}
