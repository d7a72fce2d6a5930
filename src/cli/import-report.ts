/** What the operator reads about an import. */
import type { Audience } from '../domain/access.ts';
import type {
  Finding,
  FindingSeverity,
  ImportedDocument,
  ImportedProject,
  ProjectStatus,
} from '../domain/project.ts';
import type { ImportPreview, ImportReport } from '../domain/records.ts';
import type { ChangeLines } from '../import-view.ts';
import { shortened, table } from './table.ts';

const STATUS_LABELS = {
  done: '已完成',
  in_progress: '推进中',
  not_started: '未启动',
  unknown: '未说明',
} as const satisfies Record<ProjectStatus, string>;

const AUDIENCE_LABELS = {
  public: '所有人',
  staff: '工作人员和领导',
  leader: '领导',
} as const satisfies Record<Audience, string>;

const TITLE_WIDTH = 40;
const UNITS_WIDTH = 24;

/** Lines of things worth knowing; a long list of them would hide the doubts. */
const NOTE_LINES = 8;

/** What an import would change, with its lines. */
export interface DescribedPreview extends ImportPreview {
  lines: ChangeLines;
}

/**
 * A dry run: scope, every project in a line, what would change, every doubt, the first notes.
 * @param preview null where there is nothing to compare with
 */
export function describeDocument(document: ImportedDocument, preview: DescribedPreview | null): string {
  const header = ['序号', '项目', '责任单位', '状态', '完成率', '目标数', '进展数'];
  return [
    ...headLines(document),
    '',
    table(header, document.projects.map(projectCells)),
    ...(preview ? changesLines(preview) : []),
    ...doubtLines(document),
    ...noteLines(document),
    '',
    '试读完毕，没有写入数据库。',
    '',
  ].join('\n');
}

/** What would change in the database. */
function changesLines({ report, gone, lines }: DescribedPreview): string[] {
  if (!report.stored) return ['', '与库里比较：同一个文件以前导入过，再导入不会有改动。'];
  const counts = `新增 ${report.added} 项，变化 ${report.changed} 项，不变 ${report.unchanged} 项，库里有而文件里没有的 ${gone.length} 项`;
  return [
    '',
    `与库里比较：${counts}。`,
    ...listed('变化：', lines.changed),
    ...listed('库里有而文件里没有的（会保留）：', lines.gone),
  ];
}

const listed = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${line}`)];

/** What an import would change, for programs. */
export function previewJson({ report, projects, gone }: ImportPreview) {
  const { stored, added, changed, unchanged } = report;
  return { changes: { stored, added, changed, unchanged, projects, gone } };
}

/** After storing: what changed, every doubt, the first notes. */
export function describeReport(document: ImportedDocument, report: ImportReport): string {
  const outcome = report.stored
    ? `已导入：新增 ${report.added} 项，更新 ${report.changed} 项，未变 ${report.unchanged} 项。`
    : '同一个文件以前导入过，没有改动。';
  return [...headLines(document), outcome, ...doubtLines(document), ...noteLines(document), ''].join('\n');
}

/** The same facts for programs. */
export function documentJson(document: ImportedDocument) {
  const { fileName, title, year, period, layout, declaredCount } = document;
  return {
    file: fileName,
    audience: document.audience ?? 'public',
    title,
    region: document.region.fullName,
    year,
    period,
    layout,
    declaredCount,
    foundCount: document.projects.length,
    findings: allFindings(document),
    projects: document.projects.map((project) => ({
      number: project.number,
      title: titleOf(project),
      units: project.units.map((unit) => unit.name),
      status: project.status,
      statedRate: project.statedRate,
      targets: countOf(project, 'target'),
      actuals: countOf(project, 'actual'),
    })),
  };
}

function headLines(document: ImportedDocument): string[] {
  const { fileName, title, region, year, layout, declaredCount, projects } = document;
  const declared = declaredCount === null ? '' : `（文中写 ${declaredCount} 项）`;
  return [
    `文件：${fileName}`,
    `标题：${title ?? '（无）'}`,
    `范围：${region.fullName} ${year}年 ${periodText(document)}`,
    `版式：${layout}；读出 ${projects.length} 项${declared}`,
    `谁能看到：${AUDIENCE_LABELS[document.audience ?? 'public']}`,
  ];
}

function periodText({ period, projects }: ImportedDocument): string {
  if (period) return `${period.label}，截至 ${period.end}`;
  const reports = projects.some(
    ({ note, statedRate, status }) => note !== '' || statedRate !== null || status !== 'unknown',
  );
  return reports ? '（没有写明进展截至哪一天）' : '（只有安排，没有进展）';
}

function projectCells(project: ImportedProject): string[] {
  return [
    project.number || String(project.position),
    shortened(titleOf(project), TITLE_WIDTH),
    shortened(project.units.map((unit) => unit.name).join('、') || '（无）', UNITS_WIDTH),
    STATUS_LABELS[project.status],
    project.statedRate === null ? '—' : `${Number((project.statedRate * 100).toFixed(2))}%`,
    String(countOf(project, 'target')),
    String(countOf(project, 'actual')),
  ];
}

function doubtLines(document: ImportedDocument): string[] {
  const doubts = findingLines(document, 'doubt');
  if (doubts.length === 0) return ['', '没有发现疑点。'];
  return ['', `疑点 ${doubts.length} 处，请核对：`, ...doubts];
}

function noteLines(document: ImportedDocument): string[] {
  const notes = findingLines(document, 'note');
  if (notes.length === 0) return [];
  if (notes.length <= NOTE_LINES) return ['', '说明：', ...notes];
  const shown = notes.slice(0, NOTE_LINES - 1);
  return ['', '说明：', ...shown, `  另有 ${notes.length - shown.length} 条，加 --json 可看全部`];
}

/** One indented line for each finding of that severity, those of the whole document first. */
function findingLines(document: ImportedDocument, severity: FindingSeverity): string[] {
  return allFindings(document)
    .filter((finding) => finding.severity === severity)
    .map(({ number, message }) => `  ${place(number)}${message}`);
}

const place = (number: string | null): string => (number === null ? '' : `第 ${number} 项：`);

function allFindings(document: ImportedDocument): (Finding & { number: string | null })[] {
  const own = document.findings.map((finding) => ({ ...finding, number: null }));
  const ofProjects = document.projects.flatMap((project) =>
    project.findings.map((finding) => ({ ...finding, number: project.number || String(project.position) })),
  );
  return [...own, ...ofProjects];
}

/** The printed title, else the start of the goal on one line. */
function titleOf(project: ImportedProject): string {
  return (project.title ?? (project.goal || project.note)).replace(/\s+/gu, ' ');
}

function countOf(project: ImportedProject, kind: 'target' | 'actual'): number {
  return project.figures.filter((figure) => figure.kind === kind).length;
}
