/** `node import-files.ts FOLDER`: reads generated lists from files as an import does, and the bare files. Prints JSON. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportedDocument } from '../../src/domain/project.ts';
import { readImport } from '../../src/importer.ts';
import { generate } from './generate.ts';
import { timeOnce } from './timing.ts';
import { readWording } from './wording.ts';

/** Import of files up to the store's door, beside reading their bytes. */
export interface ImportResult {
  files: number;
  projects: number;
  megabytes: number;
  importMs: number;
  readMs: number;
}

const FILES = 40;
const PROJECTS = 20 * FILES;

const folder = process.argv[2]!;

function csv(document: ImportedDocument): string {
  const rows = document.projects.map(({ number, title, goal, units, note, statedRate }) =>
    [
      number,
      `${title}。${goal}`,
      units.map((unit) => unit.name).join('、'),
      note,
      `${Math.round(statedRate! * 100)}%`,
    ].join(','),
  );
  return [`${document.title},,,,`, '序号,任务目标,责任单位,进展情况,完成率', ...rows].join('\n');
}

const files = [...generate(PROJECTS, readWording())].map(({ document }, i) => {
  const path = join(folder, `list-${i}.csv`);
  writeFileSync(path, csv(document));
  return path;
});
await readImport(files[0]!, {});
let projects = 0;
const importMs = await timeOnce(async () => {
  for (const path of files) projects += (await readImport(path, {})).projects.length;
});
const readMs = await timeOnce(() => {
  for (const path of files) readFileSync(path);
});
const megabytes = files.reduce((sum, path) => sum + statSync(path).size, 0) / 2 ** 20;
console.log(
  JSON.stringify({ files: files.length, projects, megabytes, importMs, readMs } satisfies ImportResult),
);
