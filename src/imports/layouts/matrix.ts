/** A table by areas: a row for each district, for each indicator its target, progress and rate side by side. */
import type { Cell, Document, Table } from '../../domain/document.ts';
import { type AreaValue, tellAreas } from '../area-values.ts';
import { addPeople, cleanText, type People, unwrapped } from '../cells.ts';
import { type Column, findColumns } from '../columns.ts';
import type { ColumnRole } from '../header-words.ts';
import { above } from '../preamble.ts';
import type { Layout, RawList, RawProject } from '../raw.ts';
import { counted, withMeasure, withoutMeasure } from '../titles.ts';
import { defaultUnitWord, looksLikeUnit } from '../unit-words.ts';
import { classifyHeader, headerText, isWholeArea } from '../vocabulary.ts';

/** Columns of one indicator. */
interface Indicator {
  /** 城镇新增就业（人） */
  name: string;
  units: string[];
  goal: Place | null;
  note: Place | null;
  rate: Place | null;
}

/** A column and the word over it. */
interface Place {
  at: number;
  word: string;
}

interface Matrix {
  indicators: Indicator[];
  /** First row of values. */
  firstRow: number;
}

/** Recognised by the headers 目标/进度/比例 that repeat for several indicators, and by a first column of areas. */
export const matrixLayout: Layout<Document> = {
  name: 'matrix',
  recognise: (document) => (tablesOf(document).some((table) => matrixOf(table) !== null) ? 0.95 : 0),
  read(document): RawList | null {
    const read = tablesOf(document).flatMap((table) => {
      const matrix = matrixOf(table);
      return matrix
        ? [{ table, projects: matrix.indicators.flatMap((i) => projectOf(i, table, matrix.firstRow)) }]
        : [];
    });
    const first = read[0];
    if (!first) return null;
    const { title, preamble } = above(document, document.blocks.indexOf(first.table));
    const caption = cleanText(first.table.rows[0]?.[0]?.text ?? '');
    const projects = read.flatMap((r) => r.projects);
    return { title: title ?? (caption || null), preamble, projects, periodHints: [], layout: 'matrix' };
  },
};

const tablesOf = (document: Document) => document.blocks.filter((block) => block.kind === 'table');
const HEADER_DEPTH = 8;

function matrixOf(table: Table): Matrix | null {
  return indicatorMatrix(table) ?? aspectMatrix(table);
}

/** 年度目标 over 卫生室（所）, 床位（张）; 累计完成 over the same: told apart by the headers below. */
function aspectMatrix({ rows }: Table): Matrix | null {
  const found = findColumns(rows);
  const [first, ...told] = found?.columns ?? [];
  if (!found || first?.role !== 'area' || !told.every(isAspect)) return null;
  const labels = [...new Set(told.map(({ label }) => label))];
  const indicators = labels.map((name): Indicator => {
    const place = (role: ColumnRole) => {
      const column = told.find((c) => c.label === name && c.role === role);
      return column ? { at: column.index, word: column.word } : null;
    };
    return { name, units: [], goal: place('goal'), note: place('note'), rate: place('rate') };
  });
  const paired = indicators.filter(({ goal, note }) => goal && note);
  return paired.length > 0 ? { indicators: paired, firstRow: found.firstRow } : null;
}

const isAspect = ({ role, label }: Column) =>
  role === 'ignored' || (label !== '' && ['goal', 'note', 'rate'].includes(role));

/** 城镇新增就业（人） over 目标任务, 进度, 完成比例. */
function indicatorMatrix({ rows }: Table): Matrix | null {
  const at = rows.slice(0, HEADER_DEPTH).findIndex(isSubHeader);
  if (at < 1) return null;
  const over = rows.slice(0, at + 1).map((row) => classifyHeader(row[0]!.text)?.role);
  const whole = rows.slice(at + 1).some((row) => isWholeArea(row[0]!.text));
  if (!over.includes('area') && !(whole && over.every((role) => role === undefined))) return null;
  return { indicators: indicatorsOf(rows, at), firstRow: at + 1 };
}

/** 目标任务, 进度, 完成比例 and the same again. */
function isSubHeader(row: readonly Cell[]): boolean {
  const roles = row.slice(1).map((cell) => classifyHeader(cell.text)?.role);
  const count = (role: string) => roles.filter((r) => r === role).length;
  return count('note') > 1 && (count('goal') > 1 || count('rate') > 1);
}

function indicatorsOf(rows: readonly Cell[][], at: number): Indicator[] {
  const indicators = new Map<string, Indicator>();
  rows[at]!.forEach((cell, column) => {
    const role = classifyHeader(cell.text)?.role;
    if (column === 0 || (role !== 'goal' && role !== 'note' && role !== 'rate')) return;
    const texts = rows
      .slice(0, at)
      .map((row) => unwrapped(cleanText(row[column]!.text)))
      .filter(Boolean);
    const units = texts.filter((text) => looksLikeUnit(text) && text !== texts[0]);
    const name = texts.filter((text) => !units.includes(text)).at(-1) ?? '';
    const found = indicators.get(name) ?? {
      name,
      units: [...new Set(units)],
      goal: null,
      note: null,
      rate: null,
    };
    indicators.set(name, { ...found, [role]: { at: column, word: headerText(cell.text) } });
  });
  return [...indicators.values()].filter((i) => i.name !== '');
}

/** The indicator by its row for all areas, with the single areas below; none without any value. */
function projectOf(indicator: Indicator, { rows }: Table, firstRow: number): RawProject[] {
  const body = rows.slice(firstRow);
  const whole = body.find((row) => isWholeArea(row[0]!.text));
  const areas = body.filter((row) => row !== whole && textAt(row, indicator.note) !== '');
  const people: People = { units: [], officials: [] };
  for (const unit of indicator.units)
    addPeople(people, { role: 'responsibleUnit', word: defaultUnitWord, also: [], text: unit });
  const measured = (value: string) => withMeasure(value, indicator.name, '');
  const goal = measured(textAt(whole, indicator.goal));
  const note = [
    measured(textAt(whole, indicator.note)),
    tellAreas(areas.flatMap((row) => areaValues(row, indicator))),
  ];
  if (note.every((line) => line === '') && goal === '') return [];
  return [
    {
      number: '',
      title: withoutMeasure(indicator.name),
      goal,
      note: note.filter(Boolean).join('\n'),
      reason: '',
      rate: inPercent(textAt(whole, indicator.rate)),
      status: '',
      ...people,
    },
  ];
}

const textAt = (row: readonly Cell[] | undefined, place: Place | null) =>
  row && place ? cleanText(row[place.at]!.text) : '';

const inPercent = (rate: string) => rate && `${rate.replace(/[%％]$/u, '')}%`;

function areaValues(row: readonly Cell[], { name, goal, note, rate }: Indicator): AreaValue[] {
  const area = row[0]!.text;
  const value = (place: Place | null, text: string) => (place ? [{ area, word: place.word, text }] : []);
  return [
    ...value(goal, counted(textAt(row, goal), name, '')),
    ...value(note, counted(textAt(row, note), name, '')),
    ...value(rate, inPercent(textAt(row, rate))),
  ];
}
