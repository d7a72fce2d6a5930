/** Everything that can be wrong in the words of `intents/`: what is read again when it changes, and what is read once. */
import { setImmediate } from 'node:timers/promises';
import { InputError, type Problem } from './domain/errors.ts';
import { loadWords, type WordSources, type Words } from './questions/words.ts';

type Load = (sources: WordSources) => Promise<unknown>;

/**
 * Each reads one part; what it cannot accept is thrown as an InputError. Loaded one by one, because some words are
 * read when their module is.
 */
const LOADERS: readonly Load[] = [
  async () => await import('./text/measures.ts'),
  async () => await import('./imports/import-document.ts'),
  async () => (await import('./text/divisions.ts')).loadDivisions(),
  async ({ intentsDir }) => (await import('./text/bodies-data.ts')).loadBodies(intentsDir),
  async ({ intentsDir }) => (await import('./text/personal.ts')).loadPersonalWords(intentsDir),
  async ({ intentsDir }) => (await import('./manners.ts')).loadManners(intentsDir),
  async ({ intentsDir }) => (await import('./commands/words.ts')).loadCommandWords(intentsDir),
  async ({ intentsDir }) => (await import('./digest-words.ts')).loadDigestWords(intentsDir),
  async ({ intentsDir }) => (await import('./alert-words.ts')).loadAlertWords(intentsDir),
  async () => (await import('./model.ts')).loadModelWords(),
];

/** Words with everything that is wrong in them or beside them. */
export interface CheckedWords {
  /** Null when they cannot be used. */
  words: Words | null;
  problems: readonly Problem[];
}

/** Reads and checks everything; between two parts other work gets its turn. */
export async function checkedWords(sources: WordSources): Promise<CheckedWords> {
  let words: Words | null = null;
  const problems = [
    ...(await problemsOf(async () => {
      words = loadWords(sources);
    })),
  ];
  for (const load of LOADERS) {
    await setImmediate();
    problems.push(...(await problemsOf(() => load(sources))));
  }
  return { words, problems };
}

/** What a loader cannot accept; its other failures are failures of the program. */
export async function problemsOf(load: () => Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await load();
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}
