/** Which actual measures which target. Nothing is divided across units or things that are not the same. */
import type { FigurePair } from '../../domain/project.ts';
import { canonicalUnit, measures } from '../../text/measures.ts';
import type { ReadFigure } from './figures.ts';
import { isBareVerb } from './indicator.ts';
import { coveredBy, occursIn, sharedCharacters, similarity } from './similarity.ts';
import { figureWords } from './words.ts';

interface Candidate {
  target: number;
  actual: number;
  score: number;
}

/** Below this likeness two indicators are different things. */
const ALIKE = 0.45;
/** Enough where the unit leaves no other choice on either side. */
const ALIKE_WHEN_ALONE = 0.34;
/** Needed where the units only count alike (处 and 个). */
const ALIKE_ACROSS_UNITS = 0.6;
/** Needed where the actual is far from the target, or next to nothing of it: it may count something else. */
const ALIKE_WHEN_FAR = 0.7;
const ALIKE_WHEN_TINY = 1.05;
const FAR_ABOVE = 2.5;
const TOO_FAR_ABOVE = 20;
const FAR_BELOW = 0.25;
const TINY = 0.1;
/** Words around a figure say less than its own. */
const CONTEXT_WEIGHT = 0.75;
const SHARE_BONUS = 0.15;
/** 12处工程中，已完工7处: said of the very target. */
const OUT_OF_WHOLE = 0.8;
const TOTAL_BONUS = 0.1;
/** 完工38个: the work is named before, and the target is the only one of its unit. */
const FINISHED_ALONE = 0.5;
/** 目前已完成 stands before it at most, in characters. */
const LONGEST_OPENING = 5;
/** 改造1530户: the very verb of the target says more than 验收1200户. */
const SAME_VERB_ALONE = 0.65;
/** A part (其中…) is told of the target only if nearly all its words are the target's. */
const COVERED = 0.8;
/** Two actuals of one clause that fit this evenly are parts, and neither is the whole. */
const EVEN = 0.12;
/** 台账任务135个，已接入137个: a target told in the note and the figure right behind it. */
const NEXT_FIGURE_BONUS = 0.4;
/** Two figures of ten and more that are equal seldom are so by chance. */
const EQUAL_BONUS = 0.15;
const TELLING = 10;
/** Decides between actuals that are worded alike. */
const TIE_WEIGHT = 0.1;

/** Best likeness first, each figure at most once. Indexes are those of `figures`. */
export function pairFigures(figures: readonly ReadFigure[]): FigurePair[] {
  const candidates = figures.flatMap((target, at) =>
    target.figure.kind === 'target' && !target.interim ? candidatesOf(figures, at) : [],
  );
  candidates.sort((a, b) => b.score - a.score || a.target - b.target || a.actual - b.actual);
  const used = new Set<number>();
  const pairs: FigurePair[] = [];
  for (const { target, actual } of candidates) {
    if (used.has(target) || used.has(actual)) continue;
    used.add(target).add(actual);
    pairs.push(pairOf(figures, target, actual));
  }
  return pairs.sort((a, b) => a.target - b.target);
}

function pairOf(figures: readonly ReadFigure[], target: number, actual: number): FigurePair {
  const [goal, done] = [figures[target], figures[actual]];
  const divides = goal !== undefined && done !== undefined && goal.figure.direction !== 'atMost';
  const ratio = divides && goal.figure.value > 0 ? done.figure.value / goal.figure.value : null;
  return {
    target,
    actual,
    ratio: ratio === null ? null : Number(ratio.toFixed(4)),
    statedRatio: done?.statedRatio ?? null,
  };
}

function candidatesOf(figures: readonly ReadFigure[], target: number): Candidate[] {
  const goal = figures[target];
  if (!goal) return [];
  const fitting = figures.flatMap((done, actual) => (fits(goal, done) ? [actual] : []));
  const candidates = fitting.flatMap((actual) => {
    const done = figures[actual];
    if (!done || isPart(figures, goal, done)) return [];
    const alone = fitting.length === 1 && isOnlyTarget(figures, goal);
    const besideTarget = actual === target + 1 && goal.figure.clause === done.figure.clause;
    const words = Math.max(likeness(goal, done), finishedAlone(figures, goal, done));
    const score = words + bonus(goal, done) + (besideTarget ? NEXT_FIGURE_BONUS : 0);
    return score >= neededLikeness(goal, done, alone) ? [{ target, actual, score }] : [];
  });
  return candidates.filter((candidate) => !isEvenPart(figures, candidates, candidate));
}

/** 新建公厕12座、改造公厕20座 of 35: as good as another of its clause, both short of the target, no sum. */
function isEvenPart(
  figures: readonly ReadFigure[],
  candidates: readonly Candidate[],
  { target, actual, score }: Candidate,
): boolean {
  const [goal, done] = [figures[target], figures[actual]];
  if (!goal || !done || isTold(done) || done.figure.value >= goal.figure.value) return false;
  return candidates.some((other) => {
    const rival = figures[other.actual];
    if (!rival || other.actual === actual || Math.abs(other.score - score) > EVEN) return false;
    const { value, clause } = rival.figure;
    return clause === done.figure.clause && value < goal.figure.value && !isTold(rival);
  });
}

/** The clause itself says that it is the whole, or a part of something else. */
const isTold = ({ total, subset, outOf, statedRatio }: ReadFigure) =>
  total || subset || outOf !== null || statedRatio !== null;

/** Words that only say that something is done: they count for the only target of their unit. */
function finishedAlone(figures: readonly ReadFigure[], goal: ReadFigure, done: ReadFigure): number {
  const unit = canonicalUnit(done.figure.unit);
  if (unit === '%' || unit === '元') return 0;
  const only = canonicalUnit(goal.figure.unit) === unit ? unitsEqual : unitsAlike;
  if (!isOnlyTarget(figures, goal, only)) return 0;
  const { indicator } = goal.figure;
  const verb = done.own === '' ? done.figure.indicator : done.own;
  if (isBareVerb(verb) && indicator.includes(verb)) return SAME_VERB_ALONE;
  const benefits = figureWords.benefit.test(done.own) && figureWords.benefit.test(indicator);
  const alone = benefits || figureWords.finishedAlone.test(done.own) || opensBare(done);
  return alone ? FINISHED_ALONE : 0;
}

/** 完成4个, at the beginning of a clause: what is counted needs no words. */
const opensBare = ({ own, start }: ReadFigure): boolean => own === '' && start <= LONGEST_OPENING;

function neededLikeness({ figure: goal }: ReadFigure, { figure: done }: ReadFigure, alone: boolean): number {
  const ratio = done.value / goal.value;
  if (ratio < TINY || ratio > TOO_FAR_ABOVE) return ALIKE_WHEN_TINY;
  if (ratio > FAR_ABOVE || ratio < FAR_BELOW) return ALIKE_WHEN_FAR;
  if (canonicalUnit(goal.unit) !== canonicalUnit(done.unit)) return ALIKE_ACROSS_UNITS;
  return alone && goal.unit !== '元' ? ALIKE_WHEN_ALONE : ALIKE;
}

/** 0 … about 1, by the indicators themselves, by one found around the other, or by the whole told before. */
function likeness(goal: ReadFigure, done: ReadFigure): number {
  const [wanted, told] = [goal.figure, done.figure];
  if (done.outOf === wanted.value && canonicalUnit(wanted.unit) === canonicalUnit(told.unit))
    return OUT_OF_WHOLE;
  if (wanted.indicator === '' || told.indicator === '') return 0;
  if (wanted.unit === '%' && wanted.indicator.slice(-2) !== told.indicator.slice(-2)) return 0;
  const around = Math.max(occursIn(wanted.indicator, done.context), occursIn(told.indicator, goal.context));
  const words = Math.max(similarity(wanted.indicator, told.indicator), CONTEXT_WEIGHT * around);
  return words + (TIE_WEIGHT * (around + sharedCharacters(wanted.indicator, told.indicator))) / 2;
}

/** What speaks for a pair besides its words. */
function bonus({ figure: goal }: ReadFigure, done: ReadFigure): number {
  const equal = goal.value === done.figure.value && goal.value >= TELLING ? EQUAL_BONUS : 0;
  const sum = done.total && done.figure.value <= goal.value * FAR_ABOVE ? TOTAL_BONUS : 0;
  return equal + (done.statedRatio === null ? 0 : SHARE_BONUS) + sum;
}

/** Same thing counted: the same unit, or units that count alike (例 and 人 of an operation, 处 and 个 of a place). */
function fits(target: ReadFigure, done: ReadFigure): boolean {
  const { unit, indicator } = target.figure;
  if (done.figure.kind !== 'actual' || !unitsAlike(unit, done.figure.unit)) return false;
  return (!done.otherScope || figureWords.begun.test(indicator)) && sameMeasure(target, done);
}

/** No count of one thing each for a sum, no part for its whole, no level for what is added to it. */
function sameMeasure(target: ReadFigure, done: ReadFigure): boolean {
  const { indicator, unit } = target.figure;
  if (target.each !== done.each && unit !== '元') return false;
  if (figureWords.narrower.test(done.own) && !figureWords.narrower.test(indicator)) return false;
  if (done.measures === 'level' && target.measures !== 'level') {
    if (target.measures === 'change' || figureWords.adding.test(indicator)) return false;
  }
  if (done.measures === 'change' && target.measures === 'level') return false;
  if (!done.subset || target.subset || figureWords.finishedAlone.test(done.own)) return true;
  return coveredBy(done.figure.indicator, indicator) >= COVERED;
}

/** True for 场 and 场次, 处 and 个, 人 and 例; false for 小区 against 户. */
export function unitsAlike(first: string, second: string): boolean {
  const [a, b] = [canonicalUnit(first), canonicalUnit(second)];
  return a === b || measures.alike.some((group) => group.includes(a) && group.includes(b));
}

const unitsEqual = (first: string, second: string) => canonicalUnit(first) === canonicalUnit(second);

function isOnlyTarget(
  figures: readonly ReadFigure[],
  goal: ReadFigure,
  alike: (first: string, second: string) => boolean = unitsAlike,
): boolean {
  const rivals = figures.filter(
    ({ figure, interim }) => figure.kind === 'target' && !interim && alike(figure.unit, goal.figure.unit),
  );
  return rivals.length === 1;
}

/** One of several parts that only together make the target: 3所开工，17所完工 of 20所. */
function isPart(figures: readonly ReadFigure[], goal: ReadFigure, done: ReadFigure): boolean {
  if (done.figure.value >= goal.figure.value || done.figure.unit === '%') return false;
  const others = figures.filter((other) => other !== done && fits(goal, other));
  const beside = others.filter(({ figure }) => figure.clause === done.figure.clause);
  if (beside.some(({ figure }) => figure.value + done.figure.value === goal.figure.value)) return true;
  if (sumOf(beside) + done.figure.value === goal.figure.value) return true;
  const siblings = others.filter(
    ({ figure }) =>
      figure.value < goal.figure.value && similarity(figure.indicator, done.figure.indicator) >= 0.8,
  );
  const sum = sumOf(siblings) + done.figure.value;
  const isWhole = sum - done.figure.value <= done.figure.value;
  return siblings.length > 0 && !isWhole && sum >= goal.figure.value;
}

const sumOf = (figures: readonly ReadFigure[]) => figures.reduce((sum, { figure }) => sum + figure.value, 0);
