/** The sample documents: stored into an empty database, so that the program answers from its first minute. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ProgramDatabase } from './database.ts';
import type { ImportOptions } from './importer.ts';
import type { Log } from './log.ts';

/** The folder shipped with the program. */
export const SEEDS_DIR = fileURLToPath(new URL('../seeds/', import.meta.url));

const MANIFEST_FILE = 'manifest.json';

/** What a sample document does not say itself, by file name. */
const MANIFEST = z.record(
  z.string(),
  z.strictObject({ region: z.string().optional(), year: z.number().int().optional() }),
);

/** Stores the samples when nothing is stored yet; returns how many documents were stored. */
export async function importSeeds(
  { store }: Pick<ProgramDatabase, 'store'>,
  log: Log,
  now: string,
): Promise<number> {
  if ((await store.readerFor('operator').documents()).length > 0) return 0;
  // The readers are loaded only when there is something to read: an existing database starts sooner.
  const { readImports } = await import('./importer.ts');
  const manifest = MANIFEST.parse(JSON.parse(readFileSync(join(SEEDS_DIR, MANIFEST_FILE), 'utf8')));
  const names = readdirSync(SEEDS_DIR).filter((name) => name !== MANIFEST_FILE);
  const optionsOf = new Map(names.map((name) => [join(SEEDS_DIR, name), given(manifest[name])]));
  const documents = await readImports([...optionsOf.keys()], (path) => optionsOf.get(path) ?? {});
  const reports = await store.saveImports(documents, now, 'samples');
  for (const [index, { fileName, title }] of documents.entries()) {
    const { added, doubts } = reports[index]!;
    log.info({ file: fileName, title, projects: added, doubts }, 'sample document imported');
  }
  return documents.length;
}

function given(entry: z.infer<typeof MANIFEST>[string] | undefined): ImportOptions {
  return {
    ...(entry?.region === undefined ? {} : { region: entry.region }),
    ...(entry?.year === undefined ? {} : { year: entry.year }),
  };
}
