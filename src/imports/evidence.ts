/** Is a table a list of projects? A duty roster has numbers, names and units too. */
import type { Cell } from '../domain/document.ts';
import type { Column, Columns } from './columns.ts';
import type { ColumnRole } from './header-words.ts';
import { numberedRows } from './row-groups.ts';

const NAMES: readonly ColumnRole[] = ['title', 'task', 'goal'];

/** 项目数 over bare counts names nothing. */
const holdsWords = ({ index }: Column, body: readonly Cell[][]) =>
  body.some((row) => /\p{Script=Han}/u.test(row[index]?.text ?? ''));

/**
 * A column that names the task and one that numbers, assigns or reports it. Where the task column has a general word
 * (项目, 内容) a number alone is not enough.
 */
export function isProjectTable(rows: readonly Cell[][], columns: Columns): boolean {
  const has = (...roles: ColumnRole[]) => columns.columns.some((c) => roles.includes(c.role));
  const body = rows.slice(columns.firstRow);
  const names = columns.columns.filter((c) => NAMES.includes(c.role) && holdsWords(c, body));
  if (names.length === 0 || rows.length <= columns.firstRow) return false;
  if (has('area') && columns.columns[0]?.role === 'area' && names.every((c) => c.role === 'goal'))
    return false;
  if (has('note', 'rate', 'leadUnit', 'responsibleUnit')) return true;
  const strong = names.some((c) => !c.weak) || names.length > 1;
  return (
    strong &&
    (numberedRows(rows, columns) > 1 || has('supportingUnit', 'leadOfficial', 'officialInCharge', 'status'))
  );
}
