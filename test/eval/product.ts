/** The product as the evaluation sees it: its command line, nothing else. */
import { spawnSync } from 'node:child_process';
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

/** Imports all of them; what the program said of those it refused, one line each. */
export function importAll(database: string, orders: readonly ImportOrder[]): string[] {
  const plain = orders.filter((order) => !order.region && !order.year);
  const rest = orders.filter((order) => order.region || order.year);
  const together = tryRun(['import', ...plain.map((order) => order.path), '--db', database]);
  const single = together.failure === null ? rest : orders;
  return single.flatMap((order) => importOne(database, order));
}

function importOne(database: string, { path, region, year }: ImportOrder): string[] {
  const options = [...(region ? ['--region', region] : []), ...(year ? ['--year', String(year)] : [])];
  const { failure } = tryRun(['import', path, ...options, '--db', database]);
  return failure === null ? [] : [failure];
}

/** Everything stored, in the shape of the gold. */
export function exportProjects(database: string): Exported[] {
  const { printed, failure } = tryRun(['export', '--db', database]);
  if (failure !== null) throw new Error(failure);
  return JSON.parse(printed) as Exported[];
}

/** Answers given before the program ended, and its last words when it ended too early. */
export interface Answered {
  answers: GivenAnswer[];
  failure: string | null;
}

/** Asks every question; what is expected stays out of the file that the program gets. */
export function answerQuestions(database: string, questions: readonly Question[]): Answered {
  const file = `${database}.questions.jsonl`;
  const lines = questions.map(({ id, role, turns, today }) => JSON.stringify({ id, role, turns, today }));
  writeFileSync(file, `${lines.join('\n')}\n`);
  const { printed, failure } = tryRun(['answer', '--questions', file, '--db', database]);
  return { answers: parseLines(printed), failure };
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

function tryRun(args: string[]): { printed: string; failure: string | null } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], {
    encoding: 'utf8',
    maxBuffer: OUTPUT_LIMIT,
  });
  return { printed: stdout, failure: status === 0 ? null : `${stderr.trim()} (exit ${status})` };
}
