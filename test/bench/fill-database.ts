/** `node fill-database.ts SIZE FOLDER`: a database of generated lists and the questions about it. Prints JSON. */
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src/database.ts';
import type { ImportedDocument } from '../../src/domain/project.ts';
import { type Asked, generate } from './generate.ts';
import { questionsAbout } from './questions.ts';
import { timeOnce } from './timing.ts';
import { readWording } from './wording.ts';

/** What the filling of a database took. */
export interface FillResult {
  projects: number;
  storedPerSecond: number;
  databaseMb: number;
}

const BATCH = 50;
const QUESTIONS = 400;

async function main(size: number, folder: string): Promise<FillResult> {
  const path = join(folder, 'bench.db');
  const { store, segmenter } = await openDatabase(path);
  segmenter();
  const asked: Asked[] = [];
  let batch: ImportedDocument[] = [];
  let storingMs = 0;
  const flush = async () => {
    storingMs += await timeOnce(() => store.saveImports(batch, '2025-10-10T00:00:00.000Z'));
    batch = [];
  };
  for (const made of generate(size, readWording())) {
    asked.push(made.asked);
    if (batch.push(made.document) === BATCH) await flush();
  }
  await flush();
  const projects = await store.reader.projectCount();
  await store.close();
  const questions = {
    scoped: questionsAbout(asked, QUESTIONS, true),
    unscoped: questionsAbout(asked, QUESTIONS, false),
  };
  writeFileSync(join(folder, 'questions.json'), JSON.stringify(questions));
  return {
    projects,
    storedPerSecond: (projects / storingMs) * 1000,
    databaseMb: statSync(path).size / 2 ** 20,
  };
}

console.log(JSON.stringify(await main(Number(process.argv[2]), process.argv[3]!)));
