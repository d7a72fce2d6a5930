/** Everything that understanding and answering take from `intents/`, read and checked as a whole. Never changed afterwards. */
import { InputError, type Problem } from '../domain/errors.ts';
import { INTENTS_DIR } from '../text/data-file.ts';
import { createGuard, loadGuards } from '../text/guards.ts';
import { loadSynonyms, withSynonyms } from '../text/synonyms.ts';
import { createTopicFinder, loadTopics } from '../text/topics.ts';
import { loadCues } from './cues.ts';
import { type Detail, loadDetails } from './details.ts';
import { loadMeasureFit, type MeasureFit } from './find/measures.ts';
import { type Acts, loadActs } from './find/near.ts';
import { type Intent, loadIntents } from './intents.ts';
import { QUERY_NAMES } from './queries/registry.ts';
import { loadEverydayWords } from './understand/everyday.ts';
import { loadFields } from './understand/fields.ts';
import type { UnderstandTools } from './understand/understand.ts';
import { loadWording, type Wording } from './wording.ts';

export interface Words {
  intents: ReadonlyMap<string, Intent>;
  guard: ReturnType<typeof createGuard>;
  wording: Wording;
  measureFit: MeasureFit;
  acts: Acts;
  details: readonly Detail[];
  tools: Pick<UnderstandTools, 'intents' | 'topics' | 'everyday' | 'cues' | 'fields'>;
}

/** Where words are read from. */
export interface WordSources {
  /** A folder of intents in place of the shipped one. */
  intentsDir?: string | undefined;
  /** A file of synonyms; one that does not exist holds none. */
  synonymsPath?: string | undefined;
}

/** Takes some tenths of a second. @throws InputError naming every problem of every file */
export function loadWords({ intentsDir: dir = INTENTS_DIR, synonymsPath }: WordSources = {}): Words {
  const problems: Problem[] = [];
  const synonyms = part(() => (synonymsPath === undefined ? [] : loadSynonyms(synonymsPath)), problems);
  const intents = part(() => loadIntents(QUERY_NAMES, dir), problems);
  const guards = part(() => loadGuards(dir), problems);
  const wording = part(() => loadWording(dir), problems);
  const measureFit = part(() => loadMeasureFit(dir), problems);
  const acts = part(() => loadActs(dir), problems);
  const details = part(() => loadDetails(dir), problems);
  const topics = part(() => loadTopics(dir), problems);
  const everyday = part(() => loadEverydayWords(dir), problems);
  const cues = part(() => loadCues(dir), problems);
  const fields = part(() => loadFields(dir), problems);
  if (!synonyms || !intents || !guards || !wording || !measureFit || !topics || !everyday || !cues)
    throw new InputError(problems);
  if (!fields || !acts || !details) throw new InputError(problems);
  return {
    intents: new Map(intents.map((intent) => [intent.name, intent])),
    guard: createGuard(guards),
    wording,
    measureFit,
    acts,
    details,
    tools: { intents, topics: createTopicFinder(withSynonyms(topics, synonyms)), everyday, cues, fields },
  };
}

/** Compiles now what the first question told in other words than the documents' would wait for. */
export function warmUp({ tools }: Words): void {
  tools.topics.profile('');
}

/** Null when it holds problems, which are added to the others. */
function part<T>(load: () => T, problems: Problem[]): T | null {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}
