/** What does not fit together in a list as a whole: declared and found counts, its numbering, repeats. */
import type { Finding, FindingKind } from '../domain/project.ts';
import { parseNumeral } from '../text/numerals.ts';
import { declaredNumber } from './line-words.ts';
import type { RawList, RawProject } from './raw.ts';

/** A doubt about one project of the list, by its place in reading order (from 0). */
export interface PlacedFinding {
  index: number;
  finding: Finding;
}

const doubt = (kind: FindingKind, message: string): Finding => ({
  kind,
  severity: 'doubt',
  message,
  clause: null,
});

/** "20件实事" → 20; the title first, then the opening; null when the document declares none. */
export function declaredCount(list: RawList): number | null {
  for (const text of [list.title ?? '', ...list.preamble]) {
    const printed = declaredNumber(text);
    const count = printed === null ? null : parseNumeral(printed);
    if (count !== null && count > 1 && count < 1000) return count;
  }
  return null;
}

/** Doubts about the whole list. */
export function listFindings(list: RawList): Finding[] {
  const declared = declaredCount(list);
  const found = list.projects.length;
  const count =
    declared !== null && declared !== found
      ? [
          doubt(
            'declaredCount',
            `标题或开头称共${declared}件（项），文中列出${found}项${difference(declared, found)}`,
          ),
        ]
      : [];
  return [...count, ...(list.named ? [] : gaps(list.projects)), ...repeats(list.projects)];
}

const difference = (declared: number, found: number) =>
  declared > found ? `，缺${declared - found}项` : `，多${found - declared}项`;

/** Numbers of the list as counted; null for nested or missing ones. */
function ordinals(projects: readonly RawProject[]): (number | null)[] {
  return projects.map(({ number }) =>
    /[-.．]\d|-/u.test(number) ? null : parseNumeral(number.replace(/[（()）.、]/gu, '')),
  );
}

/** Most numbers that a list may skip and still be counted by what it prints. */
const MOST_SKIPPED = 5;

/**
 * The number of each project within its list: as printed where the print counts upwards and skips little (11 and then
 * 13), where it gives every number from 1 on in another order, or where it names single projects of a list by their
 * numbers; else its place.
 */
export function placesOf(list: RawList): number[] {
  const numbers = ordinals(list.projects);
  const distinct = numbers.every((number) => number !== null) && new Set(numbers).size === numbers.length;
  if (distinct && (list.named || isShuffled(numbers))) return numbers.map(Number);
  const counts = numbers.every((number, i) => number !== null && number > (numbers[i - 1] ?? 0));
  const fits = counts && (numbers.at(-1) ?? 0) <= numbers.length + MOST_SKIPPED;
  return numbers.map((number, i) => (fits ? number! : i + 1));
}

/** Least share of the numbers up to the highest one that a list sorted by something else gives. */
const FEWEST_GIVEN = 0.5;
/** Least share of numbers that are smaller than the one before: one or two of them may be misprints. */
const LEAST_BACK = 0.25;

/** Every number from 1 on once, in whatever order; or many of them, in an order of their own (第七项 … 第二项 … 第十一项). */
function isShuffled(numbers: readonly (number | null)[]): boolean {
  const given = numbers.filter((number) => number !== null);
  if (given.length < numbers.length || new Set(given).size < given.length || given.some((n) => n < 1))
    return false;
  const highest = Math.max(...given);
  if (highest === given.length) return true;
  const back = given.filter((number, i) => number < (given[i - 1] ?? 0)).length;
  return given.length >= highest * FEWEST_GIVEN && back >= given.length * LEAST_BACK;
}

/** A number that breaks the run its neighbours make: 117 between 16 and 18. */
export function misprints(list: RawList): PlacedFinding[] {
  const numbers = ordinals(list.projects);
  if (list.named || isShuffled(numbers)) return [];
  return numbers.flatMap((number, i) => {
    const [before, after] = [numbers[i - 1] ?? (i === 0 ? 0 : null), numbers[i + 1]];
    if (number === null || before === null || after == null || after !== before + 2 || number === before + 1)
      return [];
    const message = `序号印作${list.projects[i]!.number}，前一项是${list.projects[i - 1]?.number ?? '表头'}，后一项是${list.projects[i + 1]!.number}，按次序应为${before + 1}`;
    return [{ index: i, finding: doubt('numbering', message) }];
  });
}

/** 5 followed by 8, or the same number twice, where it is no misprint between right neighbours; a group may begin anew. */
function gaps(projects: readonly RawProject[]): Finding[] {
  const numbers = ordinals(projects);
  if (isShuffled(numbers)) return [];
  return numbers.flatMap((number, i) => {
    const before = numbers[i - 1];
    if (i === 0 || number === null || before == null || number === before + 1 || number === 1) return [];
    const misprinted =
      numbers[i + 1] === before + 2 || (i > 1 && number === (numbers[i - 2] ?? Number.NaN) + 2);
    if (misprinted) return [];
    const [from, to] = [projects[i - 1]!.number, projects[i]!.number];
    return [doubt('numbering', number === before ? `序号${to}出现两次` : `序号不连续：${from}之后是${to}`)];
  });
}

function repeats(projects: readonly RawProject[]): Finding[] {
  const first = new Map<string, number>();
  return projects.flatMap((project, i) => {
    const key = `${project.title ?? ''}${project.goal}`.replace(/\s+/gu, '');
    const earlier = first.get(key);
    if (key.length < 4 || earlier === undefined) {
      first.set(key, i + 1);
      return [];
    }
    return [doubt('numbering', `第${i + 1}项与第${earlier}项的名称和目标完全相同`)];
  });
}
