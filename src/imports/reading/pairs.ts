/** Which actual measures which target. Nothing is divided across units or things that are not the same. */
import type { FigurePair } from '../../domain/project.ts';
import { canonicalUnit, measures } from '../../text/measures.ts';
import type { ReadFigure } from './figures.ts';
import { similarity } from './similarity.ts';

interface Candidate {
  target: number;
  actual: number;
  score: number;
}

/** Below this likeness two indicators are different things. */
const ALIKE = 0.45;
/** Enough where the unit leaves no other choice on either side. */
const ALIKE_WHEN_ALONE = 0.2;
const SHARE_BONUS = 0.15;

/** Best likeness first, each figure at most once. Indexes are those of `figures`. */
export function pairFigures(figures: readonly ReadFigure[]): FigurePair[] {
  const candidates = figures.flatMap((target, at) =>
    target.figure.kind === 'target' ? candidatesOf(figures, at) : [],
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
    const likeness = similarity(goal.figure.indicator, done.figure.indicator);
    const same = alone && goal.figure.value === done.figure.value && goal.figure.value > 9 ? 0.3 : 0;
    const score = likeness + same + (done.statedRatio === null ? 0 : SHARE_BONUS);
    return score >= (alone ? ALIKE_WHEN_ALONE : ALIKE) ? [{ target, actual, score }] : [];
  });
}

/** Same thing counted: the same unit, or units that count alike (例 and 人 of an operation, 处 and 个 of a place). */
function fits(target: ReadFigure, done: ReadFigure): boolean {
  return done.figure.kind === 'actual' && unitsAlike(target.figure.unit, done.figure.unit);
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

/** One of several parts in the same clause that only together make the target: 3所开工，17所完工 of 20所. */
function isPart(figures: readonly ReadFigure[], goal: ReadFigure, done: ReadFigure): boolean {
  if (done.figure.value >= goal.figure.value || done.figure.unit === '%') return false;
  const others = figures.filter(
    (other) => other !== done && fits(goal, other) && other.figure.clause === done.figure.clause,
  );
  return others.some((other) => other.figure.value + done.figure.value === goal.figure.value);
}
