/** What an intent accepts, as the people who write intents see it. */
import { type Intent, loadIntents } from './questions/intents.ts';
import { QUERY_NAMES } from './questions/queries/registry.ts';

/** An intent without its compiled patterns. */
export type IntentSample = Pick<Intent, 'name' | 'about' | 'query' | 'examples' | 'never'>;

/** Every intent, by name. @throws InputError when an intent file is wrong */
export function intentSamples(): IntentSample[] {
  return loadIntents(QUERY_NAMES)
    .map(({ name, about, query, examples, never }) => ({ name, about, query, examples, never }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
