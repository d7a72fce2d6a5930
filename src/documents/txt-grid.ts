/** Tables pasted as text: cells apart by tabs, rows by lines, and cells of several lines broken over lines. */

/** Fewest columns and rows that make lines with inner tabs a table. */
const MIN_COLUMNS = 3;
const MIN_ROWS = 2;

export interface PastedGrid {
  rows: string[][];
  /** The line after the grid. */
  end: number;
}

/**
 * The grid whose first row is the line `start`; null when there is none. Lines are put together until a row has as
 * many cells as the first; lines without a tab after a whole row go on with its last cell, but only where another
 * row follows: after the last row they are text again.
 */
export function pastedGrid(lines: readonly string[], start: number): PastedGrid | null {
  const first = takeQuoted(lines, start);
  const columns = first.cells.filter((text) => text.trim()).length < 2 ? 0 : first.cells.length;
  if (columns < MIN_COLUMNS) return null;
  const rows = [first.cells];
  let end = first.end;
  for (let at = end; at < lines.length; ) {
    const tail = continuation(lines, at);
    const row = takeRow(lines, afterBlank(lines, at + tail.length, columns), columns);
    if (!row) break;
    const last = rows.at(-1)!;
    last[columns - 1] = [last[columns - 1], ...tail].join('\n');
    rows.push(row.cells);
    at = row.end;
    end = at;
  }
  return rows.length < MIN_ROWS ? null : { rows, end };
}

/** Lines from `at` without a tab, up to an empty one. */
function continuation(lines: readonly string[], at: number): string[] {
  let end = at;
  while (end < lines.length && lines[end]!.trim() && !lines[end]!.includes('\t')) end++;
  return lines.slice(at, end);
}

/** The line after empty ones when it is a whole row; `at` otherwise: an empty line ends the grid. */
function afterBlank(lines: readonly string[], at: number, columns: number): number {
  let next = at;
  while (next < lines.length && !lines[next]!.trim()) next++;
  return lines[next]?.split('\t').length === columns ? next : at;
}

/** One row from `at`; one that stays short of cells is filled up. Null at the end or where cells are too many. */
function takeRow(
  lines: readonly string[],
  at: number,
  columns: number,
): { cells: string[]; end: number } | null {
  if (at >= lines.length) return null;
  const row = takeQuoted(lines, at);
  if (row.cells.length < 2 || row.cells.length > columns) return null;
  let joined = row;
  while (joined.cells.length < columns && joined.end < lines.length) {
    const next = takeQuoted(lines, joined.end);
    if (joined.cells.length + next.cells.length - 1 > columns) break;
    const cells = [
      ...joined.cells.slice(0, -1),
      `${joined.cells.at(-1)}\n${next.cells[0]}`,
      ...next.cells.slice(1),
    ];
    joined = { cells, end: next.end };
  }
  const { cells, end } = joined.cells.length === columns ? joined : row;
  return { cells: [...cells, ...Array<string>(columns - cells.length).fill('')], end };
}

/** The cells of one line; a cell that opens a quote goes on to the line that closes it. */
function takeQuoted(lines: readonly string[], at: number): { cells: string[]; end: number } {
  let end = at + 1;
  if (/(^|\t)"/.test(lines[at]!)) {
    while (end < lines.length && quotes(lines.slice(at, end)) % 2 === 1) end++;
    if (quotes(lines.slice(at, end)) % 2 === 1) end = at + 1;
  }
  const text = lines.slice(at, end).join('\n');
  return { cells: end > at + 1 ? text.split('\t').map(unquote) : text.split('\t'), end };
}

function quotes(lines: readonly string[]): number {
  return lines.join('').split('"').length - 1;
}

function unquote(text: string): string {
  return /^".*"$/s.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text;
}
