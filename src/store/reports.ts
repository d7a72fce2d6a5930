/** Reports: one project in one document as filed, with what was read from it. Added, never changed. */
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
import type { BulkWriter } from './bulk.ts';
import type {
  ClauseTable,
  FigureTable,
  FindingTable,
  MilestoneTable,
  PairTable,
  ReportTable,
} from './schema.ts';

/** A filed report with the document it came from. */
export interface StoredReport extends ImportedProject {
  documentId: number;
  /** Printed title of the document, or its file name. */
  documentTitle: string;
  period: Period | null;
  audience: Audience;
  /** False for what was told in a chat and stands in no document. */
  confirmed: boolean;
}

/** A report about to be written. */
export interface NewReport {
  id: number;
  projectId: number;
  report: StoredReport;
}

const flag = (value: boolean | null): number | null => (value === null ? null : Number(value));

/** Writes reports with their clauses, figures, pairs, milestones and findings. */
export async function addReports(bulk: BulkWriter, reports: readonly NewReport[]): Promise<void> {
  await bulk.insertMany('report', reports.map(reportRow));
  const parts = <Part, Row>(
    pick: (report: StoredReport) => readonly Part[],
    row: PartRow<Part, Row>,
  ): Row[] =>
    reports.flatMap(({ id, report }) => pick(report).map((part, index) => row(part, id, index, report)));
  await bulk.insertMany(
    'clause',
    parts((r) => r.clauses, clauseRow),
  );
  await bulk.insertMany(
    'figure',
    parts((r) => r.figures, figureRow),
  );
  await bulk.insertMany(
    'pair',
    parts((r) => r.pairs, pairRow),
  );
  await bulk.insertMany(
    'milestone',
    parts((r) => r.milestones, milestoneRow),
  );
  await bulk.insertMany(
    'finding',
    parts(
      (r) => r.findings,
      (finding, id, index, report) => findingRow(finding, report.documentId, id, index),
    ),
  );
}

type PartRow<Part, Row> = (part: Part, reportId: number, ordinal: number, report: StoredReport) => Row;

/** Writes what does not fit together in a document as a whole. */
export async function addDocumentFindings(
  bulk: BulkWriter,
  documentId: number,
  findings: readonly Finding[],
): Promise<void> {
  await bulk.insertMany(
    'finding',
    findings.map((finding, index) => findingRow(finding, documentId, null, index)),
  );
}

function reportRow({ id, projectId, report }: NewReport): ReportTable {
  return {
    id,
    project_id: projectId,
    document_id: report.documentId,
    position: report.position,
    number: report.number,
    title: report.title,
    goal: report.goal,
    note: report.note,
    reason: report.reason,
    status: report.status,
    status_word: report.statusWord,
    lagging: flag(report.lagging),
    stated_rate: report.statedRate,
    units: JSON.stringify(report.units),
    officials: JSON.stringify(report.officials),
  };
}

const clauseRow: PartRow<Clause, ClauseTable> = (clause, reportId) => ({
  report_id: reportId,
  ordinal: clause.ordinal,
  part: clause.part,
  text: clause.text,
});

const figureRow: PartRow<Figure, FigureTable> = (figure, reportId, ordinal) => ({
  report_id: reportId,
  ordinal,
  clause: figure.clause,
  kind: figure.kind,
  indicator: figure.indicator,
  value: figure.value,
  unit: figure.unit,
  direction: figure.direction,
  approximation: figure.approximation,
  as_of: figure.asOf,
  printed: figure.printed,
});

const pairRow: PartRow<FigurePair, PairTable> = (pair, reportId, ordinal) => ({
  report_id: reportId,
  ordinal,
  target: pair.target,
  actual: pair.actual,
  ratio: pair.ratio,
  stated_ratio: pair.statedRatio,
});

const milestoneRow: PartRow<Milestone, MilestoneTable> = (milestone, reportId, ordinal) => ({
  report_id: reportId,
  ordinal,
  clause: milestone.clause,
  what: milestone.what,
  due: milestone.due,
  printed: milestone.printed,
});

const findingRow = (
  finding: Finding,
  documentId: number,
  reportId: number | null,
  ordinal: number,
): FindingTable => ({
  document_id: documentId,
  report_id: reportId,
  ordinal,
  kind: finding.kind,
  severity: finding.severity,
  message: finding.message,
  clause: finding.clause,
});
