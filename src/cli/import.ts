/** `import`: files and folders into the database, all of them or none unless told to keep going. */

import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { momentOf } from '../clock.ts';
import { type Config, readConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import type { Audience } from '../domain/access.ts';
import { InputError, type Problem } from '../domain/errors.ts';
import type { ImportedDocument } from '../domain/project.ts';
import type { ImportPreview, ImportReport } from '../domain/records.ts';
import { findFiles, type Skipped } from '../import-files.ts';
import { createDescribeChanges } from '../import-view.ts';
import { type ImportOptions, type ReadStep, readEach } from '../importer.ts';
import { choiceOption, dayOption, yearOption } from './arguments.ts';
import type { Arguments, Invocation } from './command.ts';
import { describeDocument, describeReport, documentJson, previewJson } from './import-report.ts';

const AUDIENCES = ['public', 'staff', 'leader'] as const satisfies readonly Audience[];

/** Who hands in, as the database keeps it. */
const HERE = 'command line';

/** What came of a call: reports when it was stored, previews when it was only looked at. */
interface Outcome {
  documents: readonly ImportedDocument[];
  reports: readonly ImportReport[] | null;
  /** Null for a dry run without a database to compare with. */
  previews: readonly ImportPreview[] | null;
  refused: readonly Problem[];
  skipped: readonly Skipped[];
}

/** Exit code 2 when any file is refused: then nothing is written, unless `--keep-going` stores the others. */
export async function importFiles({
  options,
  positionals,
  environment,
  terminal,
  read: readFile,
}: Invocation): Promise<number> {
  const config = readConfig(environment);
  if (positionals.length === 0)
    throw new InputError([{ where: 'import', message: '请写出要导入的文件或文件夹' }]);
  const given = importOptions(options);
  const audience = choiceOption(options, 'audience', AUDIENCES) ?? 'public';
  const { files, skipped, inFolder } = await findFiles(positionals);
  for (const { path, reason } of skipped) terminal.err(`跳过 ${path}：${reason}\n`);
  const read = await readEach(files, () => given, {
    read: readFile,
    onRead: files.length > 1 ? (step: ReadStep) => terminal.err(progress(step)) : undefined,
    onGivenUp: config.logLevel === 'debug' ? terminal.err : undefined,
  });
  const refuseAll = !options.has('keep-going') || read.documents.length === 0;
  if (read.problems.length > 0 && refuseAll) throw new InputError(read.problems);
  const documents = read.documents.map((document) => ({ ...document, audience }));
  if (inFolder) documents.sort(byPeriod);
  const dryRun = options.has('dry-run');
  const reports = dryRun ? null : await save(config, documents);
  const previews = dryRun ? await preview(config, documents) : null;
  const outcome = { documents, reports, previews, refused: read.problems, skipped };
  terminal.out(options.has('json') ? asJson(outcome) : asText(outcome));
  for (const { where, message } of read.problems) terminal.err(`未导入 ${where}：${message}\n`);
  return read.problems.length > 0 ? 2 : 0;
}

/** Plans first, then the earliest report: each is seen as a change of the one before. */
function byPeriod(one: ImportedDocument, other: ImportedDocument): number {
  return (one.period?.end ?? '').localeCompare(other.period?.end ?? '');
}

function importOptions(options: Arguments['options']): ImportOptions {
  const region = options.get('region');
  const year = yearOption(options, 'year');
  const periodEnd = dayOption(options, 'period-end');
  return {
    ...(region === undefined ? {} : { region }),
    ...(year === undefined ? {} : { year }),
    ...(periodEnd === undefined ? {} : { periodEnd }),
  };
}

function progress({ path, number, of, document }: ReadStep): string {
  const result = document === null ? '读不了' : `读出 ${document.projects.length} 项`;
  return `[${number}/${of}] ${basename(path)}：${result}\n`;
}

async function save(config: Config, documents: readonly ImportedDocument[]): Promise<ImportReport[]> {
  const { store } = await openDatabase(config.dbPath);
  const { now } = momentOf(new Date());
  try {
    const reports = await store.saveImports(documents, now, HERE);
    for (const [index, { fileName, contentHash, audience }] of documents.entries()) {
      const detail = { file: fileName, contentHash, audience, ...reports[index] };
      await store.audit.record({ at: now, actor: HERE, action: 'import', detail });
    }
    return reports;
  } finally {
    await store.close();
  }
}

/** Compared with what is stored; null where nothing is: a dry run makes no database. */
async function preview(
  { dbPath }: Config,
  documents: readonly ImportedDocument[],
): Promise<ImportPreview[] | null> {
  if (!existsSync(dbPath)) return null;
  const { store } = await openDatabase(dbPath);
  try {
    return await store.previewImports(documents, momentOf(new Date()).now);
  } finally {
    await store.close();
  }
}

function asJson({ documents, reports, previews, refused, skipped }: Outcome): string {
  const entries = documents.map((document, index) => {
    const would = previews?.[index];
    return { ...documentJson(document), ...reports?.[index], ...(would ? previewJson(would) : {}) };
  });
  const files = { documents: entries, refused, skipped };
  return `${JSON.stringify({ dryRun: reports === null, ...files }, null, 1)}\n`;
}

function asText({ documents, reports, previews }: Outcome): string {
  const describe = previews === null ? null : createDescribeChanges();
  return documents
    .map((document, index) => {
      const report = reports?.[index];
      if (report) return describeReport(document, report);
      const would = previews?.[index];
      return describeDocument(document, would && describe ? { ...would, lines: describe(would) } : null);
    })
    .join('\n');
}
