/**
 * Measures the product through its command line: `npm run eval -- [--only NAME] [--fails] [--held-fails] [--json]
 * [--floors] [--raise-floors]`. Exit 1 only with `--floors` and a score below its floor.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answerQuestions, exportProjects, importAll, readLines } from './product.ts';
import {
  belowFloors,
  type Floors,
  importResult,
  questionResult,
  raised,
  type SetResult,
  table,
} from './results.ts';
import { type Question, scoreAnswers } from './score-answers.ts';
import { scoreImport } from './score-import.ts';
import { layoutResult, layoutSets } from './score-layouts.ts';
import { type Corpus, corpora } from './sets.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    fails: { type: 'boolean', default: false },
    'held-fails': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    floors: { type: 'boolean', default: false },
    'raise-floors': { type: 'boolean', default: false },
  },
});

const floorsFile = new URL('./floors.json', import.meta.url);

async function main(): Promise<void> {
  const floors = readFloors();
  const results = corpora().flatMap((corpus) => {
    const measured = measure(corpus);
    if (!options.json) for (const result of measured) print(result, floors);
    return measured;
  });
  for (const name of layoutSets().filter((set) => isWanted(`layouts-${set}`))) {
    const result = await layoutResult(name);
    results.push(result);
    if (!options.json) print(result, floors);
  }
  if (options.json) console.log(JSON.stringify(results.map(shown), null, 1));
  if (options['raise-floors']) writeFloors(raised(floors, results));
  if (options.floors) holdFloors(belowFloors(results, floors));
}

function readFloors(): Floors {
  return existsSync(floorsFile) ? (JSON.parse(readFileSync(floorsFile, 'utf8')) as Floors) : {};
}

function writeFloors(floors: Floors): void {
  writeFileSync(floorsFile, `${JSON.stringify(floors, null, 2)}\n`);
}

function isWanted(name: string): boolean {
  return !options.only || options.only.includes(name);
}

/** Imports a corpus into a database of its own, scores the export and the answers to its questions. */
function measure(corpus: Corpus): SetResult[] {
  const questions = corpus.questions.filter((set) => isWanted(set.name));
  if (!isWanted(corpus.name) && questions.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-eval-'));
  try {
    const database = join(folder, 'eval.db');
    const refused = importAll(database, corpus.orders);
    const imported = importResult(corpus.name, scoreImport(corpus.gold, exportProjects(database)), refused);
    const answered = questions.map((set) => {
      const asked = readLines<Question>(set.file);
      const { answers, failure } = answerQuestions(database, asked);
      return questionResult(set, scoreAnswers(asked, answers), failure);
    });
    const isScored = corpus.gold.length > 0 && isWanted(corpus.name);
    return [...(isScored ? [imported] : []), ...answered];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(result: SetResult, floors: Floors): void {
  console.log(`${table(result, floors)}\n`);
  for (const failure of shown(result).failures) console.log(`  ${failure}`);
}

/** Without its failures, unless they were asked for. */
function shown(result: SetResult): SetResult {
  const open = result.held ? options['held-fails'] : options.fails;
  return open ? result : { ...result, failures: [] };
}

function holdFloors(fallen: readonly string[]): void {
  for (const line of fallen) console.error(`below floor: ${line}`);
  process.exitCode = fallen.length === 0 ? 0 : 1;
}

await main();
