/** Prints every source under `source/` as the file it stands for, with `gold.json` and `manifest.json` beside them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { printed } from './print.ts';
import { goldOf, readSources } from './source.ts';

const folder = new URL('./files/', import.meta.url);
mkdirSync(folder, { recursive: true });
const sources = readSources();
for (const source of sources) writeFileSync(new URL(source.file, folder), printed(source));
const manifest = sources.map((source) => ({ file: source.file, ...source.manifest }));
writeFileSync(new URL('./manifest.json', import.meta.url), `${JSON.stringify(manifest, null, 1)}\n`);
writeFileSync(
  new URL('./gold.json', import.meta.url),
  `${JSON.stringify(sources.flatMap(goldOf), null, 1)}\n`,
);
console.log(`${sources.length} documents, ${sources.flatMap((source) => source.items).length} projects`);
