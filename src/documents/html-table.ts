/** Tables of a page: the grid behind rowspan and colspan, and tables that only arrange the page. */
import type { Element } from 'domhandler';
import type { Cell, Table } from '../domain/document.ts';
import { cell, fillSpans, type Span, table } from './blocks.ts';

/** Widest span a browser honours. */
const MAX_COLSPAN = 1000;

/** Text of one table cell, lines by `\n`. */
export type CellText = (element: Element) => string;

/** The rows of a table itself, not those of tables within it. */
export function tableRows(element: Element): Element[] {
  return elements(element).flatMap((child) => {
    if (child.name === 'tr') return [child];
    return ['thead', 'tbody', 'tfoot'].includes(child.name) ? elements(child).filter(isRow) : [];
  });
}

/** The cells of one row. */
export function rowCells(row: Element): Element[] {
  return elements(row).filter((child) => child.name === 'td' || child.name === 'th');
}

/**
 * True for a table that arranges a page rather than holding data: one column, or tables and headings within it and
 * at most one row with text in several cells (a menu beside the article).
 */
export function isLayoutTable(element: Element): boolean {
  const rows = tableRows(element).map(rowCells);
  if (rows.every((cells) => cells.length < 2)) return true;
  if (!contains(element, /^(table|h[1-6])$/)) return false;
  return rows.filter((cells) => cells.filter(hasText).length > 1).length < 2;
}

/** How many cells the grid has, merged ones counted in full; checked before the grid is built. */
export function gridSize(element: Element): number {
  const widths = tableRows(element).map((row) => rowCells(row).reduce((sum, td) => sum + colspan(td), 0));
  return widths.length * widths.reduce((most, width) => Math.max(most, width), 0);
}

/** The grid with merged cells filled in. */
export function readTable(element: Element, textOf: CellText): Table {
  const trs = tableRows(element);
  const rows: Cell[][] = trs.map(() => []);
  const spans: Span[] = [];
  trs.forEach((tr, top) => {
    let left = 0;
    for (const td of rowCells(tr)) {
      while (rows[top]![left]) left++;
      const span = {
        top,
        left,
        bottom: top + rowspan(td, trs.length - top) - 1,
        right: left + colspan(td) - 1,
      };
      reserve(rows, span);
      rows[top]![left] = cell(textOf(td));
      spans.push(span);
      left = span.right + 1;
    }
  });
  fillSpans(rows, spans);
  const caption = elements(element).find((child) => child.name === 'caption');
  return table(rows, caption ? textOf(caption) || null : null);
}

function reserve(rows: Cell[][], span: Span): void {
  for (let r = span.top; r <= span.bottom; r++)
    for (let c = span.left; c <= span.right; c++) rows[r]![c] ??= { text: '', merged: true };
}

function colspan(td: Element): number {
  return Math.min(Math.max(Number.parseInt(td.attribs.colspan ?? '1', 10) || 1, 1), MAX_COLSPAN);
}

/** `rowspan="0"` means down to the last row. */
function rowspan(td: Element, rowsLeft: number): number {
  const stated = Number.parseInt(td.attribs.rowspan ?? '1', 10);
  return stated === 0 ? rowsLeft : Math.min(Math.max(stated || 1, 1), rowsLeft);
}

function elements(parent: Element): Element[] {
  return parent.children.filter((node): node is Element => node.type === 'tag');
}

function isRow(element: Element): boolean {
  return element.name === 'tr';
}

function contains(element: Element, name: RegExp): boolean {
  return elements(element).some((child) => name.test(child.name) || contains(child, name));
}

function hasText(element: Element): boolean {
  return element.children.some((node) =>
    node.type === 'text' ? node.data.trim() !== '' : node.type === 'tag' && hasText(node),
  );
}
