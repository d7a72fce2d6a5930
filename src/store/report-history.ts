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
    .where('report.project_id', '=', projectId)
    .execute();
  const reports: StoredReport[] = [];
  for (const row of rows) reports.push({ ...readReport(row), ...(await readParts(db, row.id)) });
  return newestFirst(reports);
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

async function readParts(db: Kysely<Schema>, id: number): Promise<Parts> {
  return {
    clauses: await readClauses(db, id),
    figures: await readFigures(db, id),
    pairs: await readPairs(db, id),
    milestones: await readMilestones(db, id),
    findings: await readFindings(db, id),
  };
}

async function readClauses(db: Kysely<Schema>, id: number): Promise<Clause[]> {
  const rows = await db
    .selectFrom('clause')
    .select(['part', 'ordinal', 'text'])
    .where('report_id', '=', id)
    .orderBy('ordinal')
    .execute();
  return rows as Clause[];
}

async function readFigures(db: Kysely<Schema>, id: number): Promise<Figure[]> {
  const rows = await db
    .selectFrom('figure')
    .select(['kind', 'indicator', 'value', 'unit', 'direction', 'approximation', 'clause', 'printed'])
    .select('as_of as asOf')
    .where('report_id', '=', id)
    .orderBy('ordinal')
    .execute();
  return rows as Figure[];
}

async function readPairs(db: Kysely<Schema>, id: number): Promise<FigurePair[]> {
  return db
    .selectFrom('pair')
    .select(['target', 'actual', 'ratio', 'stated_ratio as statedRatio'])
    .where('report_id', '=', id)
    .orderBy('ordinal')
    .execute();
}

async function readMilestones(db: Kysely<Schema>, id: number): Promise<Milestone[]> {
  return db
    .selectFrom('milestone')
    .select(['what', 'due', 'printed', 'clause'])
    .where('report_id', '=', id)
    .orderBy('ordinal')
    .execute();
}

async function readFindings(db: Kysely<Schema>, id: number): Promise<Finding[]> {
  const rows = await db
    .selectFrom('finding')
    .select(['kind', 'severity', 'message', 'clause'])
    .where('report_id', '=', id)
    .orderBy('ordinal')
    .execute();
  return rows as Finding[];
}
