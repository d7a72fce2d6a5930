/** Which year and which period a document reports on. */
import type { Problem } from '../domain/errors.ts';
import type { IsoDate, Period } from '../domain/project.ts';
import { findDates, findPeriods, type PeriodMatch } from '../text/dates.ts';
import { halfWidth } from '../text/normalise.ts';
import type { ScopeTexts } from './region.ts';
import { scopeWords } from './scope-words.ts';

/** A value with the words it was taken from; `inferred` where no title or option names it. */
export interface Found<T> {
  value: T;
  inferred: string | null;
}

const YEAR = /(?<!\d)(20[0-4]\d)(?=\s*年|年度|[-_.—\s]|$|[^\d年])/gu;
const SPELLED_YEAR = /二[〇○零Ｏ0][〇○零一二三四][〇○零一二三四五六七八九](?=年)/gu;
const SPELLED = '零一二三四五六七八九';

/** The year by option, the first of the title or file name, then headers, opening, and the one the text names most. */
export function findYear(option: number | undefined, texts: ScopeTexts): Found<number> | Problem {
  if (option !== undefined) return { value: option, inferred: null };
  const heads = [...texts.titles, texts.fileName.replace(/\.[a-z]+$/iu, '')];
  const head = heads.find((text) => yearsIn(text).length > 0) ?? '';
  if (YEARS.test(halfWidth(head))) return yearWithin(head, texts);
  const named = head === '' ? null : yearsIn(head);
  if (named) return { value: named[0]!, inferred: null };
  const lines = [...texts.hints, ...texts.preamble];
  const told = [...lines.filter((line) => !isByline(line)), ...lines.filter(isByline)];
  const opening = told.map(yearsIn).find((y) => y.length > 0);
  const year = opening ? commonest(opening) : commonest(texts.body.flatMap(yearsIn));
  if (year !== null) return { value: year, inferred: `${year}年` };
  return {
    where: texts.fileName,
    message: '标题、文件名和正文都没有写明年份；请用 --year 写明年份，如 --year 2025',
  };
}

/** 2024-2025年, 2024年至2026年. */
const YEARS = /(?<!\d)20[0-4]\d年?\s*[-—–~～至到]\s*20[0-4]\d(?!\d)/u;

/** A list of several years: the one of the day up to which it reports, else the person says which. */
function yearWithin(head: string, texts: ScopeTexts): Found<number> | Problem {
  const years = yearsIn(head);
  const upTo = [head, ...texts.hints, ...texts.preamble]
    .flatMap((text) => text.match(scopeWords.as_of) ?? [])
    .flatMap(yearsIn)[0];
  if (upTo !== undefined && years.includes(upTo)) return { value: upTo, inferred: `截至${upTo}年` };
  return {
    where: texts.fileName,
    message: `标题“${head}”写的是多个年份；请用 --year 写明这份材料按哪一年入库，如 --year ${years.at(-1)}`,
  };
}

/** Years of a text: 2025年, 2025-06-30, 二〇二五年. */
function yearsIn(text: string): number[] {
  const digits = halfWidth(text).replace(SPELLED_YEAR, (year) =>
    [...year.replace(/[〇○Ｏ0]/gu, '零')].map((char) => SPELLED.indexOf(char)).join(''),
  );
  return [...digits.matchAll(YEAR)].map((match) => Number(match[1]));
}

/** The most frequent one; of equals the latest. */
function commonest(years: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const year of years) counts.set(year, (counts.get(year) ?? 0) + 1);
  const [best] = [...counts].sort(([y1, n1], [y2, n2]) => n2 - n1 || y2 - y1);
  return best?.[0] ?? null;
}

/** Is the first period of its year that title, file name or opening name over before the year is? */
export function isPartOfYear(texts: readonly (string | null)[]): boolean {
  const said = texts.flatMap((text) => (text && !isByline(text) ? [text] : []));
  const year = said.flatMap(yearsIn)[0] ?? UNSAID;
  const ends = said
    .flatMap((text) => findPeriods(text, `${UNSAID}-12-31`))
    .filter(({ to, yearOnly }) => !yearOnly && [year, UNSAID].includes(Number(to.slice(0, 4))));
  return ends[0] !== undefined && ends[0].to.slice(5) < '12';
}

/** A line on the publication; a report may name a journalist in its first sentence. */
const LONGEST_BYLINE = 60;
const isByline = (text: string) => text.length <= LONGEST_BYLINE && scopeWords.published.test(text);

/** Stands for a year that is not printed. */
const UNSAID = 2000;

/** Does every part of a date exist? */
export function isIsoDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  );
}

/** The reported period by option, title, headers, file name, opening, then the days the texts state; null when none. */
export function findPeriod(end: IsoDate | undefined, year: number, texts: ScopeTexts): Found<Period | null> {
  const said = printedPeriod(year, texts);
  if (end === undefined) return said;
  if (said.value?.end === end) return { value: said.value, inferred: null };
  const [y, m, d] = end.split('-').map(Number);
  return { value: { label: `截至${y}年${m}月${d}日`, start: `${y}-01-01`, end }, inferred: null };
}

function printedPeriod(year: number, texts: ScopeTexts): Found<Period | null> {
  const fileName = texts.fileName.replace(scopeWords.filed, '');
  for (const text of [...texts.titles, ...texts.hints, ...upToLines(texts), fileName]) {
    const value = periodIn(text, year);
    if (value) return { value, inferred: null };
  }
  const opening = texts.preamble.map((text) => openingPeriod(text, year)).find(Boolean);
  if (opening) return { value: opening, inferred: opening.label };
  const counted = dayIn(
    texts.preamble.filter((line) => scopeWords.cut_off.test(line)),
    year,
  );
  if (counted) return upTo(counted, year);
  const stated = statedEnd(year, texts);
  if (stated) return upTo(stated, year);
  const whole = [...texts.titles, texts.fileName, ...texts.preamble].some((text) =>
    scopeWords.whole_year.some((w) => text.includes(w)),
  );
  const recorded = recordedDay(year, texts);
  if (recorded && !whole) return upTo(recorded, year);
  return {
    value: whole ? { label: `${year}年全年`, start: `${year}-01-01`, end: `${year}-12-31` } : null,
    inferred: null,
  };
}

/** （截至8月20日） below the title: as good as the title, and more exact than a file name. */
const upToLines = ({ preamble }: ScopeTexts) =>
  preamble.filter((text) => text.length <= SHORT_LINE && scopeWords.up_to_line.test(text));

const upTo = (end: IsoDate, year: number): Found<Period> => ({
  value: { label: `截至${dayLabel(end)}`, start: `${year}-01-01`, end },
  inferred: dayLabel(end),
});

/** 台账导出(20250930) */
const COMPACT_DAY = /(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/gu;

/** The last day on which figures were filed or drawn, by a column, an opening line or the file name. */
function recordedDay(year: number, { recorded, preamble, fileName }: ScopeTexts): IsoDate | null {
  const lines = preamble.filter((line) => scopeWords.recorded.test(line));
  const texts = [recorded, lines, [fileName.replace(COMPACT_DAY, '$1-$2-$3')]];
  return texts.map((some) => dayIn(some, year)).find((day) => day !== null) ?? null;
}

/** The last day of the year that some texts name. */
function dayIn(texts: readonly string[], year: number): IsoDate | null {
  const days = texts
    .flatMap((text) => findDates(text, year))
    .filter(({ date, precision }) => precision === 'day' && date.startsWith(`${year}`))
    .map(({ date }) => date);
  return days.sort().at(-1) ?? null;
}

/** A line such as （截至10月31日） or 2023年10月31日, in characters. */
const SHORT_LINE = 30;

/**
 * In an opening a day or month is reported on where the text says 截至, else it is when people met or wrote; spans of
 * several months (上半年, 1—8月) are reported on, also those of 今年.
 */
function openingPeriod(text: string, year: number): Period | null {
  const spans = findPeriods(text, `${year}-12-31`).filter(
    ({ printed, from, to }) => /^截/u.test(printed) || from.slice(0, 7) !== to.slice(0, 7),
  );
  const isLine = text.length <= SHORT_LINE && !scopeWords.published.test(text);
  return lastOf(spans, year) ?? (isLine ? periodIn(text, year) : null);
}

/** The last period that a text names and that lies in the year. */
function periodIn(text: string, year: number): Period | null {
  const said = findPeriods(text, `${year}-12-31`);
  return lastOf(
    said.filter(({ printed }) => !scopeWords.relative.test(printed.replace(/^\d{4}年/u, ''))),
    year,
  );
}

/** A single day counts from the year's first. */
function lastOf(said: readonly PeriodMatch[], year: number): Period | null {
  const within = said.filter((p) => !p.yearOnly && p.to.startsWith(`${year}`));
  const last = within.sort((a, b) => a.to.localeCompare(b.to)).at(-1);
  if (!last) return null;
  const day = last.from === last.to;
  return {
    label: day ? `截至${dayLabel(last.to)}` : last.label,
    start: day ? `${year}-01-01` : last.from,
    end: last.to,
  };
}

const dayLabel = (day: IsoDate) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/u, '$1年$2月$3日');

/** The day up to which at least a fifth of the projects' notes say that they count: 截至6月底. */
function statedEnd(year: number, texts: ScopeTexts): IsoDate | null {
  const ends = texts.body.flatMap((text) => {
    const printed = [...text.matchAll(scopeWords.as_of)].map((m) => m[0]);
    const dates = printed
      .flatMap((p) => findDates(p, year))
      .map((d) => d.date)
      .filter((d) => d.startsWith(`${year}`));
    return dates.length > 0 ? [dates.sort().at(-1)!] : [];
  });
  const months = new Map<string, IsoDate[]>();
  for (const end of ends) months.set(end.slice(0, 7), [...(months.get(end.slice(0, 7)) ?? []), end]);
  const [best] = [...months.values()].sort((a, b) => b.length - a.length);
  return best && best.length >= 2 && best.length * 5 >= texts.body.length
    ? (best.sort().at(-1) ?? null)
    : null;
}
