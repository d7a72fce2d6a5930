/** Statements on several projects at once: 进度偏慢的3项, 今年10件民生实事. */
import { parseNumeral } from '../text/numerals.ts';
import { cutOutside } from './enumerations.ts';
import { tallyWords } from './tally-words.ts';

/** What is said of the projects whose names follow. */
export interface Head {
  /** The document's own word for their state; '' where each tells its own; null for a plan. */
  state: string | null;
  /** How many they are, null when the text does not say. */
  declared: number | null;
}

const { count, nouns, states } = tallyWords;
const NUMERAL = /\d{1,3}|[一二三四五六七八九十]{1,3}/u;
const COUNT = new RegExp(count, 'u');
const COUNTED = new RegExp(`${count}|${nouns}`, 'u');

/** Any state, as the source of a pattern. */
export const STATE_SOURCE: string = `(?:${Object.values(states).join('|')})`;
const STATE = new RegExp(STATE_SOURCE, 'u');
const KINDS = Object.values(states).map((source) => new RegExp(source, 'u'));

/** Speaks the text of any state? */
export const mentionsState = (text: string): boolean => STATE.test(text);

const ALONE = new RegExp(
  `^(?:等)?(?:(?:${count})?(?:${nouns})?|等)${tallyWords.adverbs}(${STATE_SOURCE})$`,
  'u',
);

/** The state, where a statement on named projects (等3项均已完成) says nothing else; null where it does. */
export const isState = (said: string): string | null => stateIn(ALONE.exec(said.trim())?.[1] ?? '');

/** Speaks the clause of a number of projects and their state? */
export const isCountedState = (clause: string): boolean => STATE.test(clause) && COUNT.test(clause);

/** The number of projects that a clause speaks of. */
export const declaredIn = (clause: string): number | null =>
  parseNumeral(NUMERAL.exec(COUNT.exec(clause)?.[0] ?? '')?.[0] ?? '');

/** The clause's own word for the state; null where it tells none, or one that is only to come. */
export function stateIn(clause: string): string | null {
  for (const kind of KINDS) {
    const match = kind.exec(clause);
    if (match && !tallyWords.not_yet.test(clause.slice(0, match.index))) return match[0];
  }
  return null;
}

/** The clause as such a statement; null when it is none. Before the names themselves (进度较快的有：…) it needs no count. */
export function headOf(clause: string, beforeNames = false): Head | null {
  const state = stateIn(clause);
  if (state && (COUNTED.test(clause) || (beforeNames && tallyWords.those.test(clause))))
    return { state, declared: declaredIn(clause) };
  const planned = !STATE.test(clause) && tallyWords.planned.test(clause.trim());
  return planned ? { state: null, declared: declaredIn(clause) } : null;
}

/** All such statements of a sentence that say how many they speak of. */
export const headsIn = (sentence: string): Head[] =>
  cutOutside(sentence, '，,；;：:').flatMap((clause) => {
    const head = headOf(clause);
    return head?.state && head.declared !== null ? [head] : [];
  });

/** The last such statement of a sentence. */
export function headIn(sentence: string): Head | null {
  const clauses = cutOutside(sentence, '，,；;：:');
  const told = clauses.findLast((clause) => STATE.test(clause));
  return headOf(told ?? clauses.at(-1) ?? '');
}
