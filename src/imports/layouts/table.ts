/** Real tables: .docx, .xlsx, saved web pages, .csv. */
import type { Block, Document, Table } from '../../domain/document.ts';
import { cleanText } from '../cells.ts';
import { type Columns, findColumns } from '../columns.ts';
import { isProjectTable } from '../evidence.ts';
import { above } from '../preamble.ts';
import type { Layout, RawProject } from '../raw.ts';
import { readRows } from '../rows.ts';

/** Tables with a header row of known words; tables below that continue one are read on with its header. */
export const tableLayout: Layout<Document> = {
  name: 'table',
  recognise: (document) => (tablesOf(document.blocks).some((t) => columnsOf(t) !== null) ? 0.9 : 0),
  read(document) {
    const projects: RawProject[] = [];
    const hints: string[] = [];
    let first: Block | null = null;
    let previous: Columns | null = null;
    for (const table of tablesOf(document.blocks)) {
      const columns: Columns | null = columnsOf(table) ?? continued(table, previous);
      if (!columns) continue;
      first ??= table;
      const read = readRows(table.rows, columns);
      projects.push(...read.projects);
      hints.push(...read.hints, ...rowsAbove(table, columns.headerRow), table.name ?? '');
      previous = columns;
    }
    if (!first) return null;
    const { title, preamble } = above(document, document.blocks.indexOf(first));
    const caption = rowsAbove(first as Table, columnsOf(first as Table)?.headerRow ?? 0);
    return {
      title: title ?? caption[0] ?? null,
      preamble: [...preamble, ...caption.slice(title ? 0 : 1)],
      projects,
      periodHints: hints.filter(Boolean),
      layout: 'table',
    };
  },
};

const tablesOf = (blocks: readonly Block[]) => blocks.filter((block) => block.kind === 'table');

function columnsOf(table: Table): Columns | null {
  const columns = findColumns(table.rows);
  return columns && isProjectTable(table.rows, columns) ? columns : null;
}

/** A table broken by a page: as many columns, no header of its own. */
function continued(table: Table, previous: Columns | null): Columns | null {
  if (!previous || table.rows[0]?.length !== previous.columns.length || findColumns(table.rows)) return null;
  return { ...previous, headerRow: 0, firstRow: 0 };
}

/** Titles and notes in the rows above the header, each once. */
function rowsAbove(table: Table, headerRow: number): string[] {
  const texts = table.rows
    .slice(0, headerRow)
    .flatMap((row) => row.filter((c) => !c.merged).map((c) => cleanText(c.text)));
  return [...new Set(texts.filter(Boolean))];
}
