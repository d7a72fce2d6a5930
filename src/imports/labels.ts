/** Texts with labels before their parts: 工作目标。… 责任单位：… 【完成情况】… */
import type { ColumnRole, HeaderMatch } from './header-words.ts';
import { labelPeriod } from './line-words.ts';
import { classifyHeader, classifyLabel } from './vocabulary.ts';

/** A part of a text and the label it stands under; `label` is null for what stands before the first one. */
export interface Part {
  label: HeaderMatch | null;
  text: string;
  /** The label as it stands in the text, with the period that it names: 1—9月完成情况：. */
  printed?: string;
}

/** Where a label stands; the text after it begins at `to`. */
interface Mark {
  from: number;
  to: number;
  label: HeaderMatch;
  /** It stands inside brackets and ends with them: （责任单位：市教育局）. */
  bracketed: boolean;
}

const ORDINAL = '(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]\\s*|[一二三四五]是)?';
const LABEL = '[\\p{Script=Han}、/]{2,14}?';
const PERIOD = `(?:${labelPeriod})??`;
const OPENING_PERIOD = new RegExp(`^${labelPeriod}`, 'u');
const ASIDE = '(?:[（(][^（()）：:。]{1,16}[）)])?';
const MARKS = new RegExp(
  [
    `[【〖\\[［]\\s*${PERIOD}(?<framed>${LABEL})\\s*[】〗\\]］][：:]?`,
    `(?<open>[（(]\\s*)(?<inner>${LABEL})\\s*[：:]`,
    `(?:^|(?<=[\\s。；;，,、.）)】｜|→]))${ORDINAL}${PERIOD}(?<plain>${LABEL})${ASIDE}\\s*[：:]`,
    `(?:^|(?<=\\n))\\s*${ORDINAL}${PERIOD}(?<stopped>${LABEL})(?:。|\\s*(?=\\n))`,
    `(?:^|(?<=\\n))\\s*${ORDINAL}${PERIOD}(?<spaced>${LABEL})[ \\t\\u3000]+(?=(?<first>[^\\s。；：:]+))`,
  ].join('|'),
  'gu',
);

/** What running text labels; other header words (项目, 备注) are words like any there. */
const ROLES: readonly ColumnRole[] = [
  'title',
  'task',
  'goal',
  'plan',
  'note',
  'rate',
  'status',
  'reason',
  'nextSteps',
  'leadUnit',
  'responsibleUnit',
  'supportingUnit',
  'leadOfficial',
  'officialInCharge',
  'contact',
  'deadline',
]; // prettier-ignore

/** The stop behind a bracket that was a part of its own. */
const LEFT_OVER = /^[。；;，,：:]\s*/u;

/** The parts of a text in reading order; a text without labels is one part. A label in brackets ends with them. */
export function splitLabels(text: string): Part[] {
  const parts: Part[] = [];
  let label: HeaderMatch | null = null;
  let outer: HeaderMatch | null = null;
  let printed = '';
  let at = 0;
  let close = -1;
  const push = (end: number, next: number) => {
    const piece = text.slice(at, end).trim().replace(LEFT_OVER, '');
    if (piece || label) parts.push({ label, text: piece, ...(label && { printed }) });
    at = next;
  };
  const closeBefore = (end: number) => {
    if (close < at || close >= end) return;
    push(close, close + 1);
    label = outer;
    close = -1;
  };
  for (const mark of marksOf(text)) {
    closeBefore(mark.from);
    push(ended(text, mark.from), mark.to);
    if (mark.bracketed) {
      outer = label;
      close = closing(text, mark.to);
    }
    label = mark.label;
    printed = text.slice(mark.from, mark.to);
  }
  closeBefore(text.length);
  push(text.length, text.length);
  return parts.filter((part) => part.label !== null || part.text !== '');
}

function marksOf(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(MARKS)) {
    const mark = markOf(match, text, marks);
    if (mark) marks.push(mark);
  }
  return marks;
}

const AIMS: readonly ColumnRole[] = ['goal', 'task', 'plan'];

/**
 * A common word (现状, 结果) is a label behind a stop; behind a comma only of the result, where one of the aim stands
 * before, and of units (配合) only next to others.
 */
function markOf(match: RegExpExecArray, text: string, marks: readonly Mark[]): Mark | null {
  const { framed, inner, plain, stopped, spaced, first, open } = match.groups ?? {};
  const words = framed ?? inner ?? plain ?? stopped ?? spaced ?? '';
  const label = classifyLabel(words) ?? dated(words);
  if (!label || !ROLES.includes(label.role)) return null;
  if ((stopped ?? spaced) !== undefined && (label.score < 1 || label.weak)) return null;
  if (first !== undefined && (/^[\d.,%]+$/u.test(first) || classifyHeader(first))) return null;
  const begins = /(?:^|[\n。；;｜|→])[ \t\u3000]*$/u.test(text.slice(0, match.index));
  const answers = label.role === 'note' && marks.some((mark) => AIMS.includes(mark.label.role));
  const joins = namesUnits(label.role) && marks.length > 0 && namesUnits(marks.at(-1)!.label.role);
  if (plain !== undefined && label.weak && !begins && !answers && !joins) return null;
  return { from: match.index, to: match.index + match[0].length, label, bracketed: open !== undefined };
}

const UNITS: readonly ColumnRole[] = ['leadUnit', 'responsibleUnit', 'supportingUnit'];
const namesUnits = (role: ColumnRole) => UNITS.includes(role);

/** Where the words before a label end: a comma or bar between the two belongs to neither. */
function ended(text: string, from: number): number {
  return /[，,｜|→]$/u.test(text.slice(0, from)) ? from - 1 : from;
}

/** 三季度进展 → 进展. */
function dated(words: string): HeaderMatch | null {
  const bare = words.replace(OPENING_PERIOD, '');
  return bare === words ? null : classifyLabel(bare);
}

/** The bracket that closes the one before `from`; -1 when none does. */
function closing(text: string, from: number): number {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    if ('（('.includes(text[i]!)) depth++;
    if ('）)'.includes(text[i]!) && --depth === 0) return i;
  }
  return -1;
}
