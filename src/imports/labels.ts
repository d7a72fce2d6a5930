/** Texts with labels before their parts: 工作目标。… 责任单位：… 【完成情况】… */
import { type ColumnRole, classifyLabel, type HeaderMatch } from './vocabulary.ts';

/** A part of a text and the label it stands under; `label` is null for what stands before the first one. */
export interface Part {
  label: HeaderMatch | null;
  text: string;
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
const MARKS = new RegExp(
  [
    `【\\s*(?<framed>${LABEL})\\s*】[：:]?`,
    `(?<open>[（(]\\s*)(?<inner>${LABEL})\\s*[：:]`,
    `(?:^|(?<=[\\s。；;，,、.）)】]))${ORDINAL}(?<plain>${LABEL})\\s*[：:]`,
    `(?:^|(?<=\\n))\\s*${ORDINAL}(?<stopped>${LABEL})(?:。|\\s*(?=\\n))`,
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

/** The parts of a text in reading order; [] never: a text without labels is one part. */
export function splitLabels(text: string): Part[] {
  const marks = [...text.matchAll(MARKS)].flatMap((match) => markOf(match, text) ?? []);
  const parts: Part[] = [];
  let label: HeaderMatch | null = null;
  let outer: HeaderMatch | null = null;
  let at = 0;
  const push = (end: number) => {
    const piece = text.slice(at, end).trim();
    if (piece || label) parts.push({ label, text: piece });
  };
  marks.forEach((mark, i) => {
    push(mark.from);
    outer = label;
    label = mark.label;
    at = mark.to;
    const close = mark.bracketed ? closing(text, mark.to) : -1;
    const next = marks[i + 1]?.from ?? text.length;
    if (close < 0 || close > next) return;
    push(close);
    label = outer;
    at = close + 1;
  });
  push(text.length);
  return parts.filter((part) => part.label !== null || part.text !== '');
}

function markOf(match: RegExpExecArray, text: string): Mark | null {
  const { framed, inner, plain, stopped, open } = match.groups ?? {};
  const label = classifyLabel(framed ?? inner ?? plain ?? stopped ?? '');
  if (!label || !ROLES.includes(label.role)) return null;
  if (stopped !== undefined && (label.score < 1 || label.weak)) return null;
  const beginsLine = match.index === 0 || text[match.index - 1] === '\n';
  if (plain !== undefined && label.weak && !beginsLine) return null;
  return { from: match.index, to: match.index + match[0].length, label, bracketed: open !== undefined };
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
