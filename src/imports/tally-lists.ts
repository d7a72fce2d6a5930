/** Where a sentence lists the names of projects: behind 分别是, in brackets, before 等4项, or one by one. */
import { cutOutside, entriesOf, isOutside } from './enumerations.ts';
import { namesSubject } from './line-words.ts';
import { declaredIn, type Head, headOf, isCountedState, STATE_SOURCE, stateIn } from './tally-heads.ts';
import { isMember, isOneMember } from './tally-members.ts';
import { isQuotedList, isToldOf, quotedEntries, untilClosed } from './tally-quoted.ts';
import { tallyWords } from './tally-words.ts';

/** A list with what is said of all in it. */
export interface Found extends Head {
  list: string;
  /** Its entries, where the text parts them in its own way. */
  entries?: readonly string[];
}

/** What stood before a sentence in its paragraph. */
export interface Before {
  /** The last statement on several projects whose names have not come yet. */
  head: Head | null;
  /** All statements so far on a number of them. */
  heads: readonly Head[];
  sentence: string;
}

const { count, nouns, named, adverbs } = tallyWords;
const STATE = new RegExp(STATE_SOURCE, 'u');
const OPENER = new RegExp(tallyWords.openers, 'gu');
/** Behind a list: 等4项工作进度滞后, 等项目已完成, 4个项目已完成. */
const BEHIND = new RegExp(
  `(?:等(?:${count})(?:${nouns})?|等(?:${named})?|(?<!等)(?:${count})(?:${nouns}))${adverbs}(?=${STATE_SOURCE})`,
  'gu',
);
const BRACKETS = new RegExp(
  `(${count})(?:${nouns})?[^（()），,；;。\\d]{0,12}[（(]([^（()）]{4,})[）)]`,
  'u',
);
const STATE_FIRST = new RegExp(`^\\s*(${tallyWords.done_before})(.+)(等(?:${count})(?:${nouns})?)$`, 'u');
/** Fewest projects told one by one behind 其中. */
const FEWEST_AMONG = 3;

/** Entries of a list of projects. */
export const namesIn = (list: string, declared: number | null): string[] | null =>
  entriesOf(list, { isEntry: isMember, isOne: isOneMember, declared });

/**
 * Sentences of a paragraph. The points of one list (一是…。二是…。) stay together unless each is a statement on several
 * projects.
 */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (const sentence of cutOutside(text, '。！').filter(Boolean)) {
    const [opening = ''] = cutOutside(sentence, '，,；;：:');
    const point = /^\s*[二三四五六七八九十]+是(?!否)/u.test(opening);
    if (point && !isCountedState(opening) && sentences.length > 0)
      sentences.push(`${sentences.pop()}；${sentence}`);
    else sentences.push(sentence);
  }
  return sentences;
}

/** All lists of a sentence. */
export function* listsIn(sentence: string, before: Before): Generator<Found> {
  const rest = tallyWords.rest.exec(sentence);
  if (rest) {
    yield* listsIn(sentence.slice(0, rest.index), before);
    yield { state: '', declared: null, list: sentence.slice(rest.index + rest[0].length) };
    return;
  }
  const opened = [...openedIn(sentence, before)];
  if (opened.length > 0) {
    yield* opened;
    return;
  }
  yield* bracketsIn(sentence);
  yield* beforeIn(sentence);
  yield* stateFirst(sentence);
  yield* amongIn(sentence, before.sentence);
  yield* behindSubject(sentence);
}

/** Names behind 分别是 or a colon, up to the next such statement. */
function* openedIn(sentence: string, { head: above, heads }: Before): Generator<Found> {
  const opened = [...sentence.matchAll(OPENER)].flatMap((match) => {
    if (!isOutside(sentence, match.index)) return [];
    const before = sentence.slice(0, match.index);
    const clause = cutOutside(before, '，,；;').findLast((part) => part.trim() !== '') ?? '';
    const head = before.trim() === '' ? above : (headOf(clause, true) ?? toldBefore(clause, heads));
    return head ? [{ head, from: before.lastIndexOf(clause), to: match.index + match[0].length }] : [];
  });
  for (const [i, { head, to }] of opened.entries()) {
    const list = untilClosed(sentence.slice(to, opened[i + 1]?.from));
    yield isQuotedList(list) ? { ...head, list, entries: quotedEntries(list) } : { ...head, list };
  }
}

/** 这3项分别是：…: what was said of as many before. */
const toldBefore = (clause: string, heads: readonly Head[]): Head | null =>
  tallyWords.these.test(clause.trim())
    ? (heads.findLast(({ declared }) => declared === declaredIn(clause)) ?? null)
    : null;

/** 推进缓慢的有3项（…、…、…） */
function* bracketsIn(sentence: string): Generator<Found> {
  for (const clause of cutOutside(sentence, '，,；;')) {
    const [whole = '', , list = ''] = BRACKETS.exec(clause) ?? [];
    const state = stateIn(clause.replace(list, ''));
    const declared = declaredIn(whole);
    const names = namesIn(list, declared)?.length ?? (isMember(list) ? 1 : 0);
    if (state && names > 0 && names === declared) yield { state, declared, list };
  }
}

/** …、…等4项进度滞后 */
function* beforeIn(sentence: string): Generator<Found> {
  let from = 0;
  for (const match of sentence.matchAll(BEHIND)) {
    const end = match.index + match[0].length;
    const state = stateIn(STATE.exec(sentence.slice(end))?.[0] ?? '');
    const list = listBefore(sentence.slice(from, match.index));
    if (!state || !list || !isOutside(sentence, match.index)) continue;
    yield { state, declared: declaredIn(match[0]), list };
    from = end;
  }
}

/** 已完成…、…、…等82个子项目 */
function* stateFirst(sentence: string): Generator<Found> {
  for (const clause of cutOutside(sentence, '，,；;')) {
    const [, state = '', list = '', counted = ''] = STATE_FIRST.exec(clause) ?? [];
    if (state && (namesIn(list, null)?.length ?? 0) > 1) yield { state, declared: declaredIn(counted), list };
  }
}

/** What is listed last: behind 其中, or else the last clause. */
function listBefore(text: string): string | null {
  const [last = ''] = cutOutside(text, '；;').slice(-1);
  const clauses = cutOutside(last, '，,：:');
  const at = clauses.findLastIndex((clause) => tallyWords.among.test(clause));
  const list = at < 0 ? (clauses.at(-1) ?? '') : clauses.slice(at).join('，');
  const parts = list.replace(tallyWords.among, '');
  return cutOutside(parts, '、，,').length > 1 || /[”」][“「]/u.test(parts) ? parts : null;
}

/** Projects told one by one behind a sentence on all or one kind of them: …工程类项目推进顺利。其中，…；…；…. */
function* amongIn(sentence: string, before: string): Generator<Found> {
  if (!tallyWords.among.test(sentence)) return;
  if (!namesSubject(before) && !tallyWords.kinds.test(before)) return;
  yield* toldEach(sentence.replace(tallyWords.among, ''));
}

/** A list in which every entry tells what has come of it. */
function* toldEach(text: string): Generator<Found> {
  const list = untilClosed(text);
  const entries = cutOutside(list, '；;');
  const told = (entry: string) => isMember(entry) && isToldOf(entry);
  if (entries.length >= FEWEST_AMONG && entries.every(told))
    yield { state: '', declared: null, list, entries };
}

/** 一些民生实事项目离完成只差一步：…；…；…: told one by one behind a colon. */
function* behindSubject(sentence: string): Generator<Found> {
  const [opening = '', ...more] = cutOutside(sentence, '：:');
  if (more.length !== 1 || !namesSubject(opening)) return;
  yield* toldEach(more[0]!);
}

/** As many sentences as the head announces, each on one project: 未开工项目2个。…，…。…，…. */
export function tellEach(sentences: readonly string[], { state, declared }: Head): boolean {
  const told = (sentence: string) => isOneMember(sentence) && isToldOf(sentence);
  return state !== null && sentences.length === declared && sentences.every(told);
}
