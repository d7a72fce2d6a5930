/**
 * The plan's own curve: goals of quarters or months, from the plan's text or the policy. A node is owed at its day and
 * not before: between two nodes the last one reached holds. Pure.
 */
import type { Figure, IsoDate, Milestone } from '../domain/project.ts';
import type { Dossier } from '../domain/records.ts';
import { daysBetween } from './days.ts';
import type { ProjectRules } from './policy.ts';

/** Where the plan stands at a day. */
export interface CurveNode {
  day: IsoDate;
  /** 0–1: the share of the whole that is owed by this day. */
  planned: number;
  /** As the plan prints the day: 二季度; '' from the policy. */
  printed: string;
  /** What is owed in all by this day, in the unit of the plan; 0 from the policy. */
  owed: number;
}

export interface Curve {
  nodes: readonly CurveNode[];
  /** Total of the plan in its own unit: the owed of its last node, or the target of the year. 0 from the policy. */
  total: number;
  unit: string;
  /** How its figures were read; null when the policy gives them. */
  reading: 'cumulative' | 'increments' | null;
  /** The figures of its nodes. */
  figures: readonly Figure[];
}

interface Step {
  milestone: Milestone;
  figure: Figure;
}

const PERCENT = '%';

/** The curve that the policy gives the project; null when it gives none. */
export function ownCurve({ curve }: ProjectRules): Curve | null {
  if (curve === undefined) return null;
  const nodes = [...curve]
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map(({ day, rate }) => ({ day, planned: rate / 100, printed: '', owed: 0 }));
  return { nodes, total: 0, unit: '', reading: null, figures: [] };
}

/** Curves that the goal states, one a unit: 一季度完成2个，二季度完成4个…, or the goal of this quarter alone. */
export function statedCurves(project: Dossier): Curve[] {
  const steps = readSteps(project);
  const units = [...new Set(steps.map(({ figure }) => figure.unit))];
  return units.flatMap((unit) => {
    const own = steps.filter(({ figure }) => figure.unit === unit);
    const whole = wholeTarget(project, unit, steps);
    const [only] = own;
    const curve =
      only !== undefined && own.length === 1 ? goalOfPeriod(only, whole, project) : curveOf(own, whole);
    return curve === null ? [] : [curve];
  });
}

/** Each date of the goal with the target figures behind it, up to the next date or the end of its line. */
function readSteps(project: Dossier): Step[] {
  const steps: Step[] = [];
  let open: Milestone | null = null;
  let read = 0;
  for (const { part, ordinal, text } of project.clauses) {
    if (part !== 'goal') continue;
    const start = project.goal.indexOf(text, read);
    if (start < 0 || project.goal.slice(read, start).includes('\n')) open = null;
    read = Math.max(read, start + text.length);
    const dates = datesIn(project, ordinal, text);
    for (const { figure, at } of targetsIn(project, ordinal, text)) {
      const milestone: Milestone | null = dates.filter((date) => date.at < at).at(-1)?.milestone ?? open;
      if (milestone !== null) steps.push({ milestone, figure });
    }
    open = dates.at(-1)?.milestone ?? open;
  }
  return steps.sort((a, b) => (a.milestone.due < b.milestone.due ? -1 : 1));
}

/** Dates of one clause with the places at which they stand, in reading order. */
function datesIn(
  { milestones }: Dossier,
  clause: number,
  text: string,
): { milestone: Milestone; at: number }[] {
  return milestones
    .filter((milestone) => milestone.clause === clause)
    .map((milestone) => ({ milestone, at: text.indexOf(milestone.printed) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
}

/** Targets of one clause with the places at which they stand, in reading order. */
function targetsIn({ figures }: Dossier, clause: number, text: string): { figure: Figure; at: number }[] {
  let from = 0;
  return figures
    .filter((figure) => figure.kind === 'target' && figure.clause === clause && figure.direction !== 'atMost')
    .map((figure) => {
      const at = text.indexOf(figure.printed, from);
      if (at >= 0) from = at + figure.printed.length;
      return { figure, at };
    });
}

/** The target of the whole in this unit, which belongs to no step; null when none is stated. */
function wholeTarget({ figures, clauses }: Dossier, unit: string, steps: readonly Step[]): number | null {
  const ofSteps = new Set(steps.map(({ figure }) => figure));
  const goals = new Set(clauses.filter(({ part }) => part === 'goal').map(({ ordinal }) => ordinal));
  const values = figures
    .filter((figure) => figure.kind === 'target' && figure.unit === unit && goals.has(figure.clause))
    .filter((figure) => !ofSteps.has(figure) && figure.direction !== 'atMost')
    .map(({ value }) => value);
  if (values.length > 0) return Math.max(...values);
  return unit === PERCENT ? 100 : null;
}

/** A share of the year's target, or all there is where progress is told against it. */
function goalOfPeriod(
  { milestone, figure }: Step,
  whole: number | null,
  { pairs, figures }: Dossier,
): Curve | null {
  const total = whole ?? figure.value;
  const isTold = whole !== null || pairs.some(({ target }) => figures[target] === figure);
  if (!isTold || total < figure.value || total <= 0) return null;
  const node = {
    day: milestone.due,
    planned: figure.value / total,
    printed: milestone.printed,
    owed: figure.value,
  };
  return { nodes: [node], total, unit: figure.unit, reading: 'cumulative', figures: [figure] };
}

/** Null where the days or figures make no curve: fewer than two days, two figures for one day, a total of nothing. */
function curveOf(steps: readonly Step[], whole: number | null): Curve | null {
  const days = new Set(steps.map(({ milestone }) => milestone.due));
  if (days.size < 2 || days.size !== steps.length) return null;
  const values = steps.map(({ figure }) => figure.value);
  const reading = readingOf(values, whole);
  const sums = values.map((value, index) =>
    reading === 'cumulative' ? value : rounded(values.slice(0, index + 1).reduce((sum, x) => sum + x, 0)),
  );
  const total = Math.max(whole ?? 0, ...sums);
  if (total <= 0) return null;
  return {
    nodes: steps.map(({ milestone }, index) => ({
      day: milestone.due,
      planned: sums[index]! / total,
      printed: milestone.printed,
      owed: sums[index]!,
    })),
    total,
    unit: steps[0]!.figure.unit,
    reading,
    figures: steps.map(({ figure }) => figure),
  };
}

const rounded = (value: number): number => Number(value.toFixed(6));

/** 2, 4, 6, 8 of 8 are sums so far; 25, 35, 36, 24 of 120 are parts. Without a total rising figures are sums. */
export function readingOf(values: readonly number[], whole: number | null): 'cumulative' | 'increments' {
  const rising = values.every((value, index) => index === 0 || value >= values[index - 1]!);
  if (!rising) return 'increments';
  const sum = rounded(values.reduce((total, x) => total + x, 0));
  if (sum === whole) return 'increments';
  const flat = values.every((value) => value === values[0]);
  return flat && values.at(-1) !== whole ? 'increments' : 'cumulative';
}

/** The last node that a day has reached; null before the first. */
export function nodeAt({ nodes }: Curve, day: IsoDate): CurveNode | null {
  return nodes.filter((one) => one.day <= day).at(-1) ?? null;
}

/** The goal of one quarter says nothing of the time before it, nor after the next one should have been set. */
const QUARTER_DAYS = 90;

/** Whether the curve says anything of a day. */
export function speaksOf(curve: Curve, day: IsoDate): boolean {
  if (curve.reading === null || curve.nodes.length > 1) return true;
  const node = nodeAt(curve, day);
  return node !== null && daysBetween(node.day, day) < QUARTER_DAYS;
}
