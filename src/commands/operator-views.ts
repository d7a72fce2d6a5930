/** 审计, 渠道, 死信: what operators look at. */
import type { AuditRecord } from '../domain/access-records.ts';
import { chinaTime } from '../domain/china-time.ts';
import { type Call, chatCommand, type Done } from './command.ts';
import { argumentOf, isWord } from './forms.ts';
import { cannot, told } from './replies.ts';
import { counted, own, replyOf, say } from './say.ts';
import type { CommandName, CommandWords } from './words.ts';

const LINES = 10;
const MOST_LINES = 50;
const DETAIL_LENGTH = 120;

/** `审计` or `审计 20`: the last entries, newest first. */
export const audit = chatCommand<number>({
  name: 'audit',
  role: 'operator',
  where: 'private',
  parse(text, { words }) {
    const argument = argumentOf(words.words.audit, text);
    if (argument === '') return LINES;
    return /^[1-9]\d?$/.test(argument ?? '') ? Math.min(Number(argument), MOST_LINES) : null;
  },
  async run(limit, { ports, words }) {
    const entries = await ports.audit.recent(limit);
    if (entries.length === 0) return told(words.audit.none);
    const head = say('head', words.audit.head, { count: counted(entries.length) });
    const lines = entries.map((entry) => auditLine(entry, words));
    return { reply: replyOf([head, ...lines], { kind: 'list' }) };
  },
});

function auditLine({ at, actor, action, place, outcome, detail }: AuditRecord, words: CommandWords) {
  return say('item', words.audit.item, {
    at: own(chinaTime(at)),
    who: own(actor),
    what: own(words.actions[action as CommandName] ?? action),
    where: own(place === null ? '' : `（${place}）`),
    outcome: words.outcomes[outcome],
    detail: own(factsText(detail)),
  });
}

/** `role=staff, region=zhangqiu` */
function factsText(detail: AuditRecord['detail']): string {
  const facts = Object.entries(detail).filter(([, value]) => value !== null);
  const text = facts
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(', ');
  return text === '' ? '' : ` ${text.slice(0, DETAIL_LENGTH)}`;
}

/** 渠道: how every channel stands. */
export const channels = chatCommand({
  name: 'channels',
  role: 'operator',
  where: 'private',
  parse: (text, { words }) => (isWord(words.words.channels, text) ? true : null),
  async run(_, { ports, words }) {
    const all = ports.channels();
    if (all.length === 0) return told(words.channels.none);
    const lines = all.map(({ platform, account, state }) =>
      say('item', words.channels.item, {
        channel: own(account === '' ? platform : `${platform} ${account}`),
        state: words.states[state.status],
        since: own(chinaTime(state.since)),
        detail: own(state.detail === null ? '' : `：${state.detail}`),
      }),
    );
    return { reply: replyOf([say('head', words.channels.head), ...lines], { kind: 'list' }) };
  },
});

type LetterOrder = { list: true } | { resend: number } | { drop: number };

/** `死信`, `死信 重发 12`, `死信 丢弃 12`. */
export const deadLetters = chatCommand<LetterOrder>({
  name: 'deadLetters',
  role: 'operator',
  where: 'private',
  parse(text, { words }) {
    const argument = argumentOf(words.words.deadLetters, text);
    if (argument === '') return { list: true };
    const [, word = '', id = ''] = /^(\S+) (\d{1,12})$/.exec(argument ?? '') ?? [];
    if (words.words.resend.includes(word)) return { resend: Number(id) };
    return words.words.drop.includes(word) ? { drop: Number(id) } : null;
  },
  async run(order, call) {
    const { ports, words } = call;
    if ('list' in order) return listLetters(call);
    const id = 'resend' in order ? order.resend : order.drop;
    const known = await ('resend' in order ? ports.deadLetters.resend(id) : ports.deadLetters.drop(id));
    if (!known) return cannot(words.deadLetters.gone);
    const template = 'resend' in order ? words.deadLetters.resent : words.deadLetters.dropped;
    return { ...told(template, { id: own(String(id)) }), facts: { ...order } };
  },
});

async function listLetters({ ports, words }: Call): Promise<Done> {
  const letters = await ports.deadLetters.list(LINES);
  if (letters.length === 0) return told(words.deadLetters.none);
  const lines = letters.map(({ id, platform, createdAt, reason }) =>
    say('item', words.deadLetters.item, {
      id: own(String(id)),
      channel: own(platform),
      at: own(chinaTime(createdAt)),
      reason: own(reason ?? ''),
    }),
  );
  return { reply: replyOf([say('head', words.deadLetters.head), ...lines], { kind: 'list' }) };
}
