/** 收到 and 静默: answers to alerts, by button or typed. */
import { idsAfter, type SilenceOrder, silenceOrder } from './alerts-forms.ts';
import type { AlertAnswered, AlertPerson } from './alerts-port.ts';
import { actor, type Call, chatCommand, type Done, standing } from './command.ts';
import { isWord } from './forms.ts';
import { cannot } from './replies.ts';
import { own, replyOf, say } from './say.ts';

/** As whom somebody asks about alerts. */
export function alertPerson(call: Call): AlertPerson {
  const { unit, official, region } = call.asker;
  return { role: standing(call.asker), unit, official, region, actor: actor(call) };
}

/** The ids that are named; a bare word means what the chat was last told. */
export const acknowledge = chatCommand<string[]>({
  name: 'acknowledge',
  role: 'staff',
  where: 'private',
  parse(text, { words, role }) {
    const { acknowledge: own } = words.words;
    if (isWord(own, text)) return role === 'resident' ? null : [];
    return idsAfter(own, text);
  },
  async run(named, call) {
    const { ports, message, moment, words } = call;
    const ids = named.length > 0 ? named : await ports.alerts.lastTold(message);
    if (ids.length === 0) return cannot(words.alerts.nothing);
    const answered = await ports.alerts.acknowledge(ids, alertPerson(call), moment.now);
    return told(answered, { done: words.alerts.acknowledged, call });
  },
});

export const silence = chatCommand<SilenceOrder>({
  name: 'silence',
  role: 'staff',
  where: 'private',
  parse: (text, { words }) => silenceOrder(words.words.silence, text),
  async run(order, call) {
    const { ports, moment, words } = call;
    if (order === 'usage') return cannot(words.alerts.silenceUsage);
    const longest = ports.alerts.longestSilenceDays;
    if (order.days > longest) return cannot(words.alerts.silenceTooLong, { days: own(String(longest)) });
    const { ids, days, reason } = order;
    const by = { person: alertPerson(call), now: moment.now };
    const answered = await ports.alerts.silence(ids, { days, reason }, by);
    return told(answered, { done: words.alerts.silenced, call, days });
  },
});

interface Telling {
  /** With the slots {ids} and {days}. */
  done: string;
  call: Call;
  days?: number;
}

/** What came of each alert, those alike on one line. */
function told(answered: readonly AlertAnswered[], { done, call: { words }, days }: Telling): Done {
  const texts = {
    done,
    already: words.alerts.already,
    over: words.alerts.over,
    unknown: words.alerts.unknown,
  };
  const groups = Map.groupBy(answered, ({ outcome }) => outcome);
  const lines = [...groups].map(([outcome, alike]) =>
    say('text', texts[outcome], {
      ids: alike.map(({ id }) => id).join('、'),
      days: own(String(days ?? '')),
    }),
  );
  const counts = Object.fromEntries([...groups].map(([outcome, alike]) => [outcome, alike.length]));
  const nothing = answered.every(({ outcome }) => outcome === 'unknown');
  return {
    reply: replyOf(lines, nothing ? { kind: 'refuse', reason: 'no_match' } : {}),
    outcome: nothing ? 'refused' : 'done',
    facts: { ...counts, ids: answered.map(({ id }) => id), ...(days === undefined ? {} : { days }) },
  };
}
