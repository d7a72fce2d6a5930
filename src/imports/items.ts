/** One item of running text → a project. */
import { areaTotals } from './area-lines.ts';
import { addPeople, namesPeople, type People, type PeopleCell } from './cells.ts';
import { type ColumnRole, type HeaderMatch, headerWords } from './header-words.ts';
import type { Part } from './labels.ts';
import { announcesProgress, groupState, isRecap, reportsProgress, withoutTail } from './line-words.ts';
import { type Item, partsOf } from './prose.ts';
import type { RawProject } from './raw.ts';
import { namesState } from './reading/status.ts';
import { type Reported, type Sides, sidesOf } from './sides.ts';
import { tallyWords } from './tally-words.ts';
import { firstClause, openingOf } from './titles.ts';
import { unitsAtEnd, unitsBeforeName, unitsBehindName, unitsBesideBar } from './unit-brackets.ts';
import { chargedIn, defaultLeadWord, ledBy, looksLikeUnit } from './unit-words.ts';

/** What unlabelled text below a heading is, as the title of the document says. */
export type BodyRole = 'goal' | 'note';

/** The item as a project; `partOfYear` in a report of a year that is not over. */
export function projectOf(item: Item, body: BodyRole, partOfYear = false): RawProject {
  const reported = body === 'goal' ? 'none' : partOfYear ? 'part' : 'year';
  const { head, state } = stateBehind(item.head);
  const project = projectOfParts(takenApart({ ...item, head }, reported), body);
  const status = [project.status, state].filter(Boolean).join('\n');
  return { ...project, status: status || groupState(item.group ?? '', body === 'note') };
}

/** 改造管网32公里【达序时】 → the name, and what stands in brackets behind it if it is a state. */
function stateBehind(printed: string): { head: string; state: string } {
  const [, head = printed, state = ''] =
    /^([^\n]{4,60}?)\s*[【（(［[]([^【】（）()［］[\]]{2,12})[】）)］\]]$/u.exec(printed) ?? [];
  return namesState(state) ? { head, state } : { head: printed, state: '' };
}

function takenApart(item: Item, reported: Reported): ItemParts {
  const { number } = item;
  const parts = partsOf(item);
  const headed = item.head !== '' && parts[0]?.label === null;
  const opening = headed ? (parts.shift()?.text ?? '') : '';
  const charged = unitsBehindName(opening);
  if (charged?.sure) parts.push(...charged.people.map(partOf));
  const told = (charged?.sure ? charged.text : opening).replace(headerWords.name_opening, '');
  const plain = parts.every(({ label }) => label === null || namesPeople(label.role));
  const sides = plain ? sidesOf(told, reported) : null;
  if (sides) return { number, heading: sides.name, parts: [...sidesAsParts(sides), ...parts] };
  const [heading = '', ...below] = told.split('\n');
  const rest = below.length > 0 ? [{ label: null, text: below.join('\n') }] : [];
  return { number, heading, parts: [...rest, ...parts] };
}

const partOf = ({ role, word, text }: PeopleCell): Part => ({ label: { ...bareLabel(role), word }, text });

const sidesAsParts = ({ goal, note }: Sides): Part[] => [
  { label: bareLabel('goal'), text: goal },
  { label: bareLabel('note'), text: note },
];

const bareLabel = (role: ColumnRole): HeaderMatch => ({ role, word: '', score: 1, weak: false, also: [] });

/** An item taken apart. */
export interface ItemParts {
  number: string;
  heading: string;
  parts: readonly Part[];
}

/** The same for an item whose parts are known. */
export function projectOfParts({ number, heading, parts }: ItemParts, body: BodyRole): RawProject {
  const people: People = { units: [], officials: [] };
  const texts = new Map<ColumnRole, string[]>();
  const collect = (role: ColumnRole, text: string) =>
    /[\p{L}\p{N}]/u.test(text) && texts.set(role, [...(texts.get(role) ?? []), text]);
  for (const [i, { label, text }] of parts.entries()) {
    if (!label) collect(unlabelledRole(parts, i, body), withoutLineUnits(text, people));
    else if (namesPeople(label.role)) collect(body, addNames(people, label, text));
    else if (WORDED.includes(label.role)) collect(label.role, `${label.word}：${text}`);
    else collect(label.role, withoutLineUnits(text, people));
  }
  const bare = withoutTail(withoutUnits(heading, people));
  const joined = (...roles: ColumnRole[]) => roles.flatMap((role) => texts.get(role) ?? []).join('\n');
  const goal = joined('task', 'goal', 'plan');
  const wording = wordingOf({ heading: bare, name: joined('title'), goal }, people);
  const notes = [joined('note', 'nextSteps'), ...areaTotals(joined('note'), wording.goal)].filter(Boolean);
  const labelled =
    body === 'goal' || parts.some(({ label }) => label !== null && REPORTED.includes(label.role));
  const told = labelled ? null : toldProgress(bare, wording, notes.length > 0);
  const note = [told ?? '', ...notes].filter(Boolean).join('\n');
  if (people.units.length === 0) addCharged(people, [bare, wording.goal, note].join('\n'));
  return {
    number,
    title: wording.title?.replace(headerWords.charge_tail, '') ?? null,
    goal: [told !== null || isNameOnly(wording) ? '' : wording.goal, joined('deadline')]
      .filter(Boolean)
      .join('\n'),
    note,
    reason: joined('reason'),
    rate: joined('rate'),
    status: joined('status'),
    ...people,
  };
}

/** Labels that are told with their text, which would say something else without. */
const WORDED: readonly ColumnRole[] = ['deadline', 'nextSteps'];

/** What stands before the progress of an item that has a label of its own for it is the task. */
function unlabelledRole(parts: readonly Part[], at: number, body: BodyRole): BodyRole {
  const before = parts.slice(0, at);
  const reported = parts.slice(at).some(({ label }) => label?.role === 'note');
  const aimed = parts.some(({ label }) => label && ['goal', 'task', 'plan'].includes(label.role));
  const told = before.some(({ label }) => label?.role === 'note');
  return reported && !aimed && !told ? 'goal' : body;
}

/** 由县交通运输局负责 inside the text of an item that names its unit nowhere else. */
function addCharged(people: People, text: string): void {
  for (const { role, word, names } of chargedIn(text))
    addPeople(people, { role, word, also: [], text: names });
}

/** The goal only repeats the title, and no figure is lost without it. */
const isNameOnly = ({ title, goal }: Pick<RawProject, 'title' | 'goal'>) =>
  title === withoutStop(goal) && !/\d/u.test(goal);

const REPORTED: readonly ColumnRole[] = ['goal', 'task', 'note'];

/**
 * In a report without labels an item tells its progress in its own sentences: what follows its name, or all of it.
 * Null where the heading only names the project, or where its one sentence is the task and the progress stands below.
 */
function toldProgress(
  heading: string,
  { title, goal }: Pick<RawProject, 'title' | 'goal'>,
  below: boolean,
): string | null {
  if (goal !== heading) return null;
  const rest =
    title !== null && heading.startsWith(title)
      ? heading.slice(title.length).replace(/^[。：:，,；;\s]+/u, '')
      : '';
  if (below) return rest || null;
  return title !== null && opensWithResult(title, rest) ? heading : rest || heading;
}

/** 新增床位316张，完成年度计划的105.3%: the name itself tells what was reached. */
const opensWithResult = (title: string, rest: string) =>
  /\d/u.test(title) && (headerWords.told_name.test(title) || headerWords.told_behind.test(rest));

/** Adds the names up to the end of their line or sentence, and the lines below that are units; the rest is returned as text of its own. */
function addNames(people: People, label: HeaderMatch, text: string): string {
  const [names, rest] = cutAt(text, /[。\n]/u);
  addPeople(people, { ...label, text: names });
  const [next, below] = cutAt(rest, /\n/u);
  return next && text[names.length] === '\n' && looksLikeUnit(next)
    ? addNames(people, label, rest)
    : rest && [next, below].filter(Boolean).join('\n');
}

function cutAt(text: string, end: RegExp): [before: string, behind: string] {
  const at = text.search(end);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1).trim()];
}

/** A heading without the units in brackets at its end, or set off from the name. */
function withoutUnits(heading: string, people: People): string {
  const apart = unitsBeforeName(heading) ?? unitsBesideBar(heading);
  const found = unitsAtEnd(heading) ?? apart;
  for (const cell of found?.people ?? []) addPeople(people, cell);
  return found ? found.text : heading.trim();
}

/** A text without the units in brackets at the ends of its lines. */
function withoutLineUnits(text: string, people: People): string {
  const lines = text.split('\n').map((line) => {
    const found = unitsAtEnd(line);
    if (!found?.sure) return line;
    for (const cell of found.people) addPeople(people, cell);
    return found.text;
  });
  return lines.filter(Boolean).join('\n');
}

interface Wording {
  heading: string;
  /** Text under a label such as 项目名称. */
  name: string;
  goal: string;
}

/** Longest heading that is taken whole as a title. */
const LONGEST_HEADING = 40;

function wordingOf({ heading, name, goal }: Wording, people: People): Pick<RawProject, 'title' | 'goal'> {
  if (name) return { title: withoutStop(name), goal: goal || heading };
  if (goal && heading) return { title: withoutStop(heading), goal };
  const task = heading || goal;
  const led = ledBy(task);
  if (led && people.units.length === 0)
    addPeople(people, { role: 'leadUnit', word: defaultLeadWord, also: [], text: led.unit });
  return { title: nameOf(led ? led.rest : task), goal: task };
}

const withoutStop = (text: string) => text.replace(/[。；;：:]$/u, '');

/** A quoted name, a short sentence as a whole, or else its first clause. */
function nameOf(task: string): string | null {
  const line = task.split('\n')[0] ?? '';
  const quoted = /^[“"「]([^”"」]{4,40})[”"」]/u.exec(line)?.[1];
  const whole = withoutStop(line);
  const caption = /^([^，,。；;：:]{2,20})[：:](?=\s*\S)/u.exec(line)?.[1];
  if (quoted && isWholeName(line.slice(quoted.length + 2))) return whole;
  if (quoted || caption) return quoted ?? caption ?? null;
  if (whole.length <= LONGEST_HEADING && !/[。；]/u.test(whole)) return whole || null;
  return openingOf(task) ?? firstClause(line);
}

/** “书香”公园改造项目: what follows the quotation marks belongs to the name, unless it tells something. */
const isWholeName = (behind: string) =>
  behind !== '' &&
  behind.length <= 20 &&
  !/[，,。；;：:]/u.test(behind) &&
  !tallyWords.statement.test(behind);

/** The same for a text without labels, which may tell its progress without announcing any. */
export function toldRole(
  title: string | null,
  preamble: readonly string[],
  items: readonly Item[],
): BodyRole {
  const told = items.filter(
    ({ head, lines, group }) =>
      groupState(group ?? '', false) !== '' || reportsProgress([head, ...lines].join('\n')),
  );
  const reported = told.length * 2 >= items.length || preamble.some(reportsProgress) || isRecap(title ?? '');
  return reported ? 'note' : bodyRole(title, preamble);
}

/** Does the title or opening announce progress (进展情况, 完成情况) rather than a plan? */
export function bodyRole(title: string | null, preamble: readonly string[]): BodyRole {
  return [title ?? '', ...preamble].some(announcesProgress) ? 'note' : 'goal';
}
