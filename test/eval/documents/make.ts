/**
 * Prints every source of each collection as the file it stands for, with `gold.json` and `manifest.json`. With
 * `--check` nothing is written: names the files that are not what their source prints; exit 1 when there are any.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { printed } from './print.ts';
import { type CollectionName, collections, goldOf, readSources } from './source.ts';

const names = Object.keys(collections) as CollectionName[];
if (process.argv.includes('--check')) check();
else for (const name of names) make(name);

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

function check(): void {
  for (const name of names) {
    const files = new URL('./files/', collections[name]);
    for (const source of readSources(name)) {
      if (Buffer.from(printed(source)).equals(readFileSync(new URL(source.file, files)))) continue;
      console.log(source.file);
      process.exitCode = 1;
    }
  }
}
