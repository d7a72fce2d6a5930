/** The product as the evaluation sees it: its command line, nothing else. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GivenAnswer, Question } from './score-answers.ts';
import type { Exported } from './score-import.ts';

const entry = fileURLToPath(new URL('../../src/minsheng.js', import.meta.url));
const OUTPUT_LIMIT = 256 * 1024 * 1024;

/** One document to import and what its text does not say. */
export interface ImportOrder {
  path: string;
  region?: string;
  year?: number;
}

/** Imports one document; the program's own words when it refuses, null when it is in. */
export function importDocument(database: string, { path, region, year }: ImportOrder): string | null {
  const options = [...(region ? ['--region', region] : []), ...(year ? ['--year', String(year)] : [])];
  try {
    run(['import', path, ...options, '--db', database]);
    return null;
  } catch (error) {
    return String((error as { stderr?: string }).stderr ?? error).trim();
  }
}

/** Everything stored, in the shape of the gold. */
export function exportProjects(database: string): Exported[] {
  return JSON.parse(run(['export', '--db', database])) as Exported[];
}

/** Asks every question; what is expected stays out of the file that the program gets. */
export function answerQuestions(database: string, questions: readonly Question[]): GivenAnswer[] {
  const file = `${database}.questions.jsonl`;
  const lines = questions.map(({ id, role, turns, today }) => JSON.stringify({ id, role, turns, today }));
  writeFileSync(file, `${lines.join('\n')}\n`);
  return parseLines(run(['answer', '--questions', file, '--db', database]));
}

/** A file of one JSON value a line. */
export function readLines<T>(path: string): T[] {
  return parseLines(readFileSync(path, 'utf8'));
}

function parseLines<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

function run(args: string[]): string {
  return execFileSync(process.execPath, [entry, ...args], {
    encoding: 'utf8',
    maxBuffer: OUTPUT_LIMIT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
