/** Prints every source under `source/` as the file it stands for, with `gold.json` and `manifest.json` beside them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { encodeGb } from './gb.ts';
import { csv, headedProse, htmlTable, news, numberedRun, pastedTable, plainList } from './layouts.ts';
import { mergedDocx, twoPeriodsXlsx } from './office.ts';
import { goldOf, readSources, type Source } from './source.ts';

const PRINT: Record<string, (source: Source) => string | Uint8Array> = {
  pastedTable,
  headedProse,
  news,
  htmlTable,
  csv,
  numberedRun,
  plainList,
  mergedDocx,
  twoPeriodsXlsx,
};
const GB_LAYOUTS = ['csv', 'numberedRun'];

const folder = new URL('./files/', import.meta.url);
mkdirSync(folder, { recursive: true });
const sources = readSources();
for (const source of sources) {
  const printed = PRINT[source.layout]!(source);
  const asGb = typeof printed === 'string' && GB_LAYOUTS.includes(source.layout);
  writeFileSync(new URL(source.file, folder), asGb ? encodeGb(printed) : printed);
}
const manifest = sources.map((source) => ({ file: source.file, ...source.manifest }));
writeFileSync(new URL('./manifest.json', import.meta.url), `${JSON.stringify(manifest, null, 1)}\n`);
writeFileSync(
  new URL('./gold.json', import.meta.url),
  `${JSON.stringify(sources.flatMap(goldOf), null, 1)}\n`,
);
console.log(`${sources.length} documents, ${sources.flatMap((s) => s.items).length} projects`);
