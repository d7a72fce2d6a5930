/** The way of one message: a reply, a correction, or one or several questions. */
import { askAgain } from '../ask-again.ts';
import { talkOf } from '../intents.ts';
import { tellsKnownTopic } from '../plan/needs.ts';
import { talkReply } from '../queries/talk.ts';
import type { Outcome } from '../query.ts';
import type { Question } from '../question.ts';
import { emptyAnswer, guardAnswer, noSuchChoice } from '../refusals.ts';
import { resolveScope } from '../scope.ts';
import type { Turn } from '../turn.ts';
import { understand } from '../understand/understand.ts';
import { corrected } from './correction.ts';
import { placeOf } from './memory.ts';
import { type Reply, readReply } from './replies.ts';
import { answerAll, answerEach } from './several.ts';

/** @param text in its normal spelling */
export async function answerMessage(text: string, turn: Turn): Promise<Outcome> {
  const { parts, ports, snapshot, state, tools, reader } = turn;
  const { trace } = turn.context;
  trace?.({ step: 'read', text, words: tools.segmenter.tagged(text) });
  const reply = readReply(text, state, tools.cues);
  const replied = await answerReply(reply, text, turn);
  if (replied !== null) return replied;
  const counted = countedOff(text, turn);
  if (counted !== null) return answerAll(await read(counted, turn), turn);
  if (text === '') return talkReply(parts.intents.get(state.asked === null ? 'greeting' : 'thanks')!, turn);
  const talks = talkOf(text, tools.intents) !== null;
  if (!/\p{L}/u.test(text) && !talks) return emptyAnswer(parts.wording, snapshot, reader);
  const caught = talks ? null : parts.guard.check(text);
  if (caught !== null) {
    trace?.({ step: 'guarded', guard: caught });
    return withPlaceSaid(guardAnswer(parts.wording, caught.kind), await read(text, turn), turn);
  }
  if (tools.cues.rejects.test(text)) {
    const { wording } = parts;
    if (state.asked === null) return emptyAnswer(wording, snapshot, reader);
    return askAgain(await read(state.asked.text, turn), state.asked, { ...turn, ...ports, wording });
  }
  const meant = corrected(text, tools.cues);
  const words = meant.corrects ? meant.text.replace(tools.cues.points_at_some, '') : meant.text;
  const question = await read(withSign(words === '' ? meant.text : words, turn), turn);
  const except = meant.except === null ? null : (await read(meant.except, turn)).concepts;
  return answerAll({ ...question, except, correction: question.correction || meant.corrects }, turn);
}

/** 低于60的呢 after a list is a share. */
const withSign = (text: string, { state, tools: { cues } }: Turn): string =>
  state.list === null ? text : text.replace(cues.bare_bound, '$1%');

const read = (text: string, { tools, snapshot, context }: Turn) =>
  understand(text, tools, { snapshot, today: context.today });

/** Null when the message answers no question back. */
async function answerReply(reply: Reply, text: string, turn: Turn): Promise<Outcome | null> {
  const { pending, choices } = turn.state;
  if (reply.kind === 'none' || pending === null) return null;
  if (reply.kind === 'missing') return noSuchChoice(reply.number, choices, turn.parts.wording);
  const texts = reply.kind === 'chosen' ? reply.choices.map((choice) => choice.text) : [reply.text];
  const named = await Promise.all(texts.map((words) => read(words, turn)));
  const names = named.some(({ scope }) => scope.regionSlugs !== null || scope.years !== null);
  if (reply.kind === 'place' && (!names || tellsAnother(named[0]!, pending))) return null;
  turn.context.trace?.({ step: 'resumed', pending, reply: text });
  const waiting = await read(pending, turn);
  return answerEach(
    named.map((one) => answeredBack(waiting, one)),
    turn,
  );
}

/** 算了，看看岳麓的公厕: a matter that the question which waits does not name. */
const tellsAnother = (reply: Question, pending: string): boolean => {
  const concepts = reply.concepts.filter(({ printed }) => !pending.includes(printed));
  return tellsKnownTopic({ ...reply, concepts });
};

/** What the reply to a question back names, laid over the question that waits. */
function answeredBack(waiting: Question, reply: Question): Question {
  const { positions } = reply.conditions;
  const conditions = positions.length > 0 ? { ...waiting.conditions, positions } : waiting.conditions;
  const scope = {
    ...waiting.scope,
    ...reply.scope,
    regionSlugs: reply.scope.regionSlugs ?? waiting.scope.regionSlugs,
    years: reply.scope.years ?? waiting.scope.years,
  };
  return { ...waiting, conditions, scope };
}

/** A bare number after a list: 3 → 第3个. */
function countedOff(text: string, { state, tools: { cues } }: Turn): string | null {
  if (state.pending !== null || state.list === null || !/^[第\d①-⑳一二三四五六七八九十]/u.test(text))
    return null;
  const plain = text.normalize('NFKC');
  const number = cues.choice_numbers.test(plain) ? cues.choice_number.exec(plain)?.[1] : undefined;
  return number === undefined || /[和跟与、,，]/u.test(plain) ? null : `第${number}个`;
}

/** A place that was said is kept, though the message is declined. */
function withPlaceSaid(outcome: Outcome, { scope: named }: Question, { state, snapshot }: Turn): Outcome {
  if (named.regionSlugs === null) return outcome;
  const located = resolveScope(named, { state, chatRegion: null, snapshot });
  return located.ok ? { ...outcome, remember: placeOf(located.scope) } : outcome;
}
