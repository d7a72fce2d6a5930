/** How much one document may hold. */
import type { ReaderLimits } from './reader.ts';

export interface ReadLimits extends ReaderLimits {
  /** Size of the file itself. */
  bytes: number;
}

/** Paragraphs and lines of a document beside its tables, or within them where each cell has its own. */
export const MOST_PARAGRAPHS = 100_000;
/** Characters of one paragraph or cell: more is no text that anyone wrote. */
export const LONGEST_TEXT = 200_000;

const MEGABYTE = 1024 * 1024;

/** What every entrance (chat, page, command line) allows. */
export const READ_LIMITS: ReadLimits = {
  bytes: 20 * MEGABYTE,
  expandedBytes: 50 * MEGABYTE,
  cells: 500_000,
};
