/** Rows that a column of words labels: 目标任务 | …, below it 推进情况 | …, both of one project. */
import type { Cell } from '../domain/document.ts';
import { cleanText } from './cells.ts';
import type { Column, Columns } from './columns.ts';
import type { ColumnRole, HeaderMatch } from './header-words.ts';
import { classifyLabel } from './vocabulary.ts';

/** The rows of a table with what its columns hold. */
export interface Grid {
  rows: readonly Cell[][];
  columns: Columns;
}

const LABELLED: readonly ColumnRole[] = ['goal', 'plan', 'note', 'rate', 'status', 'reason', 'nextSteps'];

/** The same table with a column for each of the words, holding what stands beside it; others come back unchanged. */
export function withLabelledRows(rows: readonly Cell[][], columns: Columns): Grid {
  const body = rows.slice(columns.firstRow);
  const at = columns.columns.findIndex(({ index }) => holdsLabels(body, index));
  const content = columns.columns[at + 1];
  if (at < 0 || !content) return { rows, columns };
  const label = columns.columns[at]!.index;
  const matches = labelsIn(body, label);
  const width = rows[0]?.length ?? 0;
  const added = matches.map((match, i): Column => {
    return { ...match, index: width + i, header: [match.word], label: '', measure: '' };
  });
  const kept = columns.columns.map((column) =>
    column.index === label || column === content ? { ...column, role: 'ignored' as const } : column,
  );
  const widened = rows.map((row) => [
    ...row,
    ...added.map(({ word }): Cell => {
      const told = cleanText(row[label]?.text ?? '') === word;
      return { text: told ? row[content.index]!.text : '', merged: false };
    }),
  ]);
  return { rows: widened, columns: { ...columns, columns: [...kept, ...added] } };
}

/** Nothing but such words, of two kinds at least. */
function holdsLabels(body: readonly Cell[][], index: number): boolean {
  const texts = body.map((row) => cleanText(row[index]?.text ?? '')).filter(Boolean);
  if (texts.length < 2 || new Set(texts).size * 2 > texts.length + 2) return false;
  const roles = texts.map((text) => labelOf(text)?.role);
  return roles.every((role) => role !== undefined) && new Set(roles).size > 1;
}

function labelsIn(body: readonly Cell[][], index: number): HeaderMatch[] {
  const words = new Set(body.map((row) => cleanText(row[index]?.text ?? '')).filter(Boolean));
  return [...words].flatMap((word) => labelOf(word) ?? []);
}

function labelOf(text: string): HeaderMatch | null {
  const match = classifyLabel(text);
  return match && LABELLED.includes(match.role) ? match : null;
}
