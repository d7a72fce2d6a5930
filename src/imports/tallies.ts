/** Paragraphs that name projects by their state: 已完成的5项，分别是：…；…等4项进度滞后. */
import { cutOutside } from './enumerations.ts';
import { isClosing, isClosingAlone, namesSubject, topicOf } from './line-words.ts';
import type { Line } from './prose.ts';
import { declaredIn, type Head, headIn, headOf, headsIn } from './tally-heads.ts';
import { type Before, type Found, listsIn, namesIn, sentencesOf, tellEach } from './tally-lists.ts';
import { isArea, isMember, type Member, memberOf, nounNameIn } from './tally-members.ts';
import {
  isToldOf,
  nounEntryIn,
  opensQuoted,
  quotedEntries,
  quotedIn,
  statedTogether,
} from './tally-quoted.ts';
import { tallyWords } from './tally-words.ts';

/** Projects named together. */
export interface Tally extends Head {
  members: Member[];
  /** Index of the line. */
  line: number;
  /** Characters of the line that tell it. */
  length: number;
}

const TOGETHER = new RegExp(`${tallyWords.together}([^；;。]*)`, 'u');

/** Longest paragraph that is looked at, in characters. */
const LONGEST = 10_000;

/** All of the lines, in reading order. A line that is nothing but a state gives it to the quoted names below it. */
export function talliesOf(lines: readonly Line[]): Tally[] {
  let above: Head | null = null;
  const heads: Head[] = [];
  const named = lines.some(
    ({ text }) => isOwn(text) && nounEntries(sentencesOf(text)).length >= FEWEST_NOUNS,
  );
  return lines.flatMap(({ text }, line) => {
    if (!isOwn(text)) {
      above = null;
      return [];
    }
    const tallies = ofLine(text, line, { above, heads, named });
    heads.push(...cutOutside(text, '。').flatMap(headsIn));
    const goesOn = above !== null && tallies.length > 0 && opensQuoted(text);
    above = goesOn ? above : tallies.length === 0 ? headAlone(text) : null;
    return tallies;
  });
}

/** 2个项目按计划推进 and nothing else; of several states none holds for what follows, nor that of the whole list. */
export function headAlone(text: string): Head | null {
  const told = cutOutside(text.replace(/[。：:]$/u, ''), '，,；;。');
  const head = headOf(told[0] ?? '', true);
  return head?.state && told.length === 1 && !namesSubject(text) ? head : null;
}

/** A paragraph on one topic (养老方面，…) tells parts of one project, one on 重点工程 another list. */
const isOwn = (text: string) =>
  text.length <= LONGEST && topicOf(text) === null && !tallyWords.other_lists.test(text);

/** What the text tells elsewhere. */
interface Around {
  /** State of the line above. */
  above: Head | null;
  /** Statements in the lines above on a number of projects. */
  heads: readonly Head[];
  /** Some paragraph goes from name to name. */
  named: boolean;
}

function ofLine(text: string, line: number, around: Around): Tally[] {
  const tallies: Tally[] = [];
  const names = new Set<string>();
  for (const found of foundIn(withContinued(sentencesOf(text), isQuotedOf), around)) {
    const members = membersOf(found).filter(({ name }) => !names.has(name) && names.add(name));
    const { state, declared, list } = found;
    if (members.length > 0) tallies.push({ state, declared, members, line, length: list.length });
  }
  return tallies;
}

/** What is told of a name in further sentences stays with it: “…”总投资5亿元。目前主体封顶。 */
function withContinued(sentences: readonly string[], isNamed: (sentence: string) => boolean): string[] {
  const joined: string[] = [];
  for (const sentence of sentences) {
    const last = joined.at(-1);
    const goesOn = last !== undefined && isNamed(last) && !isNamed(sentence) && continues(sentence);
    if (goesOn) joined.push(`${joined.pop()}。${sentence}`);
    else joined.push(sentence);
  }
  return joined;
}

const isQuotedOf = (sentence: string) => opensQuoted(sentence.trim().replace(tallyWords.leads, ''));

const continues = (sentence: string) =>
  headIn(sentence) === null &&
  !namesSubject(sentence) &&
  !tallyWords.closers.test(sentence.trim()) &&
  !isClosing(sentence) &&
  !isClosingAlone(sentence);

/** As many sentences as the head announces, or one with as many parts: 已完成的3项。…（县住建局）；…（县残联）；…. */
function pointsBelow(sentences: readonly string[], head: Head | null): string[] {
  const [only = '', ...others] = sentences;
  const parts = others.length === 0 ? cutOutside(only, '；;').filter(Boolean) : [];
  return parts.length > 1 && parts.length === head?.declared ? parts : [...sentences];
}

/** Fewest sentences opened by a quoted name that are such a list. */
const FEWEST_QUOTED = 2;

/** Fewest sentences opened by a name without quotation marks, and their share of the paragraph. */
const FEWEST_NOUNS = 3;
const MOST_NOUNS = 1 / 2;

/** Entries of a paragraph that goes from name to name: 校舍加固工程已…。村路硬化工程完成…。 */
function nounEntries(sentences: readonly string[]): string[] {
  const named = sentences.map((sentence) => nounEntryIn(sentence) ?? sentence.trim());
  const isNamed = (sentence: string) => nounNameIn(sentence) !== null;
  const entries = withContinued(named, isNamed).filter(isNamed);
  const told = entries.length === sentences.length || entries.some(isToldOf);
  return told && entries.length >= sentences.length * MOST_NOUNS ? entries : [];
}

function* foundIn(sentences: readonly string[], { above, heads, named }: Around): Generator<Found> {
  const nouns = named ? nounEntries(sentences) : [];
  if (nouns.length > 0) yield { state: '', declared: null, list: nouns.join('；'), entries: nouns };
  yield* listedIn(
    nouns.length > 0 ? sentences.filter((sentence) => nounEntryIn(sentence) === null) : sentences,
    above,
    heads,
  );
}

function* listedIn(
  sentences: readonly string[],
  above: Head | null,
  told: readonly Head[],
): Generator<Found> {
  const single: string[] = [];
  let before: Before = { head: above, heads: told, sentence: '' };
  for (const [i, printed] of sentences.entries()) {
    const sentence = printed.trim().replace(tallyWords.of_kind, '');
    const named = sentence.replace(tallyWords.leads, '');
    const quoted = opensQuoted(named) ? [named] : quotedIn(sentence);
    if (quoted.length > 0) {
      for (const part of quoted) {
        const stated = statedTogether(part);
        if (stated) yield* stated.map(({ entries, head }) => ({ ...head, list: part, entries }));
        else if (before.head?.state) yield { ...before.head, list: sentence, entries: quotedEntries(part) };
        else single.push(...quotedEntries(part));
      }
      continue;
    }
    const here = [...listsIn(sentence, before)];
    yield* here;
    const heads = [...before.heads, ...headsIn(sentence)];
    before = { head: headIn(sentence) ?? (here.length > 0 ? null : before.head), heads, sentence };
    if (here.length > 0) continue;
    const below = pointsBelow(sentences.slice(i + 1), before.head);
    if (before.head && tellEach(below, before.head)) {
      yield { ...before.head, list: below.join('。'), entries: below };
      return;
    }
  }
  if (single.filter(isToldOf).length >= FEWEST_QUOTED)
    yield { state: '', declared: null, list: single.join('；'), entries: single };
}

/** The projects named in a list; what is said of several together belongs to each of them. */
function membersOf({ list, declared, entries }: Found): Member[] {
  if (entries) return entries.filter(isMember).map(memberOf);
  const together = TOGETHER.exec(list);
  const own = together ? list.slice(0, together.index) : list;
  const parts = namesIn(own, together ? null : declared) ?? (declared === 1 && isMember(own) ? [own] : []);
  const members = parts.map(memberOf);
  if (members.filter(isArea).length * 2 > members.length) return [];
  if (!together) return members;
  const said = declaredIn(together[0]) === parts.length ? (together[1] ?? '') : '';
  const told = members.map((member) => ({ ...member, note: [member.note, said].filter(Boolean).join('\n') }));
  const behind = list.slice(together.index + together[0].length).replace(/^[；;]/u, '');
  return [...told, ...(behind ? membersOf({ state: '', declared: null, list: behind }) : [])];
}
