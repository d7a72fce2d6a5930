/** The folder of one replay: its database, what arrived, how far its clock has come. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ReplayFiles {
  dbPath: string;
  sentPath: string;
  /** The last instant that is wholly done; null before the first. */
  reached(): string | null;
  reach(instant: string): void;
}

/** Paths below a folder that exists. */
export function replayFiles(folder: string): ReplayFiles {
  const clockPath = join(folder, 'clock');
  return {
    dbPath: join(folder, 'replay.db'),
    sentPath: join(folder, 'sent.jsonl'),
    reached: () => (existsSync(clockPath) ? readFileSync(clockPath, 'utf8') : null),
    reach(instant) {
      writeFileSync(`${clockPath}.new`, instant);
      renameSync(`${clockPath}.new`, clockPath);
    },
  };
}
