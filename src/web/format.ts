/** Numbers and states as the pages print them. */
import type { Figure } from '../domain/project.ts';
import type { ProjectSummary } from '../domain/records.ts';
import { APPROXIMATION_BEFORE, STATUS_LABELS } from './wording.ts';

/** 0.8234 → `82.3%`; above 1 stays above 100%. */
export function percent(ratio: number): string {
  return `${Number((ratio * 100).toFixed(1))}%`;
}

/** How far it is, in the words of the chat; empty where the document does not say. */
export function stateWord({ status }: Pick<ProjectSummary, 'status'>): string {
  return status === 'unknown' ? '' : STATUS_LABELS[status];
}

/** The figure as printed, with the 约 or 余 that stood beside it. */
export function printedFigure({ printed, approximation }: Figure): string {
  if (!approximation || printed.includes(approximation)) return printed;
  return APPROXIMATION_BEFORE.test(approximation) ? approximation + printed : printed + approximation;
}

/** A text cut into pieces, each either one of the printed figures or what stands between them. */
export function splitAtFigures(
  text: string,
  figures: readonly Figure[],
): { text: string; figure: boolean }[] {
  const printed = new Set(figures.map((figure) => figure.printed).filter((each) => /\d/.test(each)));
  if (printed.size === 0) return [{ text, figure: false }];
  const longestFirst = [...printed].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<![\\d.,])(${longestFirst.map((each) => escaped(each)).join('|')})`, 'u');
  return text
    .split(pattern)
    .map((piece, index) => ({ text: piece, figure: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
