/** Which actual measures which target. Nothing is divided across units or things that are not the same. */
import type { FigurePair } from '../../domain/project.ts';
import { canonicalUnit, measures } from '../../text/measures.ts';
import type { ReadFigure } from './figures.ts';
import { occursIn, sharedCharacters, similarity } from './similarity.ts';
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
  return fitting.flatMap((actual) => {
    const done = figures[actual];
    if (!done || isPart(figures, goal, done)) return [];
    const alone = fitting.length === 1 && isOnlyTarget(figures, goal);
    const besideTarget = actual === target + 1 && goal.figure.clause === done.figure.clause;
    const score = likeness(goal, done) + bonus(goal, done) + (besideTarget ? NEXT_FIGURE_BONUS : 0);
    return score >= neededLikeness(goal, done, alone) ? [{ target, actual, score }] : [];
  });
}

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
  return equal + (done.statedRatio === null ? 0 : SHARE_BONUS) + (done.total ? TOTAL_BONUS : 0);
}

/** Same thing counted: the same unit, or units that count alike (例 and 人 of an operation, 处 and 个 of a place). */
function fits(target: ReadFigure, done: ReadFigure): boolean {
  if (
    done.figure.kind !== 'actual' ||
    (done.otherScope && !figureWords.begun.test(target.figure.indicator))
  ) {
    return false;
  }
  return unitsAlike(target.figure.unit, done.figure.unit);
}

/** True for 场 and 场次, 处 and 个, 人 and 例; false for 小区 against 户. */
export function unitsAlike(first: string, second: string): boolean {
  const [a, b] = [canonicalUnit(first), canonicalUnit(second)];
  return a === b || measures.alike.some((group) => group.includes(a) && group.includes(b));
}

function isOnlyTarget(figures: readonly ReadFigure[], goal: ReadFigure): boolean {
  const rivals = figures.filter(
    ({ figure }) => figure.kind === 'target' && unitsAlike(figure.unit, goal.figure.unit),
  );
  return rivals.length === 1;
}

/** One of several parts that only together make the target: 3所开工，17所完工 of 20所. */
function isPart(figures: readonly ReadFigure[], goal: ReadFigure, done: ReadFigure): boolean {
  if (done.figure.value >= goal.figure.value || done.figure.unit === '%') return false;
  const others = figures.filter((other) => other !== done && fits(goal, other));
  const beside = others.filter(({ figure }) => figure.clause === done.figure.clause);
  if (beside.some(({ figure }) => figure.value + done.figure.value === goal.figure.value)) return true;
  const siblings = others.filter(
    ({ figure }) =>
      figure.value < goal.figure.value && similarity(figure.indicator, done.figure.indicator) >= 0.8,
  );
  const sum = siblings.reduce((total, { figure }) => total + figure.value, done.figure.value);
  const isWhole = sum - done.figure.value <= done.figure.value;
  return siblings.length > 0 && !isWhole && sum >= goal.figure.value;
}
