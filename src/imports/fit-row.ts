/** A pasted row whose cells are too many or too few for its header. */
import { findDates } from '../text/dates.ts';
import { isNumeral } from './cells.ts';
import type { Column } from './columns.ts';
import type { ColumnRole } from './header-words.ts';
import { namesState } from './reading/status.ts';
import { looksLikeUnit, withoutTail } from './unit-words.ts';
import { isBlankMark } from './vocabulary.ts';

const RATE = /^\s*\d+(?:\.\d+)?\s*[%％]\s*$/u;
/** 82.9 under a header that says what it is. */
const BARE_RATE = /^\s*\d{1,3}(?:\.\d+)?\s*$/u;
const AMOUNT = /^\s*[\d,，.]+(?:\s*[万亿]?\p{Script=Han}{0,3})?\s*$/u;
const PERSON = /^\p{Script=Han}{2,3}$|^\p{Script=Han}\s+\p{Script=Han}$/u;

const UNITS: readonly ColumnRole[] = ['leadUnit', 'responsibleUnit', 'supportingUnit'];
const PERSONS: readonly ColumnRole[] = ['leadOfficial', 'officialInCharge', 'contact'];
const STATES: readonly ColumnRole[] = ['rate', 'plannedRate', 'status', 'done', 'behind'];
const DAYS: readonly ColumnRole[] = ['deadline', 'asOf'];

/** Longest line that may stand under a header of names. */
const LONGEST_NAME = 16;
/** What a line costs that continues the cell above, that of a name, or a list of units; and a column left out. */
const CONTINUED = 0.5;
const NAME_CONTINUED = 0.7;
const UNIT_CONTINUED = 0.2;
const LEFT_OUT = 0.75;
const APART = 3;

/** Lines of one row placed so far: their columns, and how well they fit. */
interface Placed {
  columns: number[];
  score: number;
}

/** How much better another way must fit than one line a column, where there are as many lines as columns. */
const SURELY_BETTER = 3;

/**
 * The lines of one row spread over the columns in the way in which all of them fit best, none to the left of the line
 * before it. As many lines as columns: one each, unless these do not fit.
 */
export function fitRow(lines: readonly string[], columns: readonly Column[]): string[] {
  const cells = columns.map(() => '');
  placesOf(lines, columns).forEach((at, i) => {
    cells[at] = cells[at] ? `${cells[at]}\n${lines[i]}` : lines[i]!;
  });
  return ownRate(cells, columns);
}

function placesOf(lines: readonly string[], columns: readonly Column[]): number[] {
  const best = bestPlaces(lines, columns);
  if (lines.length !== columns.length) return best.columns;
  const each = columns.reduce((sum, column, at) => sum + fitness(lines[at]!, column), 0);
  return best.score >= each + SURELY_BETTER ? best.columns : columns.map((_, at) => at);
}

/** 失业率 | 4.2%以内 | 3.76%: a share is what was reached where the target is one as well, and nothing else tells it. */
function ownRate(cells: readonly string[], columns: readonly Column[]): string[] {
  const at = (...roles: ColumnRole[]) => columns.findIndex(({ role }) => roles.includes(role));
  const [aim, told, rate] = [at('goal', 'task'), at('note'), at('rate')];
  const moves = told >= 0 && rate >= 0 && !cells[told] && RATE.test(cells[rate]!);
  if (!moves || !/[%％]/u.test(cells[aim] ?? '')) return [...cells];
  return cells.map((cell, i) => (i === told ? cells[rate]! : i === rate ? '' : cell));
}

function bestPlaces(lines: readonly string[], columns: readonly Column[]): Placed {
  let ways: Placed[] = columns.map((column, at) => ({
    columns: [at],
    score: fitness(lines[0]!, column) - LEFT_OUT * at,
  }));
  lines.slice(1).forEach((line, i) => {
    ways = columns.map((column, at) => {
      const from = bestOf(ways.slice(0, at + 1).map((way) => stepped(way, at, continued(column, lines, i))));
      return { columns: [...from.columns, at], score: from.score + fitness(line, column) };
    });
  });
  return bestOf(ways.map((way) => stepped(way, columns.length, 0)));
}

/** A way with what it costs to go on to a column or past the last one; `within` where it stays. */
function stepped(way: Placed, to: number, within: number): Placed {
  const from = way.columns.at(-1)!;
  return { ...way, score: way.score - (to > from ? LEFT_OUT * (to - from - 1) : within) };
}

/** What it costs to put the line behind `at` into the same cell. */
function continued({ role }: Column, lines: readonly string[], at: number): number {
  const both = lines.slice(at, at + 2);
  if (both.some(isBlankMark)) return APART;
  if (both.every((line) => looksLikeUnit(nameIn(line)))) return UNIT_CONTINUED;
  return role === 'title' ? NAME_CONTINUED : CONTINUED;
}

/** The first of the best. */
const bestOf = (ways: readonly Placed[]): Placed =>
  ways.reduce((best, way) => (way.score > best.score ? way : best));

const nameIn = (line: string) => withoutTail(line.replace(/[、，,]$/u, ''));

/** 3 surely this column, 1 possibly, below 0 hardly. */
function fitness(line: string, { role }: Column): number {
  if (isBlankMark(line)) return 0;
  if (role === 'number') return isNumeral(line) ? 3 : -APART;
  if (role === 'rate' && BARE_RATE.test(line)) return 2;
  if (role === 'rate' && namesState(line)) return 1;
  if (role === 'remark' && namesState(line)) return 2;
  if (STATES.includes(role)) return RATE.test(line) || namesState(line) ? 3 : 0;
  if (UNITS.includes(role)) return looksLikeUnit(nameIn(line)) ? 3 : nameless(line);
  if (PERSONS.includes(role)) return PERSON.test(line) ? 2 : nameless(line);
  if (DAYS.includes(role)) return isDay(line) ? 3 : nameless(line);
  if (role === 'ignored' || role === 'measure') return AMOUNT.test(line) || isDay(line) ? 2 : nameless(line);
  return RATE.test(line) || AMOUNT.test(line) ? 0 : 1;
}

/** What is too long for a name or amount is none. */
const nameless = (line: string) => (line.length > LONGEST_NAME || /[。；]/u.test(line) ? -1 : 0);

/** 2024年3月, 9月底 and nothing else. */
function isDay(line: string): boolean {
  const [date] = findDates(line, 2000);
  return date !== undefined && date.start === 0 && line.length - date.end <= 2;
}
