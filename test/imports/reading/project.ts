/** Builds raw projects for the tests of reading. */
import type { ImportedProject, Period } from '../../../src/domain/project.ts';
import type { RawProject } from '../../../src/imports/raw.ts';
import { readProject } from '../../../src/imports/reading/read-project.ts';

/** January to September 2025. */
export const NINE_MONTHS: Period = { label: '2025年1—9月', start: '2025-01-01', end: '2025-09-30' };

/** Reads a project given by its texts; 2025, first three quarters, unless said otherwise. */
export function read(
  raw: Partial<RawProject>,
  context: { period?: Period | null; allDone?: boolean } = {},
): ImportedProject {
  const blank = { number: '1', title: null, goal: '', note: '', reason: '', units: [], officials: [] };
  const { period = NINE_MONTHS, allDone = false } = context;
  return readProject(
    { ...blank, rate: '', status: '', ...raw },
    { year: 2025, period, position: 1, allDone },
  );
}

/** `indicator value unit` of the figures of one kind. */
export function figuresOf(project: ImportedProject, kind: 'target' | 'actual'): string[] {
  return project.figures
    .filter((figure) => figure.kind === kind)
    .map(({ indicator, value, unit }) => `${indicator} ${value}${unit}`);
}

/** `target ← actual ratio` of every pair. */
export function pairsOf(project: ImportedProject): string[] {
  return project.pairs.map(({ target, actual, ratio }) => {
    const [goal, done] = [project.figures[target], project.figures[actual]];
    return `${goal?.printed} ← ${done?.printed} ${ratio}`;
  });
}
