/** Everything that can be wrong before a question is asked: settings, words, intents. All of it at once. */
import { checkConfig, type Environment } from './config.ts';
import { InputError, type Problem } from './domain/errors.ts';
import { loadWording } from './questions/wording.ts';
import { loadBodies } from './text/bodies-data.ts';
import { loadEveryday } from './text/everyday.ts';
import { loadGuards } from './text/guards.ts';

/** Each reads one part; what it cannot accept is thrown as an InputError. */
const LOADERS: readonly (() => unknown)[] = [loadBodies, loadEveryday, loadGuards, loadWording];

/** Every problem of settings, lexicon and intents; empty when all is well. */
export function checkAll(environment: Environment): Problem[] {
  return [...checkConfig(environment), ...LOADERS.flatMap((load) => problemsOf(load))];
}

function problemsOf(load: () => unknown): readonly Problem[] {
  try {
    load();
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}
