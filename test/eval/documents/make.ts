/** Prints every source of each collection as the file it stands for, with `gold.json` and `manifest.json`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { printed } from './print.ts';
import { type CollectionName, collections, goldOf, readSources } from './source.ts';

for (const name of Object.keys(collections) as CollectionName[]) make(name);

function make(name: CollectionName): void {
  const home = collections[name];
  const files = new URL('./files/', home);
  mkdirSync(files, { recursive: true });
  const sources = readSources(name);
  for (const source of sources) writeFileSync(new URL(source.file, files), printed(source));
  writeJson(
    new URL('./manifest.json', home),
    sources.map((source) => ({ file: source.file, ...source.manifest })),
  );
  writeJson(new URL('./gold.json', home), sources.flatMap(goldOf));
  const projects = sources.flatMap((source) => source.items);
  console.log(`${name}: ${sources.length} documents, ${projects.length} projects`);
}

function writeJson(file: URL, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 1)}\n`);
}
