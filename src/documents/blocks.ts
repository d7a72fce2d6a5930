/** Building paragraphs and tables so that the promises of `Document` hold. */
import type { Block, Cell, Paragraph, Table } from '../domain/document.ts';

/** A paragraph of running text; `marks` sets what is not plain. The text must be trimmed and not empty. */
export function paragraph(text: string, marks: Partial<Omit<Paragraph, 'kind' | 'text'>> = {}): Paragraph {
  return { kind: 'paragraph', text, gapBefore: 0, indented: false, heading: null, caption: false, ...marks };
}

/** A gap means no more when it is wider still, and costs whoever looks for patterns in it. */
const WIDEST_GAP = 200;
const WIDE_GAP = new RegExp(`[^\\S\\n]{${WIDEST_GAP},}`, 'g');

/** Text with `\n` as its only line break, trimmed at the ends of every line, without empty lines at the ends. */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029|\v/g, '\n')
    .replace(/[\u00a0\u2002\u2003\u2007\u2009]/g, ' ')
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .replace(WIDE_GAP, (gap) => gap.slice(0, WIDEST_GAP))
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

/** A cell that is printed itself, not filled in from a merge. */
export function cell(text: string): Cell {
  return { text: tidy(text), merged: false };
}

/** A rectangle of the grid that is one merged cell in the source. Ends are inclusive. */
export interface Span {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** Repeats the text of every span's top left cell over the whole span. Changes `rows`. */
export function fillSpans(rows: Cell[][], spans: readonly Span[]): void {
  for (const span of spans) {
    const text = rows[span.top]?.[span.left]?.text ?? '';
    for (let r = span.top; r <= Math.min(span.bottom, rows.length - 1); r++)
      for (let c = span.left; c <= span.right; c++)
        if (r !== span.top || c !== span.left) rows[r]![c] = { text, merged: true };
  }
}

/**
 * The rows as a rectangle: short rows padded, blank rows at the top and bottom left out, and every column left out
 * that prints no text of its own (blank, or only the repeats of merged cells beside it).
 */
export function table(rows: readonly (readonly (Cell | undefined)[])[], name: string | null = null): Table {
  const top = rows.findIndex(hasText);
  const kept = top < 0 ? [] : rows.slice(top, rows.findLastIndex(hasText) + 1);
  const printed = new Set<number>();
  for (const row of kept) for (const [i, c] of row.entries()) if (c?.text && !c.merged) printed.add(i);
  const columns = [...printed].sort((a, b) => a - b);
  return { kind: 'table', rows: kept.map((row) => columns.map((i) => row[i] ?? cell(''))), name };
}

/** The table, or its texts as paragraphs when it has a single column and so only frames them; [] when blank. */
export function tableOrText(grid: Table): Block[] {
  if ((grid.rows[0]?.length ?? 0) > 1) return [grid];
  return grid.rows.flatMap(([only]) => (only?.text && !only.merged ? [paragraph(only.text)] : []));
}

function hasText(row: readonly (Cell | undefined)[]): boolean {
  return row.some((c) => c?.text);
}
