/** `import`: files into the database, all of them or none. */

import { momentOf } from '../clock.ts';
import { type Config, readConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import type { Audience } from '../domain/access.ts';
import { InputError } from '../domain/errors.ts';
import type { ImportedDocument } from '../domain/project.ts';
import type { ImportReport } from '../domain/records.ts';
import { type ImportOptions, readImports } from '../importer.ts';
import { choiceOption, dayOption, yearOption } from './arguments.ts';
import type { Arguments, Invocation } from './command.ts';
import { describeDocument, describeReport, documentJson } from './import-report.ts';

const AUDIENCES = ['public', 'staff', 'leader'] as const satisfies readonly Audience[];

/** Who hands in, as the database keeps it. */
const HERE = 'command line';

/** Exit code 2 when any file is refused: then nothing is written, not even a database file. */
export async function importFiles({
  options,
  positionals,
  environment,
  terminal,
}: Invocation): Promise<number> {
  const config = readConfig(environment);
  if (positionals.length === 0) throw new InputError([{ where: 'import', message: '请写出要导入的文件' }]);
  const given = importOptions(options);
  const audience = choiceOption(options, 'audience', AUDIENCES) ?? 'public';
  const read = await readImports(positionals, () => given);
  const documents = read.map((document) => ({ ...document, audience }));
  const reports = options.has('dry-run') ? null : await save(config, documents);
  terminal.out(options.has('json') ? asJson(documents, reports) : asText(documents, reports));
  return 0;
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

function asJson(documents: readonly ImportedDocument[], reports: readonly ImportReport[] | null): string {
  const entries = documents.map((document, index) => ({ ...documentJson(document), ...reports?.[index] }));
  return `${JSON.stringify({ dryRun: reports === null, documents: entries }, null, 1)}\n`;
}

function asText(documents: readonly ImportedDocument[], reports: readonly ImportReport[] | null): string {
  return documents
    .map((document, index) => {
      const report = reports?.[index];
      return report ? describeReport(document, report) : describeDocument(document);
    })
    .join('\n');
}
