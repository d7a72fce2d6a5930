/** Rows below a header → projects. */
import type { Cell } from '../domain/document.ts';
import { addPeople, namesPeople, type People, printedNumber, unwrapped } from './cells.ts';
import { LONGEST_STATE, type Plan, percentOf, planOf } from './column-plan.ts';
import type { Column, Columns } from './columns.ts';
import { withLabelledRows } from './labelled-rows.ts';
import { splitLabels } from './labels.ts';
import { type RawProject, ROWS_APART } from './raw.ts';
import { namesState, saysDone } from './reading/status.ts';
import { type Group, groupsOf, isNested } from './row-groups.ts';
import { distinct, goalOf, ownTexts, reportOf } from './row-texts.ts';
import { measureIn, splitTask, withMeasure } from './titles.ts';
import { defaultSupportingWord, supportingUnitIn } from './unit-words.ts';
import { withWordedRates } from './worded-rates.ts';

/** What the rows of a table hold. */
export interface ReadRows {
  /** In reading order. */
  projects: RawProject[];
  /** Headers of the progress columns. */
  hints: string[];
  /** Days on which rows were filed. */
  recorded: string[];
}

/** Projects of a table and what it says of its period. */
export function readRows(printed: readonly Cell[][], found: Columns): ReadRows {
  const { rows, columns } = withWordedRates(withLabelledRows(printed, found));
  const plan = planOf(columns, rows);
  const groups = groupsOf(rows, columns, plan);
  const nested = groups.some((group) => isNested(group, plan));
  const projects = groups.map((group) => projectOf(group, plan, nested));
  const recorded = groups.flatMap((group) =>
    plan.of('asOf').flatMap((column) => group.rows.map((row) => row.text(column))),
  );
  const hints = plan.notes.flatMap((c) => [...c.header].reverse());
  return { projects, hints, recorded: distinct(recorded) };
}

/** （一） or 1. before a name that is one of several under one number. */
const OWN_NUMBER =
  /^([（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?=[.、．])|[一二三四五六七八九十]{1,3}(?=、))[.、．]?\s*/u;

function projectOf(group: Group, plan: Plan, nested: boolean): RawProject {
  const naming = { ...plan, names: namesOf(group, plan) };
  const own = nested ? ownNames(group, naming).map((name) => OWN_NUMBER.exec(name)?.[1] ?? '') : [];
  const measure = plan.measure ? group.rows[0]!.text(plan.measure) : sharedMeasure(group, plan);
  const wording = wordingOf(group, naming, { nested, measure });
  const subject = { group, title: wording.title ?? '', measure };
  const report = reportOf(subject, naming);
  const rates = plan.indicator ? [] : distinct(plan.of('rate').flatMap((c) => ownTexts(group, plan, c)));
  const reasons = distinct(plan.of('reason').flatMap((column) => group.rows.map((row) => row.text(column))));
  return {
    number: numberOf(group, plan, own),
    ...wording,
    note: [report.note, report.next].filter(Boolean).join('\n'),
    reason: [...reasons, report.reason].filter(Boolean).join('\n'),
    rate: percentOf(rates.join(' '), plan.percent),
    status: statusOf(group, plan),
    ...peopleOf(group, plan),
  };
}

/** 人 of 1300人 beside a bare 700: target and result of a row count the same. */
function sharedMeasure({ rows: [row] }: Group, plan: Plan): string {
  const cells = [...plan.of('goal', 'plan'), ...plan.notes].filter((c) => c.measure === '');
  return cells.map((column) => measureIn(row!.text(column))).find(Boolean) ?? '';
}

/** A part under a number of its own is named by its task, where the sheet has no name for it. */
function namesOf({ rows }: Group, { names, subNumber, of }: Plan): Column[] {
  const part = subNumber !== null && rows[0]!.text(subNumber) !== '' && names[0]?.role === 'title';
  return part && names.length === 1 ? [...names, ...of('task')] : names;
}

const ownNames = ({ rows }: Group, { names }: Plan) =>
  names.map((column) => unwrapped(rows[0]!.text(column))).filter(Boolean);

/** 3, or of a part 2-（一）; a part's number that repeats the outer one (2.1) stands alone. */
function numberOf({ rows }: Group, { number, subNumber }: Plan, own: readonly string[]): string {
  const outer = number ? printedNumber(rows[0]!.text(number)) : '';
  const inner = subNumber ? printedNumber(rows[0]!.text(subNumber)) : '';
  if (inner !== '' && inner.startsWith(outer)) return inner;
  return [outer, inner, ...own].filter(Boolean).join('-');
}

type Wording = Pick<RawProject, 'title' | 'goal'>;

function wordingOf(
  group: Group,
  plan: Plan,
  { nested, measure }: { nested: boolean; measure: string },
): Wording {
  const names = ownNames(group, plan).map((name) => (nested ? name.replace(OWN_NUMBER, '') : name));
  const named = plan.names[0]?.role === 'title' || nested || haveOneHeader(plan.names);
  const task = taskOf({ rows: group.rows.slice(0, 1) }, plan);
  const title = (named ? names.at(-1) : splitTask(task, '').title) ?? '';
  const goal = [...furtherNames(group, plan), goalOf({ group, title, measure }, plan)]
    .filter(Boolean)
    .join('\n');
  const wording = named ? titled(names, goal) : splitTask(task, goal);
  return { ...wording, goal: withMeasure(wording.goal, wording.title ?? '', measure) };
}

/** What the rows below the first one are called, where these are further targets of one project. */
function furtherNames({ rows }: Group, plan: Plan): string[] {
  const [first = [], ...further] = rows.map((row) => plan.names.map((column) => unwrapped(row.text(column))));
  return distinct(further.flat()).filter((name) => !first.includes(name));
}

/** One header over several columns (项目内容 over a group and its parts): the inner ones name the work. */
const haveOneHeader = (names: readonly Column[]) =>
  names.length > 1 && names.every((column) => column.word === names[0]!.word);

/** The texts of the columns that name the work; bare figures name nothing, and would run together into another one. */
function taskOf({ rows }: Group, { names }: Plan): string {
  const texts = rows.flatMap((row) => names.map((column) => row.text(column)));
  return distinct(texts.filter((text) => /\p{L}/u.test(text))).join('\n');
}

/** （6条路）: how many parts an outer name has; no target of any one of them. */
const PART_COUNT = /[（(][\d一二三四五六七八九十]+[^（()）]{0,6}[）)]$/u;

/** The innermost name is the title; an outer one that is no category becomes the opening of the goal. */
function titled(names: readonly string[], goal: string): Wording {
  const title = names.at(-1) ?? '';
  if (goal === '' && names.length < 2) return splitTask(title, '', true);
  const outer = names.slice(0, -1).map((name) => name.replace(PART_COUNT, ''));
  return { title: title.replace(/。$/u, '') || null, goal: [...outer, goal].filter(Boolean).join('\n') };
}

/**
 * The state by its columns, one a line; a bare answer (否) under a question (是否滞后) together with it. Beside the plan
 * of a quarter 完成 is told of that quarter only.
 */
function statusOf({ rows }: Group, plan: Plan): string {
  const printedIn = (column: Column) => distinct(rows.map((row) => row.text(column)));
  const answers = plan.of('done', 'behind').map((column) => {
    const texts = printedIn(column);
    return texts.map((text) => ([...text].length === 1 ? `${column.word}：${text}` : text)).join(ROWS_APART);
  });
  const open = plan.of('plan').length > 0 ? (text: string) => !saysDone(text) : () => true;
  const states = plan.states.map((column) => printedIn(column).filter(open).join(ROWS_APART));
  const stated = [...plan.of('status').map((column) => printedIn(column).join(ROWS_APART)), ...states];
  const remarked = plan.of('remark').flatMap((column) => printedIn(column).filter(isState));
  return distinct([...stated, ...answers, ...remarked]).join('\n');
}

/** A remark that is nothing but a state: 已完成. */
const isState = (text: string) => text.length > 1 && text.length <= LONGEST_STATE && namesState(text);

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
  for (const column of plan.of('remark'))
    for (const text of distinct(group.rows.map((r) => r.text(column)))) addRemarked(people, text);
  return people;
}

/** A remark that names units and nothing else: 配合单位：团市委, 县供电公司配合. */
function addRemarked(people: People, text: string): void {
  const helping = supportingUnitIn(text);
  if (helping)
    addPeople(people, { role: 'supportingUnit', word: defaultSupportingWord, also: [], text: helping });
  for (const part of splitLabels(text))
    if (part.label && namesPeople(part.label.role)) addPeople(people, { ...part.label, text: part.text });
}
