/** The manners at the door, from intents/lexicon/manners.yaml. */
import { MANNERS_SCHEMA, type Manners } from './access/manners-data.ts';
import { INTENTS_DIR, readDataFile } from './text/data-file.ts';

/** @throws InputError naming every place that does not fit */
export function loadManners(dir = INTENTS_DIR): Manners {
  return readDataFile('lexicon/manners.yaml', MANNERS_SCHEMA, dir);
}
