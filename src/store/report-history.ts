/** The reports of a project over time, read back as they were filed. */
import type { Kysely, Selectable } from 'kysely';
import type { Audience } from '../domain/access.ts';
import type {
  Clause,
  Figure,
  FigurePair,
  Finding,
  ImportedProject,
  Milestone,
  Period,
} from '../domain/project.ts';
import { CHAT_LAYOUT } from './documents.ts';
import type { StoredReport } from './reports.ts';
import type { DocumentTable, ReportTable, Schema } from './schema.ts';

type PeriodColumns = Pick<Selectable<DocumentTable>, 'period_label' | 'period_start' | 'period_end'>;
type DocumentColumns = PeriodColumns & Pick<Selectable<DocumentTable>, 'file_name' | 'audience' | 'layout'>;
type FiledRow = ReportTable & DocumentColumns & { document_title: string | null };

/** Every report of one project, newest first. */
export async function loadReports(db: Kysely<Schema>, projectId: number): Promise<StoredReport[]> {
  return (await loadReportsOf(db, [projectId])).get(projectId) ?? [];
}

/** Every report of each of some hundreds of projects, newest first; projects without one are not in it. */
export async function loadReportsOf(
  db: Kysely<Schema>,
  projectIds: readonly number[],
): Promise<Map<number, StoredReport[]>> {
  const rows: FiledRow[] = await db
    .selectFrom('report')
    .innerJoin('document', 'document.id', 'report.document_id')
    .selectAll('report')
    .select([
      'document.title as document_title',
      'document.file_name',
      'document.audience',
      'document.layout',
    ])
    .select(['document.period_label', 'document.period_start', 'document.period_end'])
    .where('report.project_id', 'in', projectIds)
    .execute();
  const parts = await readParts(
    db,
    rows.map(({ id }) => id),
  );
  const byProject = Map.groupBy(rows, (row) => row.project_id);
  return new Map(
    [...byProject].map(([id, own]) => [
      id,
      newestFirst(own.map((row) => ({ ...readReport(row), ...parts(row.id) }))),
    ]),
  );
}

/** Newest first: by end of period (a plan is oldest), then by import. */
export function newestFirst(reports: readonly StoredReport[]): StoredReport[] {
  const end = (report: StoredReport) => report.period?.end ?? '';
  return [...reports].sort((a, b) => end(b).localeCompare(end(a)) || b.documentId - a.documentId);
}

/** The period columns as one value; null for a plan without progress. */
export function periodOf(row: PeriodColumns): Period | null {
  const { period_label: label, period_start: start, period_end: end } = row;
  return end === null ? null : { label: label ?? '', start: start ?? end, end };
}

type Parts = Pick<ImportedProject, 'clauses' | 'figures' | 'pairs' | 'milestones' | 'findings'>;

function readReport(row: FiledRow): Omit<StoredReport, keyof Parts> {
  return {
    number: row.number,
    position: row.position,
    title: row.title,
    goal: row.goal,
    note: row.note,
    reason: row.reason,
    units: JSON.parse(row.units) as StoredReport['units'],
    officials: JSON.parse(row.officials) as StoredReport['officials'],
    status: row.status as StoredReport['status'],
    statusWord: row.status_word,
    lagging: row.lagging === null ? null : row.lagging === 1,
    statedRate: row.stated_rate,
    documentId: row.document_id,
    documentTitle: row.document_title ?? row.file_name,
    period: periodOf(row),
    audience: row.audience as Audience,
    confirmed: row.layout !== CHAT_LAYOUT,
  };
}

/** What belongs to each of some reports. */
async function readParts(db: Kysely<Schema>, ids: readonly number[]): Promise<(id: number) => Parts> {
  const clauses = byReport<Clause>(await readClauses(db, ids));
  const figures = byReport<Figure>(await readFigures(db, ids));
  const pairs = byReport<FigurePair>(await readPairs(db, ids));
  const milestones = byReport<Milestone>(await readMilestones(db, ids));
  const findings = byReport<Finding>(await readFindings(db, ids));
  return (id) => ({
    clauses: clauses(id),
    figures: figures(id),
    pairs: pairs(id),
    milestones: milestones(id),
    findings: findings(id),
  });
}

/** The rows of each report, in their order and without its id. */
function byReport<Part>(rows: readonly object[]): (id: number) => Part[] {
  const found = new Map<number | null, Part[]>();
  for (const { report_id: id, ...part } of rows as readonly (Part & { report_id: number | null })[]) {
    const some = found.get(id);
    if (some) some.push(part as Part);
    else found.set(id, [part as Part]);
  }
  return (id) => found.get(id) ?? [];
}

const readClauses = (db: Kysely<Schema>, ids: readonly number[]) =>
  db
    .selectFrom('clause')
    .select(['report_id', 'part', 'ordinal', 'text'])
    .where('report_id', 'in', ids)
    .orderBy('ordinal')
    .execute();

const readFigures = (db: Kysely<Schema>, ids: readonly number[]) =>
  db
    .selectFrom('figure')
    .select([
      'report_id',
      'kind',
      'indicator',
      'value',
      'unit',
      'direction',
      'approximation',
      'clause',
      'printed',
    ])
    .select('as_of as asOf')
    .where('report_id', 'in', ids)
    .orderBy('ordinal')
    .execute();

const readPairs = (db: Kysely<Schema>, ids: readonly number[]) =>
  db
    .selectFrom('pair')
    .select(['report_id', 'target', 'actual', 'ratio', 'stated_ratio as statedRatio'])
    .where('report_id', 'in', ids)
    .orderBy('ordinal')
    .execute();

const readMilestones = (db: Kysely<Schema>, ids: readonly number[]) =>
  db
    .selectFrom('milestone')
    .select(['report_id', 'what', 'due', 'printed', 'clause'])
    .where('report_id', 'in', ids)
    .orderBy('ordinal')
    .execute();

const readFindings = (db: Kysely<Schema>, ids: readonly number[]) =>
  db
    .selectFrom('finding')
    .select(['report_id', 'kind', 'severity', 'message', 'clause'])
    .where('report_id', 'in', ids)
    .orderBy('ordinal')
    .execute();
