/** Rows below a header → projects. */
import type { Cell } from '../domain/document.ts';
import {
  addPeople,
  cleanText,
  isNumeral,
  namesPeople,
  type People,
  printedNumber,
  unwrapped,
} from './cells.ts';
import { type Plan, percentOf, planOf } from './column-plan.ts';
import type { Column, Columns } from './columns.ts';
import { splitLabels } from './labels.ts';
import type { RawProject } from './raw.ts';
import { splitTask, withMeasure } from './titles.ts';
import { type ColumnRole, isTotalRow } from './vocabulary.ts';

/** A row with what it prints itself; text filled in from a merged cell above or beside it is known as such. */
interface Row {
  cells: readonly Cell[];
  /** Text of a column unless it repeats the cell to its left; '' when blank. */
  text(column: Column): string;
  /** The cell continues the one above it. */
  fromAbove(column: Column): boolean;
}

/** One project's rows. `nested`: it shares its number with others and carries its own inside its name. */
interface Group {
  rows: Row[];
}

/** Projects of a table in reading order, and the headers of its progress columns. */
export function readRows(
  rows: readonly Cell[][],
  columns: Columns,
): { projects: RawProject[]; hints: string[] } {
  const plan = planOf(columns, rows);
  const body = rows
    .slice(columns.firstRow)
    .map((cells, i) => rowOf(cells, rows[columns.firstRow + i - 1] ?? []));
  const groups = groupRows(
    body.filter((row) => isProjectRow(row, plan, columns)),
    plan,
  );
  const nested = plan.number !== null && groups.some((g) => isNested(g.rows[0]!, plan));
  const projects = groups.map((group) => projectOf(group, plan, nested));
  return { projects, hints: plan.notes.flatMap((c) => [...c.header].reverse()) };
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
    text: ({ index }) => (cells[index] && !fromLeft(index) ? cleanText(cells[index].text) : ''),
    fromAbove: ({ index }) => fromAbove(index),
  };
}

/** Not a blank row, a section heading over the whole width, a sum, a note or the header once more. */
function isProjectRow(row: Row, plan: Plan, columns: Columns): boolean {
  const texts = [...new Set(row.cells.map((c) => cleanText(c.text)).filter(Boolean))];
  const first = texts[0];
  if (first === undefined || isTotalRow(first.replace(/\s+/g, ''))) return false;
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
  const number = plan.number ? row.text(plan.number) : '';
  if (plan.number && number && !row.fromAbove(plan.number)) return true;
  const ownName = plan.names.some((c) => c.role !== 'goal' && row.text(c) !== '' && !row.fromAbove(c));
  if (plan.number && number) return ownName;
  return plan.number
    ? ownName && row.cells.filter((c) => c.text && !c.merged).length > 1
    : leafOf(row, plan) !== '' && !plan.names.every((c) => row.fromAbove(c));
}

const leafOf = (row: Row, plan: Plan) =>
  plan.names
    .map((c) => row.text(c))
    .filter(Boolean)
    .at(-1) ?? '';
const isNested = (row: Row, plan: Plan) =>
  plan.number !== null && row.fromAbove(plan.number) && leafOf(row, plan) !== '';

/** （一） or 1. before a name that is one of several under one number. */
const OWN_NUMBER =
  /^([（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?=[.、．])|[一二三四五六七八九十]{1,3}(?=、))[.、．]?\s*/u;

function projectOf(group: Group, plan: Plan, nested: boolean): RawProject {
  const first = group.rows[0]!;
  const texts = (columns: readonly Column[], glue = '\n') =>
    distinct(group.rows.flatMap((r) => columns.map((c) => r.text(c)))).join(glue);
  const names = plan.names.map((c) => unwrapped(first.text(c))).filter(Boolean);
  const named = plan.names[0]?.role === 'title' || nested;
  const own = nested ? names.map((n) => OWN_NUMBER.exec(n)?.[1] ?? '') : [];
  const bare = nested ? names.map((n) => n.replace(OWN_NUMBER, '')) : names;
  const wording = named
    ? titled(bare, goalOf(group, plan, texts))
    : splitTask(taskOf(group, plan), goalOf(group, plan, texts));
  const measure = plan.measure ? first.text(plan.measure) : '';
  const report = reportOf(group, plan);
  return {
    number: [plan.number ? printedNumber(first.text(plan.number)) : '', ...own].filter(Boolean).join('-'),
    title: wording.title,
    goal: withMeasure(wording.goal, wording.title ?? '', measure),
    note: [withMeasure(report.note, wording.title ?? '', measure), report.next].filter(Boolean).join('\n'),
    reason: [texts(plan.of('reason')), report.reason].filter(Boolean).join('\n'),
    rate: percentOf(texts(plan.of('rate'), ' '), plan.percent),
    status: texts([...plan.of('status'), ...(plan.of('plan').length > 0 ? [] : plan.states)], ' '),
    ...peopleOf(group, plan),
  };
}

/** The texts of the columns that name the work; bare figures name nothing, and would run together into another one. */
function taskOf({ rows }: Group, { names }: Plan): string {
  const texts = rows.flatMap((row) => names.map((column) => row.text(column)));
  return distinct(texts.filter((text) => /\p{L}/u.test(text))).join('\n');
}

const distinct = (texts: readonly string[]) => [...new Set(texts.filter(Boolean))];

/** （6条路）: how many parts an outer name has; no target of any one of them. */
const PART_COUNT = /[（(][\d一二三四五六七八九十]+[^（()）]{0,6}[）)]$/u;

/** The innermost name is the title; an outer one that is no category becomes the opening of the goal. */
function titled(names: readonly string[], goal: string): { title: string | null; goal: string } {
  const title = names.at(-1) ?? '';
  if (goal === '' && names.length < 2) return splitTask(title, '', true);
  const outer = names.slice(0, -1).map((name) => name.replace(PART_COUNT, ''));
  return { title: title || null, goal: [...outer, goal].filter(Boolean).join('\n') };
}

function goalOf(group: Group, plan: Plan, texts: (c: readonly Column[]) => string): string {
  const goals = plan
    .of(plan.names[0]?.role === 'title' ? 'task' : 'goal', 'goal')
    .filter((c) => !plan.names.includes(c));
  const plans = plan.of('plan', 'deadline');
  const only = plans.length === 1 && goals.length === 0 && plan.names[0]?.role === 'title';
  const nodes = plans.flatMap((c) =>
    distinct(group.rows.map((r) => r.text(c))).map((t) => (only ? t : `${headWord(c)}：${t}`)),
  );
  const remarks = plan.notes.length > 0 ? [] : labelledTexts(group, plan.of('remark'));
  return [texts(goals), ...nodes, ...remarks].filter(Boolean).join('\n');
}

const headWord = (column: Column) => column.header.at(-1) ?? column.word;

function labelledTexts(group: Group, columns: readonly Column[]): string[] {
  return columns.flatMap((c) =>
    distinct(group.rows.map((r) => r.text(c))).map((t) => `${headWord(c)}：${t}`),
  );
}

/** A progress cell in its parts: what was done, what hinders, what comes next. */
interface Report {
  note: string;
  reason: string;
  next: string;
}

/** Texts of the progress columns; where several differ each under its own header word. */
function reportOf(group: Group, plan: Plan): Report {
  const filled = plan.notes.filter((c) => group.rows.some((r) => r.text(c) !== ''));
  const cells = filled.flatMap((c) =>
    distinct(group.rows.map((r) => r.text(c))).map((text) => ({ column: c, ...splitReport(text) })),
  );
  const notes = cells.map((cell) =>
    filled.length > 1 && cell.note ? `${headWord(cell.column)}：${cell.note}` : cell.note,
  );
  const remarks = plan.notes.length > 0 ? plan.of('remark') : [];
  const reached = plan.of('plan').length > 0 ? labelledTexts(group, plan.states) : [];
  const next = [...cells.map((cell) => cell.next), ...labelledTexts(group, plan.of('nextSteps'))];
  return {
    note: [...notes, ...reached, ...labelledTexts(group, remarks)].filter(Boolean).join('\n'),
    reason: cells
      .map((cell) => cell.reason)
      .filter(Boolean)
      .join('\n'),
    next: next.filter(Boolean).join('\n'),
  };
}

/** 进展情况：… 存在问题：… 下一步打算：… in one cell. Other labels inside belong to the text. */
function splitReport(text: string): Report {
  const parts = splitLabels(text);
  const known = parts.every(({ label }) => label === null || REPORTED.includes(label.role));
  if (!known || parts.length === 0 || parts[0]?.label === null) return { note: text, reason: '', next: '' };
  const of = (role: ColumnRole) => parts.filter((p) => p.label?.role === role);
  return {
    note: of('note')
      .map((p) => p.text)
      .join('\n'),
    reason: of('reason')
      .map((p) => p.text)
      .join('\n'),
    next: of('nextSteps')
      .map((p) => `${p.label!.word}：${p.text}`)
      .join('\n'),
  };
}

const REPORTED: readonly ColumnRole[] = ['note', 'reason', 'nextSteps'];

function peopleOf(group: Group, plan: Plan): People {
  const people: People = { units: [], officials: [] };
  for (const column of plan.of(
    'leadUnit',
    'responsibleUnit',
    'supportingUnit',
    'leadOfficial',
    'officialInCharge',
    'contact',
  )) {
    if (!namesPeople(column.role)) continue;
    for (const text of distinct(group.rows.map((r) => r.text(column))))
      addPeople(people, { ...column, text });
  }
  return people;
}

/** Rows that carry a number of the list, as evidence. */
export function numberedRows(rows: readonly Cell[][], columns: Columns): number {
  const number = columns.columns.find((c) => c.role === 'number');
  return number
    ? rows.slice(columns.firstRow).filter((r) => isNumeral(r[number.index]?.text ?? '')).length
    : 0;
}
