/** Words that follow their files: an edited file holds from the next message on, a faulty one changes nothing. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from './domain/errors.ts';
import type { Log } from './log.ts';
import { loadWords, type Words, warmUp } from './questions/words.ts';
import { INTENTS_DIR } from './text/data-file.ts';
import { checkedWords } from './word-checks.ts';

export interface LiveWordsParts {
  /** A file of synonyms; null for none. */
  synonymsPath: string | null;
  intentsDir?: string;
  log: Log;
  /** How often the files are looked at. */
  everyMs?: number;
}

/** How the words stand, for operators. */
export interface WordsState {
  /** When the words in use were read. */
  readAt: Date;
  /** Why the files of now are not in use; none when they are. */
  problems: readonly Problem[];
}

export interface LiveWords {
  /** The words in use; the same object until files have changed. */
  current(): Words;
  state(): WordsState;
  /** Looks at the files now; two looks that see the same change take it over. */
  look(): Promise<void>;
  close(): void;
}

/** Files are looked at by a timer, not by events: these get lost on mounted folders and on files put in place of others. */
const EVERY_MS = 2000;

/** @throws InputError naming every problem of the words it begins with */
export async function createLiveWords(parts: LiveWordsParts): Promise<LiveWords> {
  const { log, everyMs = EVERY_MS, intentsDir = INTENTS_DIR } = parts;
  const sources = { intentsDir, synonymsPath: parts.synonymsPath ?? undefined };
  let words = loadWords(sources);
  let state: WordsState = { readAt: new Date(), problems: [] };
  let inUse = await stampOf(sources);
  let before = inUse;
  const look = async () => {
    const stamp = await stampOf(sources);
    const settled = stamp === before;
    before = stamp;
    // A file that is still being written looks different the next time.
    if (stamp === inUse || !settled) return;
    inUse = stamp;
    const changed = await checkedWords(sources);
    if (changed.words === null || changed.problems.length > 0) {
      state = { ...state, problems: changed.problems };
      log.error(
        { problems: changed.problems.map(told) },
        'changed words are faulty: the old ones stay in use',
      );
      return;
    }
    warmUp(changed.words);
    words = changed.words;
    state = { readAt: new Date(), problems: [] };
    log.info({}, 'changed words are in use');
  };
  const timer = startLooking(look, { log, everyMs });
  return { current: () => words, state: () => state, look, close: timer };
}

const told = ({ where, message }: Problem): string => `${where}: ${message}`;

/** One look after the other. */
function startLooking(
  look: () => Promise<void>,
  { log, everyMs }: { log: Log; everyMs: number },
): () => void {
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const next = () => {
    timer = setTimeout(async () => {
      await look().catch((error) => log.error({ err: error }, 'looking at the words failed'));
      if (!closed) next();
    }, everyMs);
    timer.unref();
  };
  next();
  return () => {
    closed = true;
    if (timer) clearTimeout(timer);
  };
}

interface Sources {
  intentsDir: string;
  synonymsPath: string | undefined;
}

const WORD_FILE = /\.yaml$/;

/** Names, sizes and times of all files; a file that goes while it is looked at counts as gone. */
async function stampOf({ intentsDir, synonymsPath }: Sources): Promise<string> {
  const entries = await readdir(intentsDir, { recursive: true }).catch(() => []);
  const paths = entries.filter((name) => WORD_FILE.test(name)).map((name) => join(intentsDir, name));
  const all = synonymsPath === undefined ? paths : [...paths, synonymsPath];
  return (await Promise.all(all.sort().map(fileStamp))).join('\n');
}

async function fileStamp(path: string): Promise<string> {
  try {
    const { size, mtimeMs, ino } = await stat(path);
    return `${path} ${size} ${mtimeMs} ${ino}`;
  } catch {
    return `${path} –`;
  }
}
