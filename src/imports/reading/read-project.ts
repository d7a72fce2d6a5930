/** One project's texts → clauses, figures, pairs, milestones, status, rate and doubts. */
import type {
  Clause,
  ClausePart,
  FigurePair,
  Finding,
  ImportedProject,
  Milestone,
  Period,
} from '../../domain/project.ts';
import type { RawProject } from '../raw.ts';
import { splitClauses } from './clauses.ts';
import { areaOf, type ReadFigure, readFigures, type SentenceClause, sentenceClause } from './figures.ts';
import { findDoubts, type ProjectReading } from './findings.ts';
import { findGarbled } from './garbled.ts';
import { readOfficials, readUnits } from './links.ts';
import { pastPlans, readMilestones } from './milestones.ts';
import { pairFigures } from './pairs.ts';
import { readRate } from './rate.ts';
import { similarity } from './similarity.ts';
import { claimOfDone, readSchedule, readStatus } from './status.ts';
import { halvesIn, joinTorn } from './torn.ts';
import * as wording from './wording.ts';
import { figureWords } from './words.ts';

/** What the document says of all its projects. */
export interface ReadingContext {
  /** The year that dates without one belong to. */
  year: number;
  /** The reported period, null for a plan without progress. */
  period: Period | null;
  /** 1-based place in the list. */
  position: number;
  /** The opening of the document says that every project is done. */
  allDone: boolean;
}

/** The project as stored: texts word for word, everything else read from them. Nothing is filled in. */
export function readProject(printed: RawProject, context: ReadingContext): ImportedProject {
  const raw = withoutTears(printed);
  const clauses = clausesOf(raw);
  const figures = withoutRepeats(readFigures(clauses, yearsOf(context)), clauses);
  const pairs = pairFigures(figures);
  const periodEnd = context.period?.end ?? null;
  const milestones = readMilestones(clauses, { year: context.year, periodEnd });
  const reading = { clauses, figures, pairs, milestones };
  const state = stateOf(raw, reading, context.allDone);
  const { number, title, goal, note, reason } = raw;
  return {
    ...{ number, position: context.position, title, goal, note, reason },
    units: readUnits(raw.units),
    officials: readOfficials(raw.officials),
    ...{ status: state.status, statusWord: state.statusWord, lagging: state.lagging },
    statedRate: state.statedRate,
    clauses: clauses.map(({ part, ordinal, text }): Clause => ({ part, ordinal, text })),
    figures: figures.map(({ figure }) => figure),
    pairs,
    milestones,
    findings: [
      ...findDoubts({ ...reading, ...state }),
      ...stalePlans(clauses, context),
      ...findGarbled(clauses),
      ...halves(raw),
    ],
  };
}

const yearsOf = ({ year, period }: ReadingContext) => ({
  year,
  periodEnd: period?.end ?? null,
  partOfYear: period !== null && period.end < `${year}-12`,
});

/** Numbers broken over lines made whole. */
const withoutTears = (raw: RawProject): RawProject => ({
  ...raw,
  goal: joinTorn(raw.goal),
  note: joinTorn(raw.note),
  reason: joinTorn(raw.reason),
});

/** Numbers at a line's end that may go on in the next line, and may not. */
function halves({ goal, note }: RawProject): Finding[] {
  return [goal, note].flatMap(halvesIn).map(({ line, pieces }) => ({
    kind: 'garbled',
    severity: 'doubt',
    message: wording.torn(line, pieces),
    clause: null,
  }));
}

/** Plans for days before the reported period. */
function stalePlans(clauses: readonly SentenceClause[], { year, period }: ReadingContext): Finding[] {
  if (period === null) return [];
  return pastPlans(clauses, { year, start: period.start }).map(({ printed, clause }) => ({
    kind: 'inconsistentFigures',
    severity: 'doubt',
    message: wording.pastPlan(printed),
    clause,
  }));
}

interface Reading {
  clauses: readonly SentenceClause[];
  figures: readonly ReadFigure[];
  pairs: readonly FigurePair[];
  milestones: readonly Milestone[];
}

type State = Pick<ImportedProject, 'status' | 'statusWord' | 'lagging' | 'statedRate'> &
  Pick<ProjectReading, 'claimsDone' | 'claimClause'>;

/** 3.62% under a name such as 失业率 is the figure itself, no rate of completion. */
const BARE_SHARE = /^[\d.]+\s*[%％]$/u;

/** Status, schedule and rate, and whether and where the document claims the project done. */
function stateOf(raw: RawProject, { clauses, figures, pairs, milestones }: Reading, allDone: boolean): State {
  const notes = clauses.filter((clause) => clause.part === 'note' && areaOf(clause, clauses) === null);
  const note = notes.map(({ plain }) => plain);
  const reasons = clauses.flatMap(({ part, plain }) => (part === 'reason' ? [plain] : []));
  const targets = figures.filter(({ figure, interim }) => figure.kind === 'target' && !interim);
  const statedRate = readRate({
    column: raw.rate,
    note: /率$/u.test(raw.title ?? '') ? note.filter((text) => !BARE_SHARE.test(text)) : note,
    onlyShare: onlyShareOf({ clauses, figures, pairs }),
  });
  const schedule = readSchedule(raw.status, [...note, ...reasons]);
  const shortAt = pairs.flatMap(({ actual, ratio }) =>
    ratio !== null && ratio < 1
      ? notes.findIndex(({ ordinal }) => ordinal === figures[actual]!.figure.clause)
      : [],
  );
  const { status, word } = readStatus({
    ...{ column: raw.status, rateColumn: raw.rate, statedRate, note, pairs, shortAt, allDone },
    targetCount: targets.length,
    ceilings: targets.filter(({ figure }) => figure.direction === 'atMost').length,
    openSteps: milestones.length,
  });
  const claim = claimOfDone({ note, pairs, shortAt });
  const stated = claim >= 0 || allDone || raw.status !== '' || (statedRate ?? 0) >= 1;
  const claimsDone = status === 'done' && stated;
  const statusWord = word ?? schedule.word;
  return {
    ...{ status, statusWord, lagging: schedule.lagging, statedRate, claimsDone },
    claimClause: notes[claim]?.ordinal ?? null,
  };
}

/** Title, goal, note and reason in this order. A title that only opens the goal or the note is not told twice. */
function clausesOf(raw: RawProject): SentenceClause[] {
  const opens = (text: string) => raw.title !== null && text.startsWith(raw.title);
  const title = raw.title !== null && !opens(raw.goal) && !opens(raw.note) ? raw.title : '';
  const texts: [ClausePart, string][] = [
    ['title', title],
    ['goal', raw.goal],
    ['note', raw.note],
    ['reason', raw.reason],
  ];
  const pieces = texts.flatMap(([part, text]) => splitClauses(text).map((piece) => ({ ...piece, part })));
  return pieces.map(({ part, text, sentence }, ordinal) => sentenceClause({ part, ordinal, text }, sentence));
}

/**
 * The share of plan that one actual of a project tells, where the project has one target in one statement, or where
 * no other target has a result and this one is still short. Sums invested, people who benefit, steps and figures of
 * other years are told besides.
 */
function onlyShareOf({
  clauses,
  figures,
  pairs,
}: Pick<Reading, 'clauses' | 'figures' | 'pairs'>): number | null {
  const goals = clauses.filter((clause) => clause.part === 'goal' && tellsAim(clause));
  const targets = figures.filter((read) => read.figure.kind === 'target' && !isBeside(read));
  const [told, ...others] = figures.filter(
    (read) => read.figure.kind === 'actual' && read.statedRatio !== null && !read.otherScope,
  );
  if (!told || others.length > 0) return null;
  const one = targets.length === 1 && goals.length <= 1;
  const onlyPair = pairs.length === 1 && figures[pairs[0]!.actual] === told && (told.statedRatio ?? 1) < 1;
  return one || onlyPair ? told.statedRatio : null;
}

const isBeside = ({ figure: { indicator }, interim, otherScope }: ReadFigure) =>
  interim ||
  (otherScope && !figureWords.begun.test(indicator)) ||
  [figureWords.investment, figureWords.benefit].some((words) => words.test(indicator));

/** No step of the plan (二季度：900人) and no day alone (竣工时间：2024年8月). */
const tellsAim = ({ plain }: SentenceClause) =>
  !figureWords.interim.test(plain) &&
  /\p{Script=Han}{2}/u.test(plain.replace(/^[^：]{2,12}：[\d年月日底前.-]+$/u, ''));

/**
 * Drops targets that a title or note only repeats from the goal, and actuals that only repeat it beside the real one:
 * 治愈率为80.3%，完成治愈率80%以上的任务目标.
 */
function withoutRepeats(figures: readonly ReadFigure[], clauses: readonly SentenceClause[]): ReadFigure[] {
  const partOf = (read: ReadFigure) => clauses[read.figure.clause]?.part;
  const stated = figures.filter((read) => read.figure.kind === 'target' && partOf(read) === 'goal');
  const repeats = ({ figure }: ReadFigure) =>
    stated.some(({ figure: goal }) => goal.value === figure.value && goal.unit === figure.unit);
  const besideActual = (read: ReadFigure) =>
    figures.some(
      (other) =>
        other !== read &&
        other.figure.kind === 'actual' &&
        other.figure.unit === read.figure.unit &&
        similarity(other.figure.indicator, read.figure.indicator) >= 0.8,
    );
  return figures.filter((read) => {
    if (!repeats(read) || partOf(read) === 'goal') return true;
    const behind = clauses[read.figure.clause]?.plain.slice(read.end) ?? '';
    if (read.figure.kind === 'target') return false;
    return !(figureWords.goalBehind.test(behind) && besideActual(read));
  });
}
