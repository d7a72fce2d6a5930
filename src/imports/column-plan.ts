/** What the columns of a table of projects are used for, judged by all of them together and by what they hold. */
import type { Cell } from '../domain/document.ts';
import { cleanText, isNumeral } from './cells.ts';
import { type ColumnGroup, groupColumns } from './column-groups.ts';
import type { Column, Columns } from './columns.ts';
import type { ColumnRole } from './header-words.ts';
import { namesState } from './reading/status.ts';
import { indicatorColumn } from './row-indicators.ts';
import { isMeasureCell } from './titles.ts';
import { looksLikeUnit } from './unit-words.ts';

/** Columns by what they are used for. */
export interface Plan {
  number: Column | null;
  /** Numbers of the parts under one number: 1.1, 1-2. */
  subNumber: Column | null;
  /** Columns that name the project, outermost first. */
  names: Column[];
  /** What each row of a project counts, where a project has a row for each of its indicators. */
  indicator: Column | null;
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
  /** Columns of single areas, and those of single parts of a project. */
  areas: ColumnGroup[];
  parts: ColumnGroup[];
}

/** Decides it once for a table. */
export function planOf(table: Columns, rows: readonly Cell[][]): Plan {
  const body = rows.slice(table.firstRow);
  const { columns, areas, parts } = groupColumns(byContent(table.columns, body), body);
  const of = (...roles: ColumnRole[]) => columns.filter((c) => roles.includes(c.role));
  const measure = columns.find((c) => isMeasureColumn(c, body)) ?? null;
  const indicator = indicatorColumn(columns, body);
  const states = of('note').length > 1 ? of('note').filter((c) => holdsStates(c, body)) : [];
  const [number = null, subNumber = null] = of('number');
  const naming = (c: Column) => c !== indicator && !(subNumber === null && isCategory(c, number, body));
  const named = (['title', 'task', 'goal'] as const).map((role) => of(role).filter(naming));
  const names = named.find((some) => some.length > 0) ?? [];
  return {
    number,
    subNumber,
    names,
    indicator,
    of: (...roles) => of(...roles).filter((c) => c !== measure && c !== indicator),
    notes: of('note').filter((c) => !states.includes(c)),
    states,
    measure,
    percent: of('rate').some((c) => body.some((row) => Number(row[c.index]?.text) > MOST_SHARE)),
    areas,
    parts,
  };
}

/** Bare numbers above this are percent: shares of a plan seldom reach it, percentages always do somewhere. */
const MOST_SHARE = 3;

/** 52 → 52% where the column holds percent. */
export const percentOf = (rate: string, percent: boolean) =>
  percent && /^[\d.]+$/u.test(rate) ? `${rate}%` : rate;

/**
 * Headers say little where cells say more: 进度 over 0.75 is a rate, 备注 over 达到时间进度 a state, 子项 over 1.1 a
 * number of the list.
 */
function byContent(columns: readonly Column[], body: readonly Cell[][]): Column[] {
  return columns.map((column) => {
    const texts = ownTexts(column, body);
    if (column.role === 'note' && holdsRates(texts)) return { ...column, role: 'rate' };
    if (column.role === 'remark' && namesStates(texts)) return { ...column, role: 'status' };
    if (column.role === 'remark' && namesUnits(texts)) return { ...column, role: 'responsibleUnit' };
    const numbers = texts.length > 0 && texts.every(isSubNumber) && !texts.every((t) => /^\d+$/u.test(t));
    return numbers && NAMING.includes(column.role) ? { ...column, role: 'number' } : column;
  });
}

const NAMING: readonly ColumnRole[] = ['title', 'task', 'ignored', 'category'];
const CIRCLED = /^[①-⑳⑴-⒇]$/u;
const isSubNumber = (text: string) => isNumeral(text) || CIRCLED.test(text);

/** The texts that a column prints itself, its header left out where a page repeats it. */
const ownTexts = (column: Column, body: readonly Cell[][]) =>
  body
    .filter((row) => row[column.index] && !row[column.index]!.merged)
    .map((row) => cleanText(row[column.index]!.text))
    .filter((text) => text !== '' && !column.header.includes(text));

/** Percentages throughout, or shares up to one of which some are broken. */
function holdsRates(texts: readonly string[]): boolean {
  if (texts.length === 0) return false;
  const percents = texts.filter((text) => /^\d+(?:\.\d+)?\s*[%％]$/u.test(text));
  if (percents.length > 0 && texts.every((text) => percents.includes(text) || /^0?$/u.test(text)))
    return true;
  return (
    texts.every((text) => /^(?:0|0?\.\d+|1|1\.0+)$/u.test(text)) && texts.some((t) => /^0?\.\d/u.test(t))
  );
}

/** 单位 over 人, 个, 万元 is a unit of measure, over names of bureaus it is the responsible unit. */
function isMeasureColumn(column: Column, body: readonly Cell[][]): boolean {
  if (column.role === 'measure') return true;
  if (column.word !== '单位') return false;
  const texts = body.map((row) => row[column.index]?.text ?? '').filter(Boolean);
  const measures = texts.filter(isMeasureCell);
  return measures.length > 0 && measures.length * 3 >= texts.length * 2 && !texts.some(looksLikeUnit);
}

/** Bureaus throughout. */
const namesUnits = (texts: readonly string[]) =>
  texts.length > 1 &&
  texts.every((text) => text.split(/[、，,；;\n]+/u).every((name) => looksLikeUnit(name.trim())));

/** A name merged over several numbers of the list is that of a group of projects (就业工程 over 1, 2, 3). */
function isCategory({ role, index }: Column, number: Column | null, body: readonly Cell[][]): boolean {
  if (role !== 'title' || number === null) return false;
  return body.some((row, at) => {
    const [name, own] = [row[index], row[number.index]];
    const above = body[at - 1]?.[number.index]?.text ?? '';
    return Boolean(name?.merged && name.text === body[at - 1]?.[index]?.text && isOther(own, above));
  });
}

const isOther = (cell: Cell | undefined, above: string) =>
  cell !== undefined && !cell.merged && isNumeral(cell.text) && isNumeral(above) && cell.text !== above;

/** Longest cell that may name a state: 未完成季度目标, 正在有序推进中. */
export const LONGEST_STATE = 10;

const namesStates = (texts: readonly string[]) =>
  texts.length > 1 && texts.every((text) => text.length <= LONGEST_STATE && namesState(text));

function holdsStates(column: Column, body: readonly Cell[][]): boolean {
  const texts = ownTexts(column, body);
  const short = texts.every((text) => text.length <= LONGEST_STATE && !/\d/u.test(text));
  return short && texts.some(namesState);
}
