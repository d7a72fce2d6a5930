/** Real tables: .docx, .xlsx, saved web pages, .csv. */
import type { Block, Document, Table } from '../../domain/document.ts';
import { cleanText } from '../cells.ts';
import { type Columns, findColumns } from '../columns.ts';
import { isProjectTable } from '../evidence.ts';
import { groupState } from '../line-words.ts';
import { above } from '../preamble.ts';
import type { Layout, RawList } from '../raw.ts';
import { type ReadRows, readRows } from '../rows.ts';
import { joined, type ReadTable } from '../several-tables.ts';

/** Tables with a header row of known words; tables below that continue one are read on with its header. */
export const tableLayout: Layout<Document> = {
  name: 'table',
  recognise: (document) => (tablesOf(document.blocks).some((t) => columnsOf(t) !== null) ? 0.9 : 0),
  read(document) {
    const tables: ReadTable[] = [];
    let first: Table | null = null;
    let previous: Columns | null = null;
    for (const table of tablesOf(document.blocks)) {
      const columns: Columns | null = columnsOf(table) ?? continued(table, previous);
      if (!columns) continue;
      first ??= table;
      const read = readRows(table.rows, columns);
      const caption = rowsAbove(table, columns.headerRow);
      const texts = [...before(document, table), ...caption];
      tables.push({
        ...withStates(read, texts),
        name: table.name ?? '',
        above: texts,
        hints: [...read.hints, ...caption],
      });
      previous = columns;
    }
    if (!first) return null;
    return listOf(document, { first, ...joined(tables) });
  },
};

/** Longest caption that names the state of all projects below it: 慢序时项目（3件）. */
const LONGEST_CAPTION = 30;

function withStates(read: ReadRows, texts: readonly string[]): ReadRows {
  const caption = texts.findLast((text) => text.length <= LONGEST_CAPTION && groupState(text, false) !== '');
  if (!caption) return read;
  const status = groupState(caption, false);
  return { ...read, projects: read.projects.map((p) => (p.status === '' ? { ...p, status } : p)) };
}

function listOf(
  document: Document,
  { first, hints, recorded, projects }: { first: Table } & ReturnType<typeof joined>,
): RawList {
  const { title, preamble } = above(document, document.blocks.indexOf(first));
  const caption = rowsAbove(first, columnsOf(first)?.headerRow ?? 0);
  return {
    title: title ?? caption[0] ?? null,
    preamble: [...preamble, ...caption.slice(title ? 0 : 1), ...titlesElsewhere(document, first)],
    projects,
    periodHints: hints.filter(Boolean),
    recorded,
    layout: 'table',
  };
}

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

/** Titles over tables that hold no list: a summary or an index may be the only one to name place and year. */
function titlesElsewhere({ blocks }: Document, first: Table): string[] {
  const others = tablesOf(blocks).filter((table) => table !== first && columnsOf(table) === null);
  return others.flatMap(({ rows }) => {
    const texts = [...new Set((rows[0] ?? []).map((cell) => cleanText(cell.text)).filter(Boolean))];
    return texts.length === 1 ? texts : [];
  });
}

/** Paragraphs between a table and the one before it. */
function before({ blocks }: Document, table: Table): string[] {
  const end = blocks.indexOf(table);
  const start = blocks.slice(0, end).findLastIndex((block) => block.kind === 'table') + 1;
  return blocks
    .slice(start, end)
    .flatMap((block) => (block.kind === 'paragraph' ? [cleanText(block.text)] : []));
}
