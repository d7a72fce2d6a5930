/** One project's texts → clauses, figures, pairs, milestones, status, rate and doubts. */
import type { Clause, ClausePart, ImportedProject, Period } from '../../domain/project.ts';
import type { RawProject } from '../raw.ts';
import { splitClauses } from './clauses.ts';
import { type ReadFigure, readFigures, type SentenceClause } from './figures.ts';
import { findDoubts } from './findings.ts';
import { readOfficials, readUnits } from './links.ts';
import { readMilestones } from './milestones.ts';
import { pairFigures } from './pairs.ts';
import { readRate } from './rate.ts';
import { claimOfDone, readSchedule, readStatus } from './status.ts';

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
export function readProject(raw: RawProject, context: ReadingContext): ImportedProject {
  const clauses = clausesOf(raw);
  const figures = readFigures(clauses, context.year);
  const kept = withoutRepeats(figures, clauses);
  const pairs = pairFigures(kept);
  const notes = clauses.filter(({ part }) => part === 'note');
  const note = notes.map(({ text }) => text);
  const statedRate = readRate(raw.rate, note[0] ?? '');
  const periodEnd = context.period?.end ?? null;
  const milestones = readMilestones(clauses, { year: context.year, periodEnd });
  const schedule = readSchedule(raw.status, note);
  const state = readStatus({
    column: raw.status,
    rateColumn: raw.rate,
    statedRate,
    note,
    pairs,
    targetCount: kept.filter(({ figure }) => figure.kind === 'target').length,
    openSteps: milestones.length,
    allDone: context.allDone,
  });
  const claim = claimOfDone(note);
  const claimsDone = state.status === 'done' && (claim >= 0 || context.allDone || (statedRate ?? 0) >= 1);
  const claimClause = notes[claim]?.ordinal ?? null;
  return {
    number: raw.number,
    position: context.position,
    title: raw.title,
    goal: raw.goal,
    note: raw.note,
    reason: raw.reason,
    units: readUnits(raw.units),
    officials: readOfficials(raw.officials),
    status: state.status,
    statusWord: state.word ?? schedule.word,
    lagging: schedule.lagging,
    statedRate,
    clauses: clauses.map(({ part, ordinal, text }): Clause => ({ part, ordinal, text })),
    figures: kept.map(({ figure }) => figure),
    pairs,
    milestones,
    findings: findDoubts({ clauses, figures: kept, pairs, statedRate, claimsDone, claimClause }),
  };
}

/** Title, goal, note and reason in this order. A title that only opens the goal is not told twice. */
function clausesOf(raw: RawProject): SentenceClause[] {
  const title = raw.title !== null && !raw.goal.startsWith(raw.title) ? raw.title : '';
  const texts: [ClausePart, string][] = [
    ['title', title],
    ['goal', raw.goal],
    ['note', raw.note],
    ['reason', raw.reason],
  ];
  const pieces = texts.flatMap(([part, text]) =>
    splitClauses(text).map(({ text: words, sentence }) => ({ part, text: words, sentence })),
  );
  return pieces.map((piece, ordinal) => ({ ...piece, ordinal }));
}

/** Drops targets that a title or note only repeats from the goal. */
function withoutRepeats(figures: readonly ReadFigure[], clauses: readonly SentenceClause[]): ReadFigure[] {
  const partOf = (read: ReadFigure) => clauses[read.figure.clause]?.part;
  const stated = figures.filter((read) => read.figure.kind === 'target' && partOf(read) === 'goal');
  const repeats = (read: ReadFigure) =>
    stated.some(({ figure }) => figure.value === read.figure.value && figure.unit === read.figure.unit);
  return figures.filter((read) => read.figure.kind === 'actual' || partOf(read) === 'goal' || !repeats(read));
}
