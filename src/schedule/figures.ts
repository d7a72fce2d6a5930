/** Targets, and what was done against them: only what counts the same thing is ever divided. Pure. */
import type { Figure } from '../domain/project.ts';
import type { Dossier } from '../domain/records.ts';

/** A target with what was done against it. */
export interface Measured {
  target: Figure;
  actual: Figure;
  /** What the actual is divided by: the target, or the whole that a step's goal is part of. */
  whole: number;
  /** 0–1 and above. */
  rate: number;
  /** The document's own share of plan, not ours. */
  stated: boolean;
}

/** Pairs that have a rate, and those that must not have one. */
export interface Measures {
  measured: Measured[];
  ceilings: Figure[];
  /** Target and actual count different things: 小区 and 厢房. */
  mismatched: { target: Figure; actual: Figure }[];
  /** Targets of the goal that no progress figure answers to. */
  unreported: Figure[];
}

type SameUnits = readonly (readonly string[])[];

/** Whether two units count the same thing. */
export function isSameUnit(a: string, b: string, sameUnits: SameUnits): boolean {
  return a === b || sameUnits.some((units) => units.includes(a) && units.includes(b));
}

/** What a goal of a quarter or month is part of: null when progress against it says nothing of the whole. */
export type Steps = ReadonlyMap<Figure, number | null>;

/** Divides what may be divided; progress against a step's goal is divided by the whole that the step belongs to. */
export function measure(project: Dossier, steps: Steps, sameUnits: SameUnits): Measures {
  const measures: Measures = { measured: [], ceilings: [], mismatched: [], unreported: [] };
  const paired = new Set<Figure>();
  for (const pair of project.pairs) {
    const target = project.figures[pair.target];
    const actual = project.figures[pair.actual];
    if (target === undefined || actual === undefined) continue;
    const fits = isSameUnit(target.unit, actual.unit, sameUnits);
    const whole = steps.has(target) ? (steps.get(target) ?? null) : target.value;
    if (whole === null) continue;
    if (isCeiling(target)) measures.ceilings.push(target);
    else if (pair.statedRatio !== null) add({ target, actual, whole, rate: pair.statedRatio, stated: true });
    else if (!fits) measures.mismatched.push({ target, actual });
    else if (whole > 0) add({ target, actual, whole, rate: actual.value / whole, stated: false });
  }
  const targets = project.figures.filter((figure) => isOwnTarget(figure, project) && !steps.has(figure));
  measures.ceilings.push(
    ...targets.filter((figure) => isCeiling(figure) && !measures.ceilings.includes(figure)),
  );
  measures.unreported = targets.filter((figure) => !isCeiling(figure) && !paired.has(figure));
  return measures;

  function add(measured: Measured): void {
    measures.measured.push(measured);
    paired.add(measured.target);
  }
}

/** A ceiling (失业率低于4.3%) has no completion rate. */
const isCeiling = ({ direction }: Figure): boolean => direction === 'atMost';

/** Stated by the goal itself; a target that a note mentions is part of the telling. */
function isOwnTarget(figure: Figure, { clauses }: Dossier): boolean {
  return (
    figure.kind === 'target' &&
    clauses.some(({ ordinal, part }) => ordinal === figure.clause && part === 'goal')
  );
}

/** The lowest rate; of equals the one that the document names first. Null when there is none. */
export function weakest(measured: readonly Measured[]): Measured | null {
  const sorted = [...measured].sort(
    (a, b) =>
      a.rate - b.rate || a.target.clause - b.target.clause || compareText(a.target.printed, b.target.printed),
  );
  return sorted[0] ?? null;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
