/** Whether a figure tells what is aimed at or what has come of it. */
import type { Clause, Figure, IsoDate } from '../../domain/project.ts';
import { type DateMatch, findDates } from '../../text/dates.ts';
import type { Mention } from './mentions.ts';
import { shareKind } from './shares.ts';
import { figureWords, statusWords } from './words.ts';

/** Null for a figure that is neither: still to come, a base, a difference. */
export type Kind = Figure['kind'] | null;

/** A clause as it is read. */
type Told = Pick<Clause, 'part'> & { plain: string };

/** When the clause was written, as figures need it. */
interface Written {
  year: number;
  partOfYear?: boolean;
  periodEnd?: IsoDate | null;
}

/** Kind of each mention, in order. */
export function kindsOf(clause: Told, mentions: readonly Mention[], written: Written): Kind[] {
  const { partOfYear = false } = written;
  const later = laterDays(clause, written);
  let aim: Mention | null = null;
  return mentions.map((mention) => {
    const goesOn = aim !== null && isSameAim(clause.plain.slice(aim.end, mention.start));
    const kind = kindOf(clause, mention, { partOfYear, goesOn });
    const opens = goesOn || opensAim(clause, mention, partOfYear);
    aim = kind === 'target' && opens && mention.unit !== '元' ? mention : null;
    return kind === 'actual' && isAfter(clause.plain, later, mention.start) ? null : kind;
  });
}

/**
 * 计划打造岸线2公里、配置保洁船5艘; 计划新建学校2所，新增学位800个: joined to it or added, and no word between the two
 * figures says that anything has come of it.
 */
const isSameAim = (between: string) => figureWords.sameAim.test(between) && !figureWords.turned.test(between);

/** Days behind the reported period that a note speaks of: 8月底前再竣工22个 in a report of June. */
function laterDays({ part, plain }: Told, { year, periodEnd }: Written): DateMatch[] {
  if (part !== 'note' || !periodEnd) return [];
  return findDates(plain, year).filter(
    ({ start, date, printed }) =>
      date > periodEnd &&
      !statusWords.wholeYear.test(printed) &&
      !statusWords.past.test(plain.slice(0, start)),
  );
}

/** Stands such a day before the place, and nothing between the two that has been done? */
function isAfter(text: string, days: readonly DateMatch[], at: number): boolean {
  const day = days.findLast(({ end }) => end <= at);
  return (
    day !== undefined &&
    !/[。；;]/u.test(text.slice(day.end, at)) &&
    !figureWords.turn.test(text.slice(day.end, at))
  );
}

interface Around {
  partOfYear: boolean;
  /** The figure before it in the clause is aimed at, and the statement goes on. */
  goesOn: boolean;
}

function kindOf(clause: Told, mention: Mention, { partOfYear, goesOn }: Around): Kind {
  const before = clause.plain.slice(0, mention.start);
  const after = clause.plain.slice(mention.end);
  if (figureWords.baseBefore.test(before) && figureWords.baseBehind.test(after)) return null;
  if (clause.part !== 'note') return 'target';
  if (figureWords.scopeBefore.test(before) || figureWords.offPlan.test(before)) return null;
  const whole = figureWords.wholeBehind.test(after) && !figureWords.begun.test(mention.indicator);
  if (whole) return figureWords.population.test(before) ? null : 'target';
  if (figureWords.doneAfter.test(after)) return 'actual';
  if (isAim(before, after) || goesOn || opensAim(clause, mention, partOfYear))
    return shareKind(before, mention) ? 'actual' : 'target';
  if (figureWords.remaining.test(before)) return 'actual';
  return isToCome(before, after) ? null : 'actual';
}

/** 应于8月底前完成2公里; 年度任务1500名的84%; 2000名…，实际筛查2047人; 低于7400人指标; 建成后可提供300张. */
const isAim = (before: string, after: string) =>
  figureWords.dueBefore.test(before) ||
  figureWords.onceDone.test(before) ||
  (figureWords.wholeOfShare.test(after) && figureWords.firmTarget.test(before)) ||
  (figureWords.answeredBehind.test(after) && !figureWords.doneInNote.test(before)) ||
  (figureWords.measuredBy.test(before) && figureWords.namedBehind.test(after));

/** The words before it announce a plan, and no result. */
function opensAim({ plain }: Told, { start }: Mention, partOfYear: boolean): boolean {
  const before = plain.slice(0, start);
  if (partOfYear && figureWords.yearAim.test(before)) return true;
  return figureWords.targetInNote.test(before) && !figureWords.doneInNote.test(before);
}

function isToCome(before: string, after: string): boolean {
  const told = before.replace(figureWords.progressLabel, '');
  const since = told.split(figureWords.turn).at(-1) ?? '';
  return figureWords.future.test(since) || figureWords.futureBehind.test(after);
}
