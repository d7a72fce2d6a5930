/** A pasted row whose cells are too many or too few for its header. */
import { isNumeral } from './cells.ts';
import type { Column } from './columns.ts';
import type { ColumnRole } from './header-words.ts';
import { looksLikeUnit } from './unit-words.ts';

const RATE = /^\s*\d+(?:\.\d+)?\s*[%％]\s*$|^(?:已完成|正在推进|推进中|未启动|达序时|未达序时|是|否)$/u;
const PERSON = /^\p{Script=Han}{2,3}$|^\p{Script=Han}\s+\p{Script=Han}$/u;

const UNITS: readonly ColumnRole[] = ['leadUnit', 'responsibleUnit', 'supportingUnit'];
const PERSONS: readonly ColumnRole[] = ['leadOfficial', 'officialInCharge', 'contact'];

/**
 * The lines of one row spread over the columns. As many lines as columns: one each. Otherwise every line goes to the
 * column that it fits, never to the left of the line before it.
 */
export function fitRow(lines: readonly string[], columns: readonly Column[]): string[] {
  if (lines.length === columns.length) return [...lines];
  const cells = columns.map(() => '');
  let at = 0;
  lines.forEach((line, i) => {
    const left = lines.length - i;
    at = place(line, { columns, at, filled: cells[at] !== '', left });
    cells[at] = cells[at] ? `${cells[at]}\n${line}` : line;
  });
  return cells;
}

interface Position {
  columns: readonly Column[];
  /** Column of the line before. */
  at: number;
  filled: boolean;
  /** Lines of the row still to place, this one included. */
  left: number;
}

/** The best column from `at` on; the next free one when the line fits none in particular. */
function place(line: string, { columns, at, filled, left }: Position): number {
  const scored = columns.slice(at).map((column, i) => ({ index: at + i, score: fitness(line, column.role) }));
  const best = Math.max(...scored.map((s) => s.score));
  const free =
    scored.find((s) => s.score === best && (s.index > at || !filled)) ?? scored.find((s) => s.score === best);
  const next = filled ? at + 1 : at;
  if (!free || (best < 2 && next < columns.length && left <= columns.length - next))
    return Math.min(next, columns.length - 1);
  return free.index;
}

/** 3 surely this column, 1 possibly, 0 not. */
function fitness(line: string, role: ColumnRole): number {
  if (role === 'number') return isNumeral(line) ? 3 : 0;
  if (role === 'rate' || role === 'status') return RATE.test(line) ? 3 : 0;
  if (UNITS.includes(role)) return looksLikeUnit(line.replace(/[、，,]$/u, '').replace(/负责$/u, '')) ? 3 : 0;
  if (PERSONS.includes(role)) return PERSON.test(line) ? 2 : 0;
  return isNumeral(line) || RATE.test(line) ? 0 : 1;
}
