/** The words of digests and bulletins, from intents/lexicon/digests.yaml. */
import { DIGEST_WORDS_SCHEMA, type DigestWords } from './digests/words.ts';
import { INTENTS_DIR, readDataFile } from './text/data-file.ts';

/** @throws InputError naming every place that does not fit */
export function loadDigestWords(dir = INTENTS_DIR): DigestWords {
  return readDataFile('lexicon/digests.yaml', DIGEST_WORDS_SCHEMA, dir);
}
