/** Projects named in quotation marks: “危桥改造”已竣工3座；“书屋夜读”和“菜场提升”已完成，“泊位扩容”进度滞后. */
import { findQuantities } from '../text/quantities.ts';
import { cutOutside } from './enumerations.ts';
import { namesSubject } from './line-words.ts';
import { declaredIn, type Head, isState, mentionsState } from './tally-heads.ts';
import { isOneMember, memberOf, nounNameIn } from './tally-members.ts';
import { tallyWords } from './tally-words.ts';

const { led_names, counted_name, name_nouns, between_names } = tallyWords;
const NAMED = `(?:${led_names})?(?:${counted_name})?[“「](?:[^“”「」]|“[^“”]*”)+[”」](?:${name_nouns})?`;
const NAMES = new RegExp(`^\\s*(${NAMED}(?:${between_names}${NAMED})*)(.*)$`, 'u');
const ONE_NAME = new RegExp(NAMED, 'gu');
const BETWEEN = new RegExp(`[；;](?=\\s*${NAMED})`, 'u');
const BETWEEN_STATED = new RegExp(`[；;，,](?=\\s*${NAMED})`, 'u');
const AMONG_NOUN = new RegExp(`^([^：:]+?[，,])(?:${tallyWords.within_named})`, 'u');
const AMONG = new RegExp(`^([^：:]+?[，,])(?:${tallyWords.within})(?=${NAMED})`, 'u');

/** A sentence that opens with a name in quotation marks and goes on about it; what somebody says is none. */
export function opensQuoted(sentence: string): boolean {
  const isOne = (entry: string) => isOneMember(entry) && !/[，,。！？]/u.test(memberOf(entry).name);
  return NAMES.test(sentence) && quotedEntries(sentence).every((entry) => isOne(entry) && says(entry));
}

/** Does every entry of the list open with such a name? */
export const isQuotedList = (list: string): boolean =>
  opensQuoted(list) && cutOutside(list, '；;').every((entry) => NAMES.test(entry));

const says = (entry: string) => {
  const { goal, note, units } = memberOf(entry);
  return (note !== '' || units.length > 0) && !tallyWords.not_said.test(goal || note);
};

/** Does the entry tell a state or a figure? */
export function isToldOf(entry: string): boolean {
  const { note } = memberOf(entry);
  return note !== '' && (mentionsState(note) || findQuantities(note).length > 0);
}

/** Entries of a list of quoted names; statements that begin with no name belong to the one before. */
export const quotedEntries = (list: string): string[] =>
  untilClosed(list).split(BETWEEN).flatMap(entriesOfPart);

function entriesOfPart(part: string): string[] {
  const [, names = '', said = ''] = NAMES.exec(part) ?? [];
  return (names.match(ONE_NAME) ?? []).map((name) => `${name}${said}`);
}

/** Quoted names and the state that is all that is said of them. */
export interface Stated {
  entries: string[];
  head: Head;
}

/** “…”和“…”已完成，“…”等3项达到序时进度: parts that tell nothing but a state; null unless all of them do. */
export function statedTogether(sentence: string): Stated[] | null {
  const parts = untilClosed(sentence).split(BETWEEN_STATED);
  const stated = parts.map((part) => {
    const [, names = '', said = ''] = NAMES.exec(part) ?? [];
    const state = isState(said.replace(/[。；;，,]$/u, ''));
    return state
      ? { entries: names.match(ONE_NAME) ?? [], head: { state, declared: declaredIn(said) } }
      : null;
  });
  return stated.every((part) => part !== null) ? stated : null;
}

/** What begins with a quoted name behind a clause on the whole list: 10件实事中，其中“…”已完成. */
export function quotedIn(sentence: string): string[] {
  return cutOutside(sentence, '；;').flatMap((part) => {
    const [before = '', opening = ''] = AMONG.exec(part) ?? [];
    const entry = part.slice(before.length);
    return isOnList(opening) && opensQuoted(entry) ? [entry] : [];
  });
}

/** Speaks the clause of the whole list? */
const isOnList = (clause: string) => namesSubject(clause) || declaredIn(clause) !== null;

/** The sentence from a name without quotation marks on (校舍加固工程已…); null when it opens with none. */
export function nounEntryIn(sentence: string): string | null {
  const bare = sentence.trim().replace(tallyWords.leads, '');
  const [before = '', opening = null] = AMONG_NOUN.exec(bare) ?? [];
  const entry = bare.slice(before.length);
  return (opening === null || isOnList(opening)) && nounNameIn(entry) ? entry : null;
}

/** Up to what is said of the others, or of the whole. */
export function untilClosed(list: string): string {
  let end = 0;
  for (const part of cutOutside(list, '，,；;')) {
    if (end > 0 && tallyWords.closers.test(part.trim())) return list.slice(0, end - 1);
    end += part.length + 1;
  }
  return list;
}
