/** Lists printed as running text: numbered or labelled items → projects. Layouts say which lines begin an item. */
import type { Document } from '../domain/document.ts';
import { areaTotals } from './area-lines.ts';
import { addPeople, cleanText, namesPeople, type People } from './cells.ts';
import { type Part, splitLabels } from './labels.ts';
import type { RawProject } from './raw.ts';
import { firstClause, openingOf } from './titles.ts';
import {
  announcesProgress,
  type ColumnRole,
  defaultLeadWord,
  defaultUnitWord,
  groupState,
  type HeaderMatch,
  isAfterList,
  isCaption,
  ledBy,
  looksLikeUnit,
  withoutTail,
} from './vocabulary.ts';

/** A line of running text. */
export interface Line {
  text: string;
  /** Empty lines before it. */
  gap: number;
  heading: boolean;
  /** Index of its block in the document. */
  block: number;
}

/** One item: its number as printed, the rest of its first line, and the lines below. */
export interface Item {
  number: string;
  head: string;
  lines: string[];
  /** Heading of the group of items it stands in (二、正在推进的项目), null when none. */
  group: string | null;
}

/** Lines of all paragraphs; captions are left out. */
export function linesOf(document: Document): Line[] {
  return document.blocks.flatMap((block, at) => {
    if (block.kind !== 'paragraph' || block.caption) return [];
    return block.text.split('\n').flatMap((line, i): Line[] => {
      const text = cleanText(line);
      if (!text || isCaption(text)) return [];
      return [{ text, gap: i === 0 ? block.gapBefore : 0, heading: block.heading !== null, block: at }];
    });
  });
}

/** What a line that begins an item yields, `end` for a heading between groups of items, null for other lines. */
export type Start = (line: Line, index: number, lines: readonly Line[]) => Omit<Item, 'lines'> | 'end' | null;

/** Items in reading order; a heading between two items belongs to neither, lines after the list to none. */
export function itemsBy(lines: readonly Line[], start: Start): Item[] {
  const beginsItem = (line: Line | undefined, i: number) =>
    line !== undefined && start(line, i, lines) !== null;
  const items: Item[] = [];
  let open = false;
  lines.forEach((line, i) => {
    const begun = start(line, i, lines);
    open = begun === 'end' ? false : open || begun !== null;
    if (begun === 'end') return;
    if (begun) items.push({ ...begun, lines: [] });
    else if (open && !(isDivider(line) && beginsItem(lines[i + 1], i + 1)))
      items.at(-1)?.lines.push(line.text);
  });
  const last = items.at(-1);
  const end = last?.lines.findIndex(isAfterList) ?? -1;
  if (last && end >= 0) last.lines.length = end;
  if (last) dropSignature(last.lines);
  return items;
}

const DATE_LINE = /^(?:20\d\d|二[〇○零Ｏ0]\S{2})年\s?\S{1,3}月\s?\S{1,3}日$/u;

/** Who signed and when, below the last item. */
function dropSignature(lines: string[]): void {
  if (!DATE_LINE.test(lines.at(-1) ?? '')) return;
  lines.pop();
  if (looksLikeUnit(lines.at(-1) ?? '')) lines.pop();
}

/** A short line without a stop: the name of a group of items. */
export const isDivider = ({ text, heading }: Line) =>
  heading ||
  (text.length <= 25 &&
    !/[。；;，,：:】]/u.test(text) &&
    !/\d\s+\d|\d+(?:个|处|户|人|项|公里|万)/u.test(text));

const partsOf = (item: Item): Part[] => splitLabels([item.head, ...item.lines].filter(Boolean).join('\n'));

const PROGRESS: readonly ColumnRole[] = ['note', 'rate', 'status'];

/** An item that reads like one project: named, labelled, no label of a goal or a progress twice over. */
export function isLabelled(item: Item): boolean {
  const parts = partsOf(item);
  const roles = parts.flatMap((part) => part.label?.role ?? []);
  const known = roles.filter(
    (role) => role === 'goal' || role === 'task' || PROGRESS.includes(role) || namesPeople(role),
  );
  const goals = roles.filter((role) => role === 'goal' || role === 'task').length;
  const units = roles.filter((role) => role === 'leadUnit' || role === 'responsibleUnit').length;
  const named = item.number === '' || parts[0]?.label === null;
  const notes = roles.filter((role) => role === 'note').length;
  return named && known.length > 0 && goals <= 1 && units <= 3 && notes <= 2;
}

/** What unlabelled text below a heading is, as the title of the document says. */
export type BodyRole = 'goal' | 'note';

/** The item as a project. */
export function projectOf(item: Item, body: BodyRole): RawProject {
  const parts = partsOf(item);
  const headed = item.head !== '' && parts[0]?.label === null;
  const [heading = '', ...below] = headed ? (parts.shift()?.text ?? '').split('\n') : [];
  const rest = below.length > 0 ? [{ label: null, text: below.join('\n') }] : [];
  const project = projectOfParts({ number: item.number, heading, parts: [...rest, ...parts] }, body);
  return project.status ? project : { ...project, status: groupState(item.group ?? '') };
}

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
    text && texts.set(role, [...(texts.get(role) ?? []), text]);
  for (const { label, text } of parts) {
    if (!label) collect(body, text);
    else if (namesPeople(label.role)) collect(body, addNames(people, label, text));
    else collect(label.role, text);
  }
  const bare = withoutUnits(heading, people);
  const joined = (...roles: ColumnRole[]) => roles.flatMap((role) => texts.get(role) ?? []).join('\n');
  const wording = wordingOf(
    { heading: bare, name: joined('title'), goal: joined('task', 'goal', 'plan', 'deadline') },
    people,
  );
  const notes = [joined('note', 'nextSteps'), ...areaTotals(joined('note'), wording.goal)].filter(Boolean);
  const reported = parts.some(({ label }) => label !== null && REPORTED.includes(label.role));
  const rest = restOf(bare, wording.title);
  const told = body === 'note' && wording.goal === bare && !reported && (notes.length === 0 || rest !== '');
  const own = told ? [rest || (notes.length === 0 ? bare : '')] : [];
  return {
    number,
    title: wording.title,
    goal: told || isNameOnly(wording) ? '' : wording.goal,
    note: [...own, ...notes].filter(Boolean).join('\n'),
    reason: joined('reason'),
    rate: joined('rate'),
    status: joined('status'),
    ...people,
  };
}

/** The goal only repeats the title, and no figure is lost without it. */
const isNameOnly = ({ title, goal }: Pick<RawProject, 'title' | 'goal'>) =>
  title === withoutStop(goal) && !/\d/u.test(goal);

const REPORTED: readonly ColumnRole[] = ['goal', 'task', 'note'];

/** In a report an item that is nothing but its own sentence tells its progress there: what follows the title. */
function restOf(text: string, title: string | null): string {
  return title !== null && text.startsWith(title)
    ? text.slice(title.length).replace(/^[。：:，,\s]+/u, '')
    : '';
}

/** Adds the names up to the end of their line or sentence; what follows is returned as text of its own. */
function addNames(people: People, label: HeaderMatch, text: string): string {
  const end = text.search(/[。\n]/u);
  addPeople(people, { ...label, text: end < 0 ? text : text.slice(0, end) });
  return end < 0 ? '' : text.slice(end + 1).trim();
}

const LAST_BRACKET = /[（(]([^（()）]+(?:[（(][^（()）]*[）)][^（()）]*)*)[）)]\s*[。.]?$/u;

/** A heading without the units in its closing brackets: 医疗救助（区医保局负责）. */
function withoutUnits(heading: string, people: People): string {
  const inner = LAST_BRACKET.exec(heading)?.[1] ?? '';
  const names = inner.split(/[、，,；;]/u).map((name) => withoutTail(name.trim()));
  if (inner === '' || !names.every(looksLikeUnit)) return heading.trim();
  addPeople(people, { role: 'responsibleUnit', word: defaultUnitWord, also: [], text: inner });
  return heading.replace(LAST_BRACKET, '').trim();
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
  if (name) return { title: name, goal: goal || heading };
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
  if (quoted || caption) return quoted ?? caption ?? null;
  if (whole.length <= LONGEST_HEADING && !/[。；]/u.test(whole)) return whole || null;
  return openingOf(task) ?? firstClause(line);
}

/** Does the title or opening announce progress (进展情况, 完成情况) rather than a plan? */
export function bodyRole(title: string | null, preamble: readonly string[]): BodyRole {
  return [title ?? '', ...preamble].some(announcesProgress) ? 'note' : 'goal';
}
