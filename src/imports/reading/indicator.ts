/** What a number counts, in the clause's own words: the words before it, or the noun behind it. */
import { alternatives, measures } from '../../text/measures.ts';
import { figureWords } from './words.ts';

/** A number within its clause, and where the one before it ended. */
export interface Place {
  text: string;
  start: number;
  end: number;
  /** End of the figure before it in the clause, 0 when it is the first. */
  previousEnd: number;
}

const LONGEST = 24;
const LEADING = new RegExp(`^(?:${alternatives(figureWords.leading)}|[\\s，,、；;：:。]|\\d+[.、．])`);
const TRAILING = new RegExp(`(?:${alternatives(figureWords.trailing)}|[\\s，,、；;])$`);
const VERB_ONLY = new RegExp(`^(?:${alternatives(figureWords.verbs)}|[了和与及并])+$`);
const VERB_START = new RegExp(`^(?:${alternatives(figureWords.verbs)})(?:了)?`);
const VERB_END = new RegExp(`(?:${alternatives(figureWords.verbs)})(?:了)?$`);
const HEAD_EDGE = /[，,；;：:。！？!?\n（(）)]/;
const TAIL_EDGE = /[，,；;：:。！？!?\n（(）)、\d\s]/;
const LIMITS_BEHIND = new RegExp(
  `^(?:${alternatives([...measures.approximate.after, ...measures.atLeast.after, ...measures.atMost.after])}|的)+`,
);
const TAIL_STOP = new RegExp(`(?:${alternatives(figureWords.tailStops)})`);
/** 「等8处示范型农村幸福院」: what stands before 等 are examples. */
const EXAMPLES_BEFORE = /(?:等|在内的?)$/;
const GRAMMAR_ONLY = /^(?:对|为|给|使|让|向|在|把|被|以|从|由|[各全本该])*$/;

/** The counted thing: 新增公共停车位1.34万个 → 新增公共停车位; 打造10个示范社区 → 打造示范社区. '' when nothing says it. */
export function indicatorOf(place: Place): string {
  const printedHead = headOf(place);
  const head = stripEnds(printedHead);
  const tail = tailOf(place);
  const verb = head.match(VERB_END)?.[0] ?? '';
  if (tail && (EXAMPLES_BEFORE.test(head) || GRAMMAR_ONLY.test(head))) return tail.slice(0, LONGEST);
  if (tail && VERB_ONLY.test(head)) return `${head}${tail}`.slice(0, LONGEST);
  if (tail && verb && head.length > verb.length) return `${verb}${tail}`.slice(0, LONGEST);
  return GRAMMAR_ONLY.test(head) ? '' : head.slice(-LONGEST);
}

/** The verb that an indicator begins with, '' when it begins with its noun: 新建公园 → 新建. */
export function leadingVerb(indicator: string): string {
  const verb = indicator.match(VERB_START)?.[0] ?? '';
  return verb.length < indicator.length ? verb : '';
}

/** True when nothing but a verb is left: 完成, 新建. */
export function isBareVerb(indicator: string): boolean {
  return VERB_ONLY.test(indicator);
}

/** Words from the last comma, bracket or figure up to the number. Names joined by 、 stay together. */
function headOf({ text, start, previousEnd }: Place): string {
  const before = text.slice(previousEnd, start);
  const edge = Math.max(...[...before].map((char, at) => (HEAD_EDGE.test(char) ? at : -1)), -1);
  return before.slice(edge + 1);
}

/** The noun right behind the unit, up to the next stop. */
function tailOf({ text, end }: Place): string {
  const behind = text.slice(end, end + LONGEST + 6).replace(LIMITS_BEHIND, '');
  const edge = [...behind].findIndex((char) => TAIL_EDGE.test(char));
  const words = edge < 0 ? behind : behind.slice(0, edge);
  const stop = words.search(TAIL_STOP);
  const noun = stop < 0 ? words : words.slice(0, stop);
  return noun.length >= 2 ? noun : '';
}

function stripEnds(words: string): string {
  let text = words.trim();
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(LEADING, '').trim();
    text = text.replace(TRAILING, '').trim();
  }
  return text;
}
