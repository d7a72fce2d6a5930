/** Rows of a table → the rows of each project. */
import type { Cell } from '../domain/document.ts';
import { cleanText, isNumeral } from './cells.ts';
import type { Plan } from './column-plan.ts';
import type { Column, Columns } from './columns.ts';
import { isBlankMark, isFormRow, isTotalRow } from './vocabulary.ts';

/** A row with what it prints itself; text filled in from a merged cell above or beside it is known as such. */
export interface Row {
  cells: readonly Cell[];
  /** Text of a column unless it repeats the cell to its left; '' when blank or marked as such (/, —). */
  text(column: Column): string;
  /** The cell continues the one above it. */
  fromAbove(column: Column): boolean;
  /** Blank, or what the row above prints too. */
  repeats(column: Column): boolean;
}

/** One project's rows. */
export interface Group {
  rows: Row[];
}

/** The projects of the rows below a header, in reading order. */
export function groupsOf(rows: readonly Cell[][], columns: Columns, plan: Plan): Group[] {
  const body = rows
    .slice(columns.firstRow)
    .map((cells, i) => rowOf(cells, rows[columns.firstRow + i - 1] ?? []));
  const items = body.filter((row) => isProjectRow(row, plan, columns));
  const numbers = items.map((row) => (plan.number ? row.text(plan.number) : ''));
  return groupRows(withoutHeadings(items, plan, numbers), plan);
}

function rowOf(cells: readonly Cell[], above: readonly Cell[]): Row {
  const fromAbove = (i: number): boolean => {
    const cell = cells[i];
    if (!cell?.merged || cell.text !== above[i]?.text) return false;
    return i === 0 || cells[i - 1]?.text !== cell.text || fromAbove(i - 1);
  };
  const fromLeft = (i: number) => i > 0 && cells[i]!.merged && cells[i - 1]!.text === cells[i]!.text;
  return {
    cells,
    text: ({ index }) => (cells[index] && !fromLeft(index) ? told(cells[index]) : ''),
    fromAbove: ({ index }) => fromAbove(index),
    repeats: ({ index }) => ['', above[index]?.text].includes(cells[index]?.text),
  };
}

function told(cell: Cell): string {
  const text = cleanText(cell.text);
  return isBlankMark(text) ? '' : text;
}

/** Not a blank row, a section heading over the whole width, a sum, a note, a form's signature or the header once more. */
function isProjectRow(row: Row, plan: Plan, columns: Columns): boolean {
  const texts = [...new Set(row.cells.map((c) => cleanText(c.text)).filter(Boolean))];
  const first = texts[0];
  if (first === undefined || isTotalRow(first.replace(/\s+/g, '')) || isFormRow(first)) return false;
  if (
    plan.names.some((column) => isTotalRow(row.text(column).replace(/\s+/g, '')) && isUnnumbered(row, plan))
  )
    return false;
  if (
    texts.length === 1 &&
    row.cells.length > 2 &&
    !row.cells.some((c, i) => c.text && row.fromAbove(columns.columns[i]!))
  )
    return plan.number === null && row.text(plan.names[0]!) !== '' && !row.cells.some((c) => c.merged);
  return !columns.columns.every(
    (c) => !row.text(c) || c.header.includes(row.text(c)) || c.role === 'ignored',
  );
}

const isUnnumbered = (row: Row, { number }: Plan) => number === null || row.text(number) === '';

/** 一 教育类 between rows 1, 2, 3: a number of the other kind and a name, and nothing else. */
function withoutHeadings(items: readonly Row[], plan: Plan, numbers: readonly string[]): Row[] {
  if (!plan.number || !numbers.some((number) => /\d/u.test(number))) return [...items];
  const named = new Set([plan.number, ...plan.names, ...plan.of('category', 'ignored')].map((c) => c.index));
  return items.filter((row, i) => {
    const other = numbers[i] !== '' && !/\d/u.test(numbers[i]!) && isNumeral(numbers[i]!);
    return !other || row.cells.some((cell, at) => cell.text && !named.has(at));
  });
}

function groupRows(rows: readonly Row[], plan: Plan): Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && !startsProject(row, plan)) last.rows.push(row);
    else groups.push({ rows: [row] });
  }
  return groups.filter(
    (g) => leafOf(g.rows[0]!, plan) !== '' || (plan.number && g.rows[0]!.text(plan.number)),
  );
}

function startsProject(row: Row, plan: Plan): boolean {
  if (plan.indicator) return ![...plan.names, ...(plan.number ? [plan.number] : [])].every(row.repeats);
  if (plan.subNumber && row.text(plan.subNumber) !== '' && !row.fromAbove(plan.subNumber)) return true;
  const number = plan.number ? row.text(plan.number) : '';
  if (plan.number && number && !row.fromAbove(plan.number)) return true;
  const ownName = plan.names.some((c) => c.role !== 'goal' && row.text(c) !== '' && !row.fromAbove(c));
  if (plan.number && number) return ownName && !isToldTogether(row, plan);
  return plan.number
    ? ownName && row.cells.filter((c) => c.text && !c.merged).length > 1
    : leafOf(row, plan) !== '' && !plan.names.every((c) => row.fromAbove(c));
}

/** Under one number, and how it stands is told of all its rows at once: a further target, no project of its own. */
function isToldTogether(row: Row, plan: Plan): boolean {
  const told = [...plan.notes, ...plan.of('rate', 'status')];
  return told.length > 0 && told.every((column) => row.text(column) !== '' && row.fromAbove(column));
}

const leafOf = (row: Row, plan: Plan) =>
  plan.names
    .map((c) => row.text(c))
    .filter(Boolean)
    .at(-1) ?? '';

/** It shares its number with others and carries its own inside its name. */
export const isNested = ({ rows }: Group, plan: Plan): boolean =>
  plan.number !== null && rows[0]!.fromAbove(plan.number) && leafOf(rows[0]!, plan) !== '';

/** Rows that carry a number of the list, as evidence. */
export function numberedRows(rows: readonly Cell[][], columns: Columns): number {
  const number = columns.columns.find((c) => c.role === 'number');
  return number
    ? rows.slice(columns.firstRow).filter((r) => isNumeral(r[number.index]?.text ?? '')).length
    : 0;
}
