/** Progress columns that hold a rate and, behind it, words: 80%（东区进度滞后）. */
import type { Cell } from '../domain/document.ts';
import { cleanText } from './cells.ts';
import type { Columns } from './columns.ts';
import type { Grid } from './labelled-rows.ts';

/** 57%（南线偏慢）, 95%，…; the closing bracket may be missing. */
const WORDED = /^(\d+(?:\.\d+)?\s*[%％])\s*[（(，,；;：:。]?\s*(.*?)\s*[）)]?$/su;
/** Text behind a rate that goes on telling of it: 80%以上, 60%的…. */
const GOES_ON = /^\d+(?:\.\d+)?\s*[%％]\s*(?:[以的左余多、~～—-]|\p{L})/u;

/** The same table with the words of such a column in one of their own; others come back unchanged. */
export function withWordedRates({ rows, columns }: Grid): Grid {
  const body = rows.slice(columns.firstRow);
  const column = columns.columns.find(({ role, index }) => role === 'note' && holdsWordedRates(body, index));
  if (!column) return { rows, columns };
  const index = rows[0]?.length ?? 0;
  const split = rows.map((row, at): Cell[] => {
    const { rate, words } = at < columns.firstRow ? HEADER : partsOf(row[column.index]);
    const own = row.map((cell, i) => (i === column.index && rate !== null ? { ...cell, text: rate } : cell));
    return [...own, { text: words, merged: row[column.index]?.merged ?? false }];
  });
  const rated = columns.columns.map((c) => (c === column ? { ...c, role: 'rate' as const } : c));
  return {
    rows: split,
    columns: { ...columns, columns: [...rated, { ...column, index }] } satisfies Columns,
  };
}

const HEADER = { rate: null, words: '' };

function partsOf(cell: Cell | undefined): { rate: string; words: string } {
  const text = cleanText(cell?.text ?? '');
  const [, rate = '', words = text] = GOES_ON.test(text) ? [] : (WORDED.exec(text) ?? []);
  return { rate, words };
}

function holdsWordedRates(body: readonly Cell[][], index: number): boolean {
  const texts = body.map((row) => cleanText(row[index]?.text ?? '')).filter(Boolean);
  const rated = texts.filter((text) => WORDED.test(text) && !GOES_ON.test(text));
  return rated.length > 1 && rated.length * 2 >= texts.length && rated.some((t) => !/[%％]$/u.test(t));
}
