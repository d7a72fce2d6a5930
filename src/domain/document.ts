/**
 * What every reader makes of a file: paragraphs and tables in reading order.
 * Readers know bytes; layouts know words. This type is all they share.
 */

export interface Paragraph {
  kind: 'paragraph';
  /** Text with soft breaks as `\n`; inner spacing kept, ends trimmed. Never empty. */
  text: string;
  /** Empty lines before it in the source: pasted tables separate rows by them. */
  gapBefore: number;
  /** The source line began with a tab or wide indent (a pasted table's cell). */
  indented: boolean;
  /** Heading level 1–6 from the format's own marks; null for running text. */
  heading: number | null;
  /** A photo or figure caption by the format's own marks. */
  caption: boolean;
}

export interface Cell {
  /** Text with line breaks as `\n`, ends trimmed; '' when blank. */
  text: string;
  /** True where a merged cell is repeated to fill the grid; its text stands at the top left of the merge. */
  merged: boolean;
}

export interface Table {
  kind: 'table';
  /** Rectangular: every row has the same number of cells, merged cells filled in. */
  rows: Cell[][];
  /** Sheet name or table caption, null when none. */
  name: string | null;
}

export type Block = Paragraph | Table;

export type DocumentFormat = 'txt' | 'html' | 'csv' | 'docx' | 'xlsx' | 'pdf' | 'doc' | 'xls' | 'ods';

export interface Document {
  fileName: string;
  format: DocumentFormat;
  /** The format's own title (HTML title, document property), null when none. */
  title: string | null;
  blocks: Block[];
  /** What the reader left out and why, Chinese, one line each (hidden sheet skipped …). */
  notes: string[];
}
