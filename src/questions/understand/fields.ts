/** Fields of life by which people want projects picked: 养老, 吃, 环境 stand for many words of documents. */
import { z } from 'zod';
import { INTENTS_DIR, readDataFile } from '../../text/data-file.ts';

const words = z.array(z.string().min(1)).min(1);
const schema = z.array(z.strictObject({ say: words, holds: words })).min(1);

/** A name of a field → the words of documents that lie in it. */
export type Fields = ReadonlyMap<string, readonly string[]>;

export function loadFields(dir = INTENTS_DIR): Fields {
  const fields = readDataFile('lexicon/fields.yaml', schema, dir);
  return new Map(fields.flatMap(({ say, holds }) => say.map((name) => [name, holds] as const)));
}
