/** What a number counts, in the clause's own words: the words before it, or the noun behind it. */
import { alternatives, measures } from '../../text/measures.ts';
import { figureWords } from './words.ts';

/** A number within its clause and its neighbours. */
export interface Place {
  text: string;
  start: number;
  end: number;
  /** Where the words of the figure before it end, 0 when it is the first. */
  previousEnd: number;
  /** The next figure of the clause, null when it is the last. */
  next: { start: number; end: number } | null;
}

/** The counted thing and where its words end. */
export interface Indicator {
  /** 新增公共停车位, 打造示范社区; '' when nothing says it. */
  words: string;
  /** End of the number, or of the noun behind it where that was used. */
  end: number;
}

const LONGEST = 24;
const VERBS = alternatives(figureWords.verbs);
const LEADING = new RegExp(`^(?:${figureWords.leading.join('|')})`);
const TRAILING = new RegExp(`(?:${figureWords.trailing.join('|')})$`);
const VERB_ONLY = new RegExp(`^(?:${VERBS}|[了和与及并、])+$`);
const VERB_START = new RegExp(`^(?:${VERBS})(?:了)?`);
const VERB_ANYWHERE = new RegExp(VERBS);
const VERB_END = new RegExp(`(?:${VERBS})(?:了)?$`);
const TAIL_STOP = new RegExp(`(?:${alternatives(figureWords.tailStops)})`);
const LIMITS_BEHIND = new RegExp(
  `^(?:${alternatives([...measures.approximate.after, ...measures.atLeast.after, ...measures.atMost.after])}|的|\\d+[至—~-]\\d+周?岁|\\d+周?岁以[上下])+`,
);
/** A bracket within a name: 区（市）级. */
const SMALL_BRACKET = /[（(][^（()）\d，。；]{1,6}[）)]/g;
const HEAD_EDGE = /[，,；;：:。！？!?\n（(）)]/;
const TAIL_EDGE = /[，,；;：:。！？!?\n（(）)\d\s/]/;
/** 改造8条道路共12.6公里: the sum belongs to the next number. */
const SUM_BEHIND = /(?:总?共|[总合累]计)$/;
const JOINED = /(?:以及|[和与及、])+$/;
/** 等8处幸福院, 符合条件的66名儿童: what stands before are examples or attributes. */
const ATTRIBUTE_BEFORE = /(?:等|在内的?|的)$/;

/** The counted thing: 新增公共停车位1.34万个 → 新增公共停车位; 打造10个示范社区 → 打造示范社区. */
export function indicatorOf(place: Place): Indicator {
  const printedHead = headOf(place).trim();
  const head = stripEnds(printedHead);
  const atNumber = { words: head.length < 2 ? '' : ending(head), end: place.end };
  const long = head === '' || figureWords.prepositions.test(printedHead);
  if (!long && isNamed(head, printedHead)) return atNumber;
  const tail = tailOf(place, long);
  if (tail.words === '') return atNumber;
  const verb = long ? '' : verbOf(head);
  const words = opening(`${verb}${tail.words}`).replace(SUM_BEHIND, '');
  return words.length < 2 ? { words: '', end: place.end } : { words, end: tail.end };
}

/** The verb that an indicator begins with, '' when it begins with its noun: 新建公园 → 新建. */
export function leadingVerb(indicator: string): string {
  const verb = indicator.match(VERB_START)?.[0] ?? '';
  return verb.length < indicator.length ? verb : '';
}

/** The other words of an indicator with another verb: 新改建公厕 with 改建 → 改建公厕. */
export function withVerb(indicator: string, verb: string): string {
  const behind = indicator.replace(VERB_START, '');
  if (behind !== '' && behind !== indicator) return `${verb}${behind}`;
  return `${indicator.replace(VERB_END, '')}${verb}`;
}

/** True when it ends in a verb of its own: 雨水斗维修. */
export function endsInVerb(indicator: string): boolean {
  return VERB_END.test(indicator);
}

/** True when nothing but verbs are left: 完成, 新建. */
export function isBareVerb(indicator: string): boolean {
  return VERB_ONLY.test(indicator);
}

/** Words without dates, adverbs and limits at either end: 全年累计新增学位 → 新增学位. */
export function stripEnds(words: string): string {
  let text = words.trim();
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(LEADING, '').replace(TRAILING, '').trim();
  }
  return text;
}

/** A head that names the thing itself: no bare verb, no list of examples, no attribute of the noun behind. */
function isNamed(head: string, printedHead: string): boolean {
  if (head.length <= 2 || VERB_ONLY.test(head) || ATTRIBUTE_BEFORE.test(head)) return false;
  if (JOINED.test(printedHead) || VERB_END.test(head) || /、|”$/.test(head)) return false;
  return !(figureWords.prepositionStart.test(printedHead) && !VERB_ANYWHERE.test(head));
}

function verbOf(head: string): string {
  if (VERB_ONLY.test(head) || head.length <= 2) return head;
  return head.match(VERB_START)?.[0] ?? head.match(VERB_END)?.[0] ?? '';
}

/** Words from the last comma, bracket or figure up to the number. Names joined by 、 stay together. */
function headOf({ text, start, previousEnd }: Place): string {
  const before = text
    .slice(previousEnd, start)
    .replace(SMALL_BRACKET, (bracket) => bracket.replace(/[（()）]/g, ' '));
  const edge = Math.max(...[...before].map((char, at) => (HEAD_EDGE.test(char) ? at : -1)), -1);
  return before.slice(edge + 1).replace(/\s+/g, '');
}

/** The noun right behind the unit; `long` takes the whole statement: 为565名老人提供居家养老服务. */
function tailOf({ text, end, next }: Place, long: boolean): Indicator {
  const limit = text.slice(end).match(LIMITS_BEHIND)?.[0].length ?? 0;
  const from = end + limit;
  const behind = text.slice(from, from + LONGEST);
  const edge = [...behind].findIndex((char) => TAIL_EDGE.test(char));
  const run = edge < 0 ? behind : behind.slice(0, edge);
  if (figureWords.statementBehind.test(run)) return { words: '', end };
  const shared = next !== null && from + run.length >= next.start && !hasTail(text, next.end);
  const own = shared ? beforeLastMark(run) : run;
  const stop = long ? -1 : own.search(TAIL_STOP);
  const words = (stop >= 0 ? own.slice(0, stop) : own).replace(JOINED, '');
  if (!/\p{L}/u.test(words)) return { words: '', end };
  return { words, end: shared && own === run ? end : from + words.length };
}

/** A noun follows the number at `end`: 59313名孩子, not 6公里，. */
function hasTail(text: string, end: number): boolean {
  return /^[\p{Script=Han}“]/u.test(text.slice(end).replace(LIMITS_BEHIND, ''));
}

/** In 2处公园、绿道6公里 the 绿道 belongs to the next number; without a mark both numbers share the words. */
function beforeLastMark(words: string): string {
  const cut = words.lastIndexOf('、');
  return cut >= 0 ? words.slice(0, cut) : words;
}

/** The end of a long head, cut at a name's border where there is one. */
function ending(words: string): string {
  if (words.length <= LONGEST) return words;
  const end = words.slice(-LONGEST);
  const cut = end.search(/[、的等及和]/);
  return cut >= 0 && cut < LONGEST - 4 ? end.slice(cut + 1) : end;
}

function opening(words: string): string {
  return words.slice(0, LONGEST);
}
