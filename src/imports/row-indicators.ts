/** Tables with a row for each indicator of a project: what names the project is merged downwards or printed again. */
import type { Cell } from '../domain/document.ts';
import { cleanText } from './cells.ts';
import type { Column } from './columns.ts';
import type { ColumnRole } from './header-words.ts';
import { isMeasureCell } from './titles.ts';
import { isIndicatorHeader } from './vocabulary.ts';

/** Columns that may tell what a row counts. */
const NAMING: readonly ColumnRole[] = ['title', 'task', 'goal'];
const STATES: readonly ColumnRole[] = ['rate', 'plannedRate', 'status', 'measure'];
/** 8,200, 22/30, 40处. */
const VALUE = /^[\d.,，/%％万亿—–-]+\p{Script=Han}{0,3}$/u;

/**
 * The column that tells what each row counts; null where every row is a project of its own. Rows share the name (and
 * the number, where there is one) of their project; a header such as 指标 says that they count its parts, or that they
 * hold nothing of their own but values.
 */
export function indicatorColumn(columns: readonly Column[], body: readonly Cell[][]): Column | null {
  const naming = columns.filter((c) => NAMING.includes(c.role) && !holdsValues(c, body));
  const outer = naming.find((c) => c.role !== 'goal');
  const inner = naming.findLast((c) => c !== outer);
  if (!outer || !inner || outer.index > inner.index) return null;
  if (!columns.some((c) => c.role === 'goal' && c !== inner && holdsValues(c, body))) return null;
  const [number, subNumber] = columns.filter((c) => c.role === 'number');
  const below = body.map((_, at) => at).filter((at) => isFilled(body[at]!) && !isOwn(outer, body, at));
  const own = (column: Column) => below.some((at) => isOwn(column, body, at));
  if (below.length === 0 || subNumber || (number && own(number))) return null;
  if (isIndicatorHeader(inner.header.at(-1) ?? '')) return inner;
  const told = columns.filter((c) => c !== inner && own(c));
  return number && told.every((c) => STATES.includes(c.role) || holdsValues(c, body)) ? inner : null;
}

const isFilled = (row: readonly Cell[]) => row.some(({ text, merged }) => text !== '' && !merged);

/** Printed in this row, and not what the row above prints too. */
function isOwn({ index }: Column, body: readonly Cell[][], at: number): boolean {
  const cell = body[at]?.[index];
  return cell !== undefined && cell.text !== '' && cell.text !== body[at - 1]?.[index]?.text;
}

/** Numbers, quantities or units of measure throughout. */
function holdsValues({ index, header }: Column, body: readonly Cell[][]): boolean {
  const texts = body.map((row) => cleanText(row[index]?.text ?? '')).filter((t) => t && !header.includes(t));
  return texts.every((text) => VALUE.test(text) || isMeasureCell(text));
}
