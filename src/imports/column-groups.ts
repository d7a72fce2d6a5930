/** Columns that tell the same of several things side by side: of periods, of areas, of the parts of a project. */
import type { Cell } from '../domain/document.ts';
import { findPeriods } from '../text/dates.ts';
import { cleanText } from './cells.ts';
import { type Column, isPeriodHeader, periodIn } from './columns.ts';
import type { ColumnRole } from './header-words.ts';
import { isArea, isEarlier, isWholeArea } from './vocabulary.ts';

/** The columns of one area, or of one part of a project. */
export interface ColumnGroup {
  /** 泸水市, 指标一. */
  label: string;
  columns: Column[];
}

/** The columns of a table, told apart. */
export interface GroupedColumns {
  /** Those of the project itself and of the latest period. */
  columns: Column[];
  areas: ColumnGroup[];
  parts: ColumnGroup[];
}

/** What may be told of each of them. */
const TOLD: readonly ColumnRole[] = ['goal', 'plan', 'note', 'rate', 'status', 'reason', 'nextSteps'];
const PART: readonly ColumnRole[] = [...TOLD, 'title', 'measure', 'responsibleUnit'];
const MEASURED: readonly ColumnRole[] = ['goal', 'note', 'rate'];
/** A target of one of these periods is a step of the plan. */
const REPORTED: readonly ColumnRole[] = ['note', 'rate', 'status', 'reason', 'nextSteps', 'done', 'behind'];

/** Told apart by the headers above or below them and by what their cells hold. */
export function groupColumns(columns: readonly Column[], body: readonly Cell[][]): GroupedColumns {
  const groups = labelGroups(columns);
  const labels = groups.map(({ label }) => label);
  const parted = (areas: ColumnGroup[], parts: ColumnGroup[]): GroupedColumns => {
    const apart = new Set([...areas, ...parts].flatMap((group) => group.columns));
    const own = columns.filter((column) => !apart.has(column));
    return { columns: ofLatestPeriod(own, body), areas, parts };
  };
  if (!isRepeated(groups) || labels.every(isPeriodHeader)) return parted([], []);
  if (labels.every(isArea))
    return parted(
      groups.filter(({ label }) => !isWholeArea(label)),
      [],
    );
  const measured = groups.filter(isMeasuredPart);
  return parted([], measured.length > 1 ? measured : []);
}

function labelGroups(columns: readonly Column[]): ColumnGroup[] {
  const groups = new Map<string, Column[]>();
  for (const column of columns)
    if (column.label !== '' && PART.includes(column.role))
      groups.set(column.label, [...(groups.get(column.label) ?? []), column]);
  const all = [...groups].map(([label, members]) => ({ label, columns: members }));
  return all.filter((group) => group.columns.some(({ role }) => MEASURED.includes(role)));
}

/** The same is told under two labels at least. */
const isRepeated = (groups: readonly ColumnGroup[]) =>
  MEASURED.some((role) => groups.filter((g) => g.columns.some((c) => c.role === role)).length > 1);

const isMeasuredPart = ({ columns }: ColumnGroup) =>
  columns.some(({ role }) => role === 'goal') && columns.some(({ role }) => role === 'note');

/**
 * Of columns that report several periods or years only those of the last one that has any text; targets of a quarter
 * or month become steps of the plan.
 */
function ofLatestPeriod(columns: readonly Column[], body: readonly Cell[][]): Column[] {
  const steps = columns.map((column) =>
    column.role === 'goal' && isPeriodHeader(column.label) && periodIn(column.label) !== null
      ? { ...column, role: 'plan' as const }
      : column,
  );
  const filled = (column: Column) => body.some((row) => cleanText(row[column.index]?.text ?? '') !== '');
  const reported = steps.filter((column) => column.role === 'note');
  const told = reported.filter(filled);
  const current = told.filter((column) => !column.header.some(isEarlier));
  const notes = current.length > 0 ? current : told;
  const year = last(notes.map(yearOf));
  const end = last(notes.filter((column) => isOf(yearOf(column), year)).map(periodOf));
  const several = new Set(reported.map(periodOf)).size > 1 || new Set(reported.map(yearOf)).size > 1;
  return steps.filter((column) => {
    if (column.role === 'goal') return (yearOf(column) ?? year ?? '') >= (year ?? '');
    if (!REPORTED.includes(column.role)) return true;
    if (column.role === 'note' && reported.length > 1 && told.length > 0 && !notes.includes(column))
      return false;
    return !several || (isOf(yearOf(column), year) && isOf(periodOf(column), end));
  });
}

const last = (values: readonly (string | null)[]) =>
  values
    .filter((value) => value !== null)
    .sort()
    .at(-1) ?? null;

/** A column that names no period is told of every one. */
const isOf = (own: string | null, wanted: string | null) => own === null || wanted === null || own === wanted;

const periodOf = (column: Column) => periodIn(column.header.join(' '));

function yearOf({ header }: Column): string | null {
  const years = findPeriods(header.join(' '), '2000-12-31').map(({ to }) => to.slice(0, 4));
  return last(years.filter((year) => year > '2001'));
}
