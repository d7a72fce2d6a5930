/** Sources of the evaluation documents: one YAML a document, read and turned into gold; a folder for each corpus. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type GoldFigure, type GoldMilestone, type MarkedFigure, readMarked } from './markup.ts';

export interface SourceItem {
  /** Printed number, where the printed ones have a gap. */
  number?: number;
  title?: string;
  units: string;
  supporting?: string;
  leaders?: string;
  contacts?: string;
  section?: string;
  goal?: string;
  quarter?: string;
  /** When the goal is due, in a column of its own. */
  deadline?: string;
  earlier?: string;
  note?: string;
  reason?: string;
  issues?: string;
  next?: string;
  /** Of a ledger with lights: 绿灯, 黄灯, 红灯, 蓝灯. */
  light?: string;
  completion?: string;
  /** Percent. */
  rate?: number;
  status?: string;
  status_accept?: string[];
  lagging?: boolean;
  /** Area, its target, its progress: the rows of a matrix, in the unit of the goal. */
  areas?: [string, number, number][];
  anomalies?: string[];
  soft_anomalies?: string[];
}

export interface Source {
  file: string;
  region: string;
  slug: string;
  year: number;
  /** What the text itself does not say and the import is told. */
  manifest?: { region?: string; year?: number };
  period: { label: string; start: string; end: string } | null;
  declared?: number;
  layout: string;
  title: string;
  subtitle?: string;
  preamble?: string;
  dateline?: string;
  /** Under a table. */
  remark?: string;
  /** Under a page of news. */
  footer?: string;
  /** Name of a register's only sheet. */
  sheet?: string;
  columns?: string[];
  labels?: string[];
  /** Item number → the number printed instead. */
  misprint?: Record<string, string>;
  document_anomalies?: string[];
  items: (SourceItem & { caption?: string })[];
}

export interface GoldPair {
  target: number;
  actual: number;
  ratio: number;
  stated_ratio: number | null;
}

/** What a perfect import of one item holds. `…_optional`, `…_accept`: allowed, not asked for. */
export interface GoldProject {
  id: string;
  region: string;
  year: number;
  number: number;
  title: string | null;
  units: string[];
  units_optional: string[];
  leaders: string[];
  leaders_optional: string[];
  period: { label: string; end: string } | null;
  completion_rate: number | null;
  status: string;
  status_accept: string[];
  lagging: boolean | null;
  targets: GoldFigure[];
  actuals: GoldFigure[];
  pairs: GoldPair[];
  milestones: GoldMilestone[];
  anomalies: string[];
  soft_anomalies: string[];
  /** Title, goal, note and reason as printed: what an answer may quote. */
  text: string;
}

/** Where a collection lies: `source/`, `files/`, `gold.json` and `manifest.json` in one folder. */
export const collections = {
  own: new URL('./', import.meta.url),
  fresh: new URL('./fresh/', import.meta.url),
  third: new URL('./third/', import.meta.url),
  fourth: new URL('./fourth/', import.meta.url),
} as const;

export type CollectionName = keyof typeof collections;

/** Every source of a collection, by file name. */
export function readSources(name: CollectionName): Source[] {
  const folder = new URL('./source/', collections[name]);
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files.sort().map((file) => parse(readFileSync(new URL(file, folder), 'utf8')) as Source);
}

/** Text of a field with its markup taken out, '' when absent. */
export function plain(marked: string | undefined): string {
  return readMarked(marked ?? '').text;
}

/** 区民政局、各镇（街道） → two names. */
export function names(printed: string | undefined): string[] {
  return (printed ?? '').split(/[、，\n]/).filter(Boolean);
}

/** Gold of every item of a source. */
export function goldOf(source: Source): GoldProject[] {
  return source.items.map((item, index) => goldItem(source, item, numberOf(item, index)));
}

/** The printed number: the place in the list, unless the item says otherwise. */
export function numberOf(item: SourceItem, index: number): number {
  return item.number ?? index + 1;
}

function goldItem(source: Source, item: SourceItem, number: number): GoldProject {
  const goal = readMarked(
    [item.goal ? '' : (item.title ?? ''), item.goal, areaLine(item, 'target'), item.quarter, item.deadline]
      .filter(Boolean)
      .join('\n'),
  );
  const notes = [item.earlier, item.note, areaLine(item, 'actual'), item.reason, item.issues, item.next];
  const progress = readMarked(notes.filter(Boolean).join('\n'));
  const periodEnd = source.period?.end ?? '';
  return {
    id: `${source.slug}-${source.year}-${String(number).padStart(2, '0')}`,
    region: source.region,
    year: source.year,
    number,
    title: item.title === undefined ? null : plain(item.title),
    units: names(item.units),
    units_optional: names(item.supporting),
    leaders: names(item.leaders),
    leaders_optional: names(item.contacts),
    period: source.period && { label: source.period.label, end: source.period.end },
    completion_rate: item.rate ?? null,
    status: item.status ?? (source.period ? 'in_progress' : 'unknown'),
    status_accept: item.status_accept ?? [],
    lagging: item.lagging ?? null,
    targets: goal.figures.map(bare),
    actuals: progress.figures.map(bare),
    pairs: pairs(goal.figures, progress.figures),
    milestones: [...goal.milestones, ...progress.milestones].filter((m) => m.due > periodEnd),
    anomalies: item.anomalies ?? [],
    soft_anomalies: item.soft_anomalies ?? [],
    text: [plain(item.title), goal.text, progress.text].filter(Boolean).join('\n'),
  };
}

/** 永靖县1130户、和政县1590户: what a matrix says of each area; not asked of the import. */
function areaLine({ areas, goal }: SourceItem, side: 'target' | 'actual'): string {
  const unit = unitOf(goal);
  const told = (areas ?? []).map(([area, target, done]) => ({
    area,
    value: side === 'target' ? target : done,
  }));
  return told.map(({ area, value }) => `${area}{?${value}${unit}}`).join('、');
}

/** Unit of a field's first figure. */
export function unitOf(marked: string | undefined): string {
  return readMarked(marked ?? '').figures[0]?.unit ?? '';
}

function bare({ tag: _tag, statedRatio: _statedRatio, ...figure }: MarkedFigure): GoldFigure {
  return figure;
}

function pairs(targets: MarkedFigure[], actuals: MarkedFigure[]): GoldPair[] {
  return targets.flatMap((target, index) => {
    const actual = target.tag === null ? -1 : actuals.findIndex((a) => a.tag === target.tag);
    if (actual < 0) return [];
    const ratio = Number((actuals[actual]!.value / target.value).toFixed(4));
    return [{ target: index, actual, ratio, stated_ratio: actuals[actual]!.statedRatio }];
  });
}
