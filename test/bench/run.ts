/**
 * `npm run bench -- [--full] [--size N]`: how fast and how large, at 100 and 10,000 projects (100,000 too with
 * `--full`), each beside its bare cost in the same run. Nothing is asserted.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { AskResult } from './ask-database.ts';
import type { FillResult } from './fill-database.ts';
import type { ImportResult } from './import-files.ts';
import type { TableResult } from './import-table.ts';
import { measureMessages } from './message-rate.ts';
import type { BenchQuestion } from './questions.ts';
import type { Times } from './timing.ts';

const { values: options } = parseArgs({
  options: { full: { type: 'boolean', default: false }, size: { type: 'string', multiple: true } },
});

async function main(): Promise<void> {
  const sizes = options.size?.map(Number) ?? [100, 10_000, ...(options.full ? [100_000] : [])];
  for (const size of sizes) await inFolder((folder) => reportSize(size, folder));
  await inFolder(reportMessages);
  await inFolder(reportImport);
  for (const format of ['csv', 'xlsx'] as const) await inFolder((folder) => reportTable(format, folder));
}

async function inFolder(work: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'minsheng-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As `npm start` runs the program. */
const YOUNG_GENERATION = '--max-semi-space-size=8';

/** A script in a process of its own, so that one measure's memory is not another's. */
function child<T>(script: string, args: string[]): T {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const printed = execFileSync(process.execPath, [YOUNG_GENERATION, path, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(printed) as T;
}

function reportSize(size: number, folder: string): void {
  const filled = child<FillResult>('./fill-database.ts', [String(size), folder]);
  const asked = child<AskResult>('./ask-database.ts', [folder]);
  console.log(
    `${filled.projects} projects: stored ${filled.storedPerSecond.toFixed(0)}/s, database ${filled.databaseMb.toFixed(0)} MB`,
  );
  console.log(
    `  opened in ${asked.openMs.toFixed(0)} ms, ${asked.openedRssMb.toFixed(0)} MB resident, ${asked.rssMb.toFixed(0)} MB after questions`,
  );
  reportSpeed(asked);
}

/** What a whole answer may cost at most, as a multiple of the bare cost's p99. */
const TARGETS = { scoped: 1, unscoped: 1.5 } as const;

function reportSpeed({ answers, bare, segmentation, search }: AskResult): void {
  console.log(`  ${'per question'.padEnd(30)}${cells(['p50 ms', 'p99 ms', 'per s'])}`);
  for (const kind of ['scoped', 'unscoped'] as const) {
    row(`answer, ${kind}`, answers[kind]);
    row('  bare: cutting + OR search', bare[kind]);
    row('  cutting alone', segmentation[kind]);
    row('  our own search alone', search[kind]);
  }
  const times = (kind: 'scoped' | 'unscoped', at: 'p50' | 'p99') =>
    (answers[kind][at] / bare.unscoped[at]).toFixed(2);
  for (const kind of ['scoped', 'unscoped'] as const)
    console.log(
      `  ${kind} answer ÷ bare unscoped: p50 × ${times(kind, 'p50')}, p99 × ${times(kind, 'p99')} (target of p99 at 100,000: ≤ ${TARGETS[kind]})`,
    );
}

function row(name: string, { p50, p99, perSecond }: Times): void {
  console.log(`  ${name.padEnd(30)}${cells([ms(p50), ms(p99), perSecond.toFixed(0)])}`);
}

/** Projects in the database that messages are answered from. */
const MESSAGE_PROJECTS = 1000;

async function reportMessages(folder: string): Promise<void> {
  child<FillResult>('./fill-database.ts', [String(MESSAGE_PROJECTS), folder]);
  const { scoped } = JSON.parse(readFileSync(join(folder, 'questions.json'), 'utf8')) as {
    scoped: BenchQuestion[];
  };
  const questions = scoped.map(({ turns }) => turns[0]!);
  const { messages, wholePerSecond, echoPerSecond } = await measureMessages(folder, questions);
  console.log(`${messages} messages of as many people at once, over a local Bot API server:`);
  console.log(
    `  whole path ${wholePerSecond.toFixed(0)}/s, the channel library alone echoing ${echoPerSecond.toFixed(0)}/s, ratio ${(wholePerSecond / echoPerSecond).toFixed(2)}`,
  );
}

function reportImport(folder: string): void {
  const { files, projects, megabytes, importMs, readMs } = child<ImportResult>('./import-files.ts', [folder]);
  const rate = (time: number) => ((megabytes / time) * 1000).toFixed(2);
  console.log(`import of ${files} files, ${projects} projects, ${megabytes.toFixed(2)} MB, up to the store:`);
  console.log(
    `  ${rate(importMs)} MB/s, ${((projects / importMs) * 1000).toFixed(0)} projects/s, ${(importMs / files).toFixed(1)} ms a file`,
  );
  console.log(`  reading the bytes alone: ${rate(readMs)} MB/s, × ${(importMs / readMs).toFixed(0)}`);
}

/** What the import of one long table may take at most. */
const TABLE_TARGETS = { seconds: 60, megabytes: 1024 } as const;

function reportTable(format: 'csv' | 'xlsx', folder: string): void {
  const { rows, readMs, importMs, storeMs, peakMb, readPeakMb } = child<TableResult>('./import-table.ts', [
    format,
    folder,
  ]);
  const wholeMs = importMs + storeMs;
  console.log(`a table of ${rows} rows as .${format}: read, understood and stored`);
  console.log(
    `  ${((rows / wholeMs) * 1000).toFixed(0)} rows/s, ${(wholeMs / 1000).toFixed(1)} s (target ≤ ${TABLE_TARGETS.seconds}), ${peakMb.toFixed(0)} MB (target ≤ ${TABLE_TARGETS.megabytes})`,
  );
  console.log(
    `  × ${(wholeMs / readMs).toFixed(1)} of reading the file alone (${(readMs / 1000).toFixed(1)} s), × ${(peakMb / readPeakMb).toFixed(1)} of its memory`,
  );
}

function ms(time: number): string {
  return time.toFixed(time < 10 ? 2 : 1);
}

function cells(texts: readonly string[]): string {
  return texts.map((text) => text.padStart(10)).join('');
}

await main();
