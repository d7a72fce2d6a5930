/** What the columns of a table of projects are used for, judged by all of them together and by what they hold. */
import type { Cell } from '../domain/document.ts';
import { type Column, type Columns, periodIn } from './columns.ts';
import { isMeasureCell } from './titles.ts';
import type { ColumnRole } from './vocabulary.ts';

/** Columns by what they are used for. */
export interface Plan {
  number: Column | null;
  /** Columns that name the project, outermost first. */
  names: Column[];
  of(...roles: ColumnRole[]): Column[];
  /** Progress columns of the latest period. */
  notes: Column[];
  measure: Column | null;
  /**
   * Columns that by their header report progress but hold only words such as 完成, 未完成: the state of the project,
   * or beside a quarter's target only of that target.
   */
  states: Column[];
  /** Bare numbers of the rate column are percent (52), not shares (0.52). */
  percent: boolean;
}

/** Decides it once for a table. */
export function planOf({ columns, firstRow }: Columns, rows: readonly Cell[][]): Plan {
  const of = (...roles: ColumnRole[]) => columns.filter((c) => roles.includes(c.role));
  const measure = columns.find((c) => isMeasureColumn(c, rows.slice(firstRow))) ?? null;
  const titles = of('title');
  const states = of('note').length > 1 ? of('note').filter((c) => holdsStates(c, rows.slice(firstRow))) : [];
  const names = titles.length > 0 ? titles : of('task').length > 0 ? of('task') : of('goal');
  return {
    number: columns.find((c) => c.role === 'number') ?? null,
    names,
    of: (...roles) => of(...roles).filter((c) => c !== measure),
    notes: latest(of('note')).filter((c) => !states.includes(c)),
    states,
    measure,
    percent: of('rate').some((c) =>
      rows.slice(firstRow).some((row) => Number(row[c.index]?.text) > MOST_SHARE),
    ),
  };
}

/** Bare numbers above this are percent: shares of a plan seldom reach it, percentages always do somewhere. */
const MOST_SHARE = 3;

/** 52 → 52% where the column holds percent. */
export const percentOf = (rate: string, percent: boolean) =>
  percent && /^[\d.]+$/u.test(rate) ? `${rate}%` : rate;

/** 单位 over 人, 个, 万元 is a unit of measure, over names of bureaus it is the responsible unit. */
function isMeasureColumn(column: Column, body: readonly Cell[][]): boolean {
  if (column.role === 'measure') return true;
  if (column.word !== '单位') return false;
  const texts = body.map((row) => row[column.index]?.text ?? '').filter(Boolean);
  return texts.length > 0 && texts.every(isMeasureCell);
}

/** 未完成季度目标, 正在有序推进中. */
const LONGEST_STATE = 10;

function holdsStates(column: Column, body: readonly Cell[][]): boolean {
  const cells = body
    .map((row) => row[column.index])
    .filter((c) => c?.text && !c.merged && !column.header.includes(c.text));
  return cells.length > 0 && cells.every((c) => c!.text.length <= LONGEST_STATE && !/\d/u.test(c!.text));
}

/** Of progress columns that name different periods only those of the last one. */
function latest(notes: Column[]): Column[] {
  const ends = notes.map((c) => periodIn(c.header.join(' ')));
  const last = ends
    .filter((e) => e !== null)
    .sort()
    .at(-1);
  if (!last || new Set(ends).size < 2) return notes;
  return notes.filter((_, i) => ends[i] === last || ends[i] === null);
}
