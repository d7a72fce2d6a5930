/** How much of the machine the import of one file may take. */
import type { Allowance } from '../confined/run.ts';
import { READ_LIMITS, type ReadLimits } from '../documents/limits.ts';

export interface ImportLimits {
  /** What a file may hold. */
  file: ReadLimits;
  /** From the file to its paragraphs and tables. */
  reading: Allowance;
  /** From those to projects and figures. */
  understanding: Allowance;
}

const MEGABYTE = 1024 * 1024;

/** What every entrance (chat, page, command line) allows. */
export const IMPORT_LIMITS: ImportLimits = {
  file: READ_LIMITS,
  reading: { seconds: 30, memoryBytes: 512 * MEGABYTE },
  understanding: { seconds: 120, memoryBytes: 768 * MEGABYTE },
};
