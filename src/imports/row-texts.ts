/** Texts of a project's rows: what it is to reach, and what was reported. */
import { type AreaValue, tellAreas } from './area-values.ts';
import { unwrapped } from './cells.ts';
import type { ColumnGroup } from './column-groups.ts';
import { type Plan, percentOf } from './column-plan.ts';
import type { Column } from './columns.ts';
import type { ColumnRole } from './header-words.ts';
import { splitLabels } from './labels.ts';
import type { Group, Row } from './row-groups.ts';
import { counted, withMeasure, withoutMeasure } from './titles.ts';
import { shareWord } from './unit-words.ts';
import { headerText, isWholeArea } from './vocabulary.ts';

/** A project's rows with what its bare numbers count. */
export interface Subject {
  group: Group;
  title: string;
  /** Its unit of measure where the sheet has a column for it. */
  measure: string;
}

/** Each text once. */
export const distinct = (texts: readonly string[]): string[] => [...new Set(texts.filter(Boolean))];

/** What a project is to reach: its targets, the steps of its plan, remarks of a sheet that reports nothing. */
export function goalOf(subject: Subject, plan: Plan): string {
  const named = plan.names[0]?.role === 'title';
  const steps = stepsOf(subject.group, plan);
  const own = (column: Column) => steps === null || ![steps.what, steps.day].includes(column);
  const goals = plan
    .of(named ? 'task' : 'goal', 'goal')
    .filter((c) => !plan.names.includes(c))
    .filter(own);
  const plans = plan.of('plan', 'deadline').filter(own);
  const only = plans.length === 1 && plans[0]!.role === 'plan' && goals.length === 0 && named;
  const nodes = plans.flatMap((c) =>
    printedTexts(subject, plan, c).map((t) => (only ? t : `${stepWord(c)}：${t}`)),
  );
  const reports = plan.notes.length > 0 || plan.parts.length > 0;
  const remarks = reports ? [] : labelledTexts(subject, plan, plan.of('remark'));
  const areas = plan.notes.length > 0 ? '' : areaText(subject, plan);
  const targets = goals.flatMap((c) => textsOf(subject, plan, c));
  const dated = steps === null ? [] : dayLines(subject.group, steps);
  return [...distinct(targets), ...partLines(subject, plan, 'goal'), ...dated, ...nodes, ...remarks, areas]
    .filter(Boolean)
    .join('\n');
}

/** The columns of a project with a row for each of its steps: what is to be done, and by when. */
interface Steps {
  what: Column;
  day: Column;
}

/** Null unless a project's rows print several days of their own, each with words of its own beside it. */
function stepsOf({ rows }: Group, plan: Plan): Steps | null {
  if (plan.indicator) return null;
  const texts = (column: Column) => distinct(rows.map((row) => row.text(column)));
  const apart = (column: Column) =>
    texts(column).length > 1 && rows.every((row) => row.text(column) === '' || !row.fromAbove(column));
  const worded = (column: Column) => texts(column).every((text) => /\p{L}{2}/u.test(text));
  const day = plan.of('deadline').find(apart);
  const what = plan
    .of('plan', 'task', 'goal')
    .find((column) => !plan.names.includes(column) && apart(column) && worded(column));
  return day && what ? { what, day } : null;
}

/** 8月底：主体完工, a line for each step; one without a day, or a day without words, stands alone. */
function dayLines({ rows }: Group, { what, day }: Steps): string[] {
  return distinct(rows.map((row) => [unwrapped(row.text(day)), row.text(what)].filter(Boolean).join('：')));
}

/** Header word of a column without its unit of measure. */
const headWord = (column: Column) => column.header.at(-1) ?? column.word;
/** 二季度 over 计划: the period says more; 完成时限 says what its day is. */
const stepWord = (column: Column) =>
  column.role === 'deadline' ? column.word : column.label || headWord(column);

function labelledTexts(subject: Subject, plan: Plan, columns: readonly Column[]): string[] {
  return columns.flatMap((c) => textsOf(subject, plan, c).map((t) => `${headWord(c)}：${t}`));
}

/** Texts of one column; bare numbers and quantities with what they count. */
function textsOf(subject: Subject, plan: Plan, column: Column): string[] {
  const { title, measure } = subject;
  return printedTexts(subject, plan, column).map((text) =>
    withMeasure(text, title, measure || column.measure),
  );
}

/** The same without a name before quantities: the steps of a plan. */
function printedTexts(subject: Subject, plan: Plan, column: Column): string[] {
  const { title, measure } = subject;
  if (plan.indicator) return indicatorTexts(subject, plan, column);
  const unit = measure || column.measure;
  const texts = ownTexts(subject.group, plan, column);
  return unit === '' ? texts : texts.map((text) => counted(text, title, unit));
}

/** 新增托位220个，占目标61.1%: what each row tells of its indicator; a cell merged over all of them speaks for itself. */
function indicatorTexts({ group: { rows } }: Subject, plan: Plan, column: Column): string[] {
  const texts = rows.map((row) => row.text(column));
  if (rows.slice(1).some((row) => row.fromAbove(column))) return distinct(texts);
  return rows.flatMap((row, i) => {
    const text = texts[i]!;
    if (text === '') return [];
    const name = row.text(plan.indicator!);
    const unit = (plan.measure && row.text(plan.measure)) || column.measure;
    const told = withMeasure(text, name, unit);
    const whole = told === text && !text.includes(name) ? `${name}：${text}` : told;
    return [column.role === 'note' ? `${whole}${shareOf(row, plan)}` : whole];
  });
}

/** The share of its target that a row prints for its own indicator. */
function shareOf(row: Row, plan: Plan): string {
  const [share = ''] = plan.of('rate').map((column) => (row.fromAbove(column) ? '' : row.text(column)));
  return share === '' ? '' : `，${shareWord}${percentOf(share, true)}`;
}

/** Texts of one column as they stand; of rows by areas only what is told of all of them. */
export function ownTexts(group: Group, plan: Plan, column: Column): string[] {
  const texts = distinct(group.rows.map((row) => row.text(column)));
  return byAreas(group, plan) ? wholeTexts(group, plan, column, texts) : texts;
}

/** Rows of one project that are told apart by their areas. */
function byAreas({ rows }: Group, plan: Plan): Column | null {
  const [area] = plan.of('area');
  return area && distinct(rows.map((row) => row.text(area))).length > 1 ? area : null;
}

function wholeTexts(group: Group, plan: Plan, column: Column, texts: string[]): string[] {
  const area = byAreas(group, plan)!;
  const whole = group.rows.filter((row) => isWholeArea(row.text(area)));
  if (whole.length > 0) return distinct(whole.map((row) => row.text(column)));
  return texts.length === 1 ? texts : [];
}

/** What is told of the single areas, by their rows or by their columns. */
function areaText(subject: Subject, plan: Plan): string {
  const { group } = subject;
  const area = byAreas(group, plan);
  const own: ColumnGroup = { label: '', columns: [...plan.of('goal'), ...plan.notes, ...plan.of('rate')] };
  const byRow = area
    ? group.rows
        .filter((row) => row.text(area) !== '' && !isWholeArea(row.text(area)))
        .flatMap((row) => areaValues(subject, row, { ...own, label: row.text(area) }))
    : [];
  return tellAreas([...byRow, ...plan.areas.flatMap((part) => areaValues(subject, group.rows[0]!, part))]);
}

function areaValues({ title, measure }: Subject, row: Row, { label, columns }: ColumnGroup): AreaValue[] {
  return columns.map((column) => {
    const text = row.text(column);
    const value =
      column.role === 'rate' ? percentOf(text, true) : counted(text, title, measure || column.measure);
    return { area: label, word: headerText(column.word), text: value };
  });
}

/** 指标一: 城镇新增就业（人）| 2600 | 2744 → 城镇新增就业2600人, a line for each part of the project. */
function partLines({ group }: Subject, plan: Plan, role: 'goal' | 'note'): string[] {
  return group.rows.flatMap((row) =>
    plan.parts.flatMap(({ label, columns }) => {
      const of = (wanted: ColumnRole) => columns.find((c) => c.role === wanted);
      const [name, unit, value] = [of('title'), of('measure'), of(role)];
      const text = value ? row.text(value) : '';
      const printed = (name && row.text(name)) || label;
      if (text === '' || !value) return [];
      const told = withMeasure(text, printed, (unit && row.text(unit)) || value.measure);
      return [told === text ? `${withoutMeasure(printed)}：${text}` : told];
    }),
  );
}

/** A progress cell in its parts: what was done, what hinders, what comes next. */
export interface Report {
  note: string;
  reason: string;
  next: string;
}

/** Texts of the progress columns; where several differ each under its own header word. */
export function reportOf(subject: Subject, plan: Plan): Report {
  const filled = plan.notes.filter((c) => textsOf(subject, plan, c).length > 0);
  const cells = filled.flatMap((c) =>
    textsOf(subject, plan, c).map((text) => ({ column: c, ...splitReport(text) })),
  );
  const notes = cells.map((cell) =>
    filled.length > 1 && cell.note ? `${withoutMeasure(headWord(cell.column))}：${cell.note}` : cell.note,
  );
  const parts = partLines(subject, plan, 'note');
  const remarks = plan.notes.length > 0 ? plan.of('remark') : [];
  const reached = plan.of('plan').length > 0 ? labelledTexts(subject, plan, plan.states) : [];
  const areas = plan.notes.length > 0 ? areaText(subject, plan) : '';
  const next = [...cells.map((cell) => cell.next), ...labelledTexts(subject, plan, plan.of('nextSteps'))];
  const joined = (texts: readonly string[]) => texts.filter(Boolean).join('\n');
  return {
    note: joined([...notes, ...parts, ...reached, ...labelledTexts(subject, plan, remarks), areas]),
    reason: joined(cells.map((cell) => cell.reason)),
    next: joined(next),
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
