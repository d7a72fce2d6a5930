/** What does not fit together within one project. Only where sure: a doubt costs a person's time. */
import type { FigurePair, Finding } from '../../domain/project.ts';
import { canonicalUnit } from '../../text/measures.ts';
import type { ReadFigure, SentenceClause } from './figures.ts';
import { similarity } from './similarity.ts';
import { findPartsDoubts } from './totals.ts';
import * as wording from './wording.ts';
import { figureWords, statusWords } from './words.ts';

/** All that was read of one project. */
export interface ProjectReading {
  clauses: readonly SentenceClause[];
  figures: readonly ReadFigure[];
  pairs: readonly FigurePair[];
  statedRate: number | null;
  /** The document claims it done: its own words, a rate of 100%, or the opening of the whole list. */
  claimsDone: boolean;
  /** Clause of the claim, null when the claim stands elsewhere. */
  claimClause: number | null;
}

/** Figures told apart by more than this many points are told apart by more than rounding. */
const POINTS_APART = 0.15;
/** A share of plan printed beside exact figures of the same thing leaves room for rounding only. */
const POINTS_ROUNDED = 0.03;
const FAR_OVER = 3;
/** Pairs less alike than this are too unsure to build a doubt on. */
const SURE = 0.5;

/** Every doubt and note on one project, in the order of the checks. */
export function findDoubts(reading: ProjectReading): Finding[] {
  return [
    ...claimUnderTarget(reading),
    ...claimBesideShortFigures(reading),
    ...claimOverOpenWork(reading),
    ...outsideScope(reading),
    ...statedApart(reading),
    ...sameThingTwice(reading),
    ...changedTarget(reading),
    ...findPartsDoubts(reading.clauses, reading.figures),
    ...unitsApart(reading),
    ...farOverTarget(reading),
  ];
}

interface NamedPair extends FigurePair {
  goal: ReadFigure;
  done: ReadFigure;
  /** No other target or actual is counted in their unit. */
  alone: boolean;
}

function namedPairs({ figures, pairs }: ProjectReading): NamedPair[] {
  return pairs.flatMap((pair) => {
    const [goal, done] = [figures[pair.target], figures[pair.actual]];
    if (!goal || !done) return [];
    const unit = canonicalUnit(goal.figure.unit);
    const counted = figures.filter(({ figure }) => canonicalUnit(figure.unit) === unit);
    return [{ ...pair, goal, done, alone: counted.length === 2 }];
  });
}

/** Called alike, or nothing else is counted in their unit. */
const surelyMeant = (pair: NamedPair) =>
  surelyAlike(pair) || (pair.alone && canonicalUnit(pair.goal.figure.unit) !== '元');

/** Counted in one unit and called alike; where nothing else is counted so, the verb alone is enough: 改造36块. */
const surelyAlike = ({ goal, done, alone }: NamedPair) =>
  canonicalUnit(goal.figure.unit) === canonicalUnit(done.figure.unit) &&
  (similarity(goal.figure.indicator, done.figure.indicator) >= SURE ||
    (alone && goal.figure.indicator.includes(done.figure.indicator)));

/** 3 of 4, and yet 100%. */
function claimUnderTarget(reading: ProjectReading): Finding[] {
  if (!reading.claimsDone) return [];
  const short = namedPairs(reading).filter(
    (pair) => pair.ratio !== null && pair.ratio < 0.995 && surelyMeant(pair) && !hasSiblings(reading, pair),
  );
  return short.map(({ goal, done }) => ({
    kind: 'claimVersusFigures',
    severity: 'doubt',
    message: wording.underTarget(goal.figure, done.figure),
    clause: done.figure.clause,
  }));
}

/** 举办98场，圆满完成全年任务 of 100: all that the very clause counts falls short of what it claims. */
function claimBesideShortFigures(reading: ProjectReading): Finding[] {
  if (reading.claimsDone) return [];
  const claims = reading.clauses.filter(({ part, plain }) => part === 'note' && claimsAll(plain));
  return claims.flatMap(({ ordinal }) => {
    const pairs = namedPairs(reading).filter(({ done }) => done.figure.clause === ordinal);
    const [first] = pairs;
    const short = (pair: NamedPair) =>
      pair.ratio !== null && pair.ratio < 0.995 && surelyAlike(pair) && !hasSiblings(reading, pair);
    if (!first || !pairs.every(short)) return [];
    const message = wording.underTarget(first.goal.figure, first.done.figure);
    return [{ kind: 'claimVersusFigures', severity: 'doubt', message, clause: ordinal }];
  });
}

/** A claim, not a promise: 圆满完成全年任务, not 确保按时完成任务. */
function claimsAll(text: string): boolean {
  const at = text.search(statusWords.wholeDone);
  return at >= 0 && !statusWords.plan.test(text.slice(0, at)) && !statusWords.underway.test(text);
}

/** Other actuals of the same thing, more than its own parts: the target may be reached by their sum. */
function hasSiblings({ figures }: ProjectReading, { goal, done }: NamedPair): boolean {
  const others = figures.filter(
    (other) =>
      other !== done &&
      other.figure.kind === 'actual' &&
      canonicalUnit(other.figure.unit) === canonicalUnit(done.figure.unit) &&
      similarity(other.figure.indicator, goal.figure.indicator) >= SURE,
  );
  return others.reduce((total, { figure }) => total + figure.value, 0) > done.figure.value;
}

/** Done, and yet 正在装修. */
function claimOverOpenWork({ clauses, claimsDone, claimClause }: ProjectReading): Finding[] {
  if (!claimsDone) return [];
  const open = clauses.find(
    ({ part, plain, ordinal }) =>
      part === 'note' && ordinal !== claimClause && statusWords.contradicts.test(plain),
  );
  if (!open) return [];
  const words = open.plain.match(statusWords.contradicts)?.[0] ?? '';
  const message = wording.openWork(words);
  return [{ kind: 'claimVersusFigures', severity: 'doubt', message, clause: open.ordinal }];
}

/** 137个（含台账外3个） of 135: what lies outside the target does not count towards it. */
function outsideScope(reading: ProjectReading): Finding[] {
  return namedPairs(reading).flatMap(({ goal, done, ratio }) => {
    const text = reading.clauses.find(({ ordinal }) => ordinal === done.figure.clause)?.plain ?? '';
    const count = text.slice(done.end).match(figureWords.outsideScope);
    if (!count || ratio === null || ratio < 1) return [];
    const outside = Number(count.groups?.count);
    const inside = done.figure.value - outside;
    if (inside >= goal.figure.value) return [];
    const message = wording.outsideScope(goal.figure, done.figure, outside);
    return [{ kind: 'claimVersusFigures', severity: 'doubt', message, clause: done.figure.clause }];
  });
}

/** A stated share or rate clearly apart from what the figures give. */
function statedApart(reading: ProjectReading): Finding[] {
  const named = namedPairs(reading);
  const pairs = named.filter(surelyAlike);
  const byShare = named
    .filter((pair) => surelyAlike(pair) || isOnlyOfItsUnit(reading, pair))
    .flatMap((pair) => apart(pair, pair.statedRatio, wording.SHARE));
  if (byShare.length > 0) return byShare;
  const targets = reading.figures.filter(({ figure }) => figure.kind === 'target').length;
  const [only] = pairs;
  if (!only || targets !== 1 || reading.statedRate === null || reading.statedRate >= 1) return [];
  return apart(only, reading.statedRate, wording.RATE);
}

/** No other target is counted in its unit, so a share of plan beside the actual can mean no other. */
function isOnlyOfItsUnit({ figures }: ProjectReading, { goal, done }: NamedPair): boolean {
  const unit = canonicalUnit(goal.figure.unit);
  const rivals = figures.filter(
    ({ figure }) => figure.kind === 'target' && canonicalUnit(figure.unit) === unit,
  );
  return rivals.length === 1 && canonicalUnit(done.figure.unit) === unit;
}

function apart(pair: NamedPair, stated: number | null, name: string): Finding[] {
  const { goal, done, ratio } = pair;
  const exact = name === wording.SHARE && surelyAlike(pair) && isExact(goal) && isExact(done);
  const allowed = exact ? POINTS_ROUNDED : POINTS_APART;
  if (ratio === null || stated === null || Math.abs(ratio - stated) <= allowed) return [];
  const message = wording.apart(goal.figure, done.figure, { ratio, stated, name });
  return [{ kind: 'statedVersusComputed', severity: 'doubt', message, clause: done.figure.clause }];
}

const isExact = ({ figure }: ReadFigure) => figure.approximation === null;

/** 完成100个小区…项目700个: one clause counts the same thing twice with different numbers. */
function sameThingTwice(reading: ProjectReading): Finding[] {
  const named = namedPairs(reading);
  const paired = new Set(named.map(({ done }) => done));
  const rivals = reading.figures.filter(
    (read) => read.figure.kind === 'actual' && !read.otherScope && !paired.has(read),
  );
  return named.flatMap(({ goal, done }) => {
    const other = rivals.find(
      ({ figure }) =>
        figure.clause === done.figure.clause &&
        figure.value !== done.figure.value &&
        figure.unit === done.figure.unit &&
        similarity(figure.indicator, goal.figure.indicator) >= 0.9,
    );
    if (!other || done.figure.value !== goal.figure.value) return [];
    const text = reading.clauses[done.figure.clause]?.plain ?? '';
    const between = text.slice(Math.min(other.end, done.end), Math.max(other.start, done.start));
    if (figureWords.subset.test(between)) return [];
    const message = wording.toldTwice(other.figure, done.figure, goal.figure);
    return [{ kind: 'inconsistentFigures', severity: 'doubt', message, clause: done.figure.clause }];
  });
}

/** The note names another target than the goal. */
function changedTarget({ figures, clauses }: ProjectReading): Finding[] {
  const parts = new Map(clauses.map(({ ordinal, part }) => [ordinal, part]));
  const targets = figures.filter(({ figure }) => figure.kind === 'target');
  const fromGoal = targets.filter(({ figure }) => parts.get(figure.clause) !== 'note');
  const fromNote = targets.filter(
    ({ figure, start }) =>
      parts.get(figure.clause) === 'note' &&
      figureWords.firmTarget.test(clauses[figure.clause]?.plain.slice(0, start) ?? ''),
  );
  return fromNote.flatMap(({ figure }) => {
    const goal = fromGoal.find(
      (other) =>
        canonicalUnit(other.figure.unit) === canonicalUnit(figure.unit) &&
        similarity(other.figure.indicator, figure.indicator) >= 0.9,
    );
    if (!goal || goal.figure.value === figure.value) return [];
    const message = wording.changedTarget(goal.figure, figure);
    return [{ kind: 'inconsistentFigures', severity: 'doubt', message, clause: figure.clause }];
  });
}

/** 4000人 against 3516人次: worth knowing, not wrong. */
function unitsApart(reading: ProjectReading): Finding[] {
  return namedPairs(reading)
    .filter(({ goal, done }) => canonicalUnit(goal.figure.unit) !== canonicalUnit(done.figure.unit))
    .map(({ goal, done }) => ({
      kind: 'unitMismatch',
      severity: 'note',
      message: wording.unitsApart(goal.figure, done.figure),
      clause: done.figure.clause,
    }));
}

/** Three times the target and more: seldom wrong, but often another unit or the count of several years. */
function farOverTarget(reading: ProjectReading): Finding[] {
  return namedPairs(reading)
    .filter((pair) => surelyAlike(pair) && pair.ratio !== null && pair.ratio >= FAR_OVER)
    .map(({ goal, done, ratio }) => ({
      kind: 'inconsistentFigures',
      severity: 'note',
      message: wording.farOver(goal.figure, done.figure, ratio ?? FAR_OVER),
      clause: done.figure.clause,
    }));
}
