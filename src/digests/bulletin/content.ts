/** What the draft of a month's bulletin says: counts with their denominators, every project, every figure with its source. Pure. */
import { chinaTime } from '../../domain/china-time.ts';
import { percent } from '../../domain/lines.ts';
import type { IsoDate } from '../../domain/project.ts';
import type { ProjectSummary } from '../../domain/records.ts';
import { isBehind, type Light } from '../../domain/schedule.ts';
import { brief } from '../phrases.ts';
import type { Judge } from '../ports.ts';
import { doubtsOf, type Standing } from '../snapshot.ts';
import type { DigestWords } from '../words.ts';

/** Which bulletin. */
export interface BulletinFrame {
  regionName: string;
  year: number;
  /** 1–12 */
  month: number;
  /** Last day that counts. */
  end: IsoDate;
  /** ISO instant at which it was made. */
  made: string;
}

/** Everything that a bulletin is made of. */
export interface BulletinParts extends BulletinFrame {
  /** As known on the last day, in list order. */
  standings: readonly Standing[];
  /** Listed, but nothing reaches back to that day. */
  missing: readonly ProjectSummary[];
}

/** The texts of the document, part by part. */
export interface BulletinContent {
  title: string;
  draft: string;
  preface: string[];
  summaryHead: string;
  summary: string[];
  tableHead: string;
  columns: string[];
  rows: string[][];
  laggingHead: string;
  lagging: string[];
  sourcesHead: string;
  sources: string[];
  annexHead: string;
  annex: string[];
}

const REASON_LENGTH = 200;

/** @param judge says why a project is behind */
export function bulletinContent(
  parts: BulletinParts,
  words: DigestWords,
  judge: Pick<Judge, 'reason'>,
): BulletinContent {
  const { bulletin } = words;
  const { regionName: region, year, month, end, made } = parts;
  const sources = sourceNumbers(parts.standings);
  return {
    title: filled(bulletin.title, { region, year, month }),
    draft: bulletin.draft,
    preface: [
      filled(bulletin.period, { end }),
      filled(bulletin.scopeNote, { year, end }),
      filled(bulletin.made, { at: chinaTime(made) }),
    ],
    summaryHead: bulletin.summaryHead,
    summary: summaryOf(parts, words),
    tableHead: bulletin.tableHead,
    columns: bulletin.columns.split(','),
    rows: rowsOf(parts, sources, words),
    laggingHead: bulletin.laggingHead,
    lagging: laggingOf(parts.standings, words, judge),
    sourcesHead: bulletin.sourcesHead,
    sources: sourceLines(sources, words),
    annexHead: bulletin.annexHead,
    annex: annexOf(parts.standings, words),
  };
}

/** Each project counts once: finished, or as its light says, or not at all. */
function summaryOf({ standings, missing }: BulletinParts, words: DigestWords): string[] {
  const { bulletin, lights } = words;
  const total = standings.length + missing.length;
  const lightsFound = standings.map(({ verdict }) => verdict.light);
  const groups: [string, number][] = (Object.keys(lights) as Light[]).map((light) => [
    lights[light],
    lightsFound.filter((found) => found === light).length + (light === 'unknown' ? missing.length : 0),
  ]);
  const overdue = standings.filter(({ verdict }) => verdict.overdue).length;
  const rated = standings.filter(({ trace }) => trace.rate !== null).length;
  return [
    filled(bulletin.total, { total }),
    ...[...groups, [bulletin.late, overdue] as const]
      .filter(([, count]) => count > 0)
      .map(([what, count]) => filled(bulletin.share, { what, count, total, share: percent(count / total) })),
    filled(bulletin.rated, { count: rated, rest: total - rated }),
  ];
}

function rowsOf(
  { standings, missing }: BulletinParts,
  sources: ReadonlyMap<string, number>,
  words: DigestWords,
): string[][] {
  const { bulletin } = words;
  const known = standings.map((standing) => ({
    position: standing.project.position,
    cells: rowOf(standing, sources, words),
  }));
  const unknown = missing.map((project) => ({
    position: project.position,
    cells: [
      ...[numberOf(project), project.name, unitsOf(project), bulletin.unstated, bulletin.unstated],
      ...[words.lights.unknown, bulletin.noReport],
    ],
  }));
  return [...known, ...unknown].sort((a, b) => a.position - b.position).map(({ cells }) => cells);
}

function rowOf(standing: Standing, sources: ReadonlyMap<string, number>, words: DigestWords): string[] {
  const { project, verdict, trace } = standing;
  const { bulletin } = words;
  const mark = trace.paired ? bulletin.paired : '';
  const light = verdict.light === 'unknown' ? words.statuses[project.status] : words.lights[verdict.light];
  return [
    numberOf(project),
    project.name,
    unitsOf(project),
    trace.rate === null ? bulletin.unstated : `${percent(trace.rate)}${mark}`,
    verdict.plannedRate === null ? bulletin.unstated : percent(verdict.plannedRate),
    verdict.overdue ? `${light}${words.digest.and}${bulletin.late}` : light,
    noteOf(standing, sources.get(sourceKey(standing)) ?? 0, words),
  ];
}

function noteOf({ trace }: Standing, source: number, { bulletin, changes }: DigestWords): string {
  const from =
    trace.asOf === null ? `${bulletin.plan}[${source}]` : filled(bulletin.asOf, { day: trace.asOf, source });
  if (trace.paired === null) return from;
  const { actual, target } = trace.paired;
  return from + filled(changes.paired, { actual: actual.printed, target: target.printed });
}

function laggingOf(
  standings: readonly Standing[],
  words: DigestWords,
  judge: Pick<Judge, 'reason'>,
): string[] {
  const { bulletin, lights, digest } = words;
  const late = standings.filter(({ verdict }) => isBehind(verdict.light) || verdict.overdue);
  if (late.length === 0) return [bulletin.laggingNone];
  return late.map(({ project, verdict }) => {
    const why = isBehind(verdict.light) ? (judge.reason(verdict, project)?.text ?? '') : '';
    const overdue = verdict.overdue ? filled(bulletin.overdue, { day: verdict.due }) : '';
    const stated =
      project.reason === ''
        ? bulletin.noStatedReason
        : filled(bulletin.statedReason, { reason: brief(project.reason, REASON_LENGTH) });
    const reasons = [why, overdue, stated].filter((part) => part !== '').join(digest.joint);
    const slots = { number: numberOf(project), name: project.name, light: lights[verdict.light], reasons };
    return filled(bulletin.laggingLine, slots);
  });
}

function annexOf(standings: readonly Standing[], { bulletin }: DigestWords): string[] {
  const lines = standings.flatMap(({ project }) =>
    doubtsOf(project).map(({ message }) =>
      filled(bulletin.doubt, { number: numberOf(project), name: project.name, what: message }),
    ),
  );
  return lines.length === 0 ? [bulletin.annexNone] : [bulletin.annexNote, ...lines];
}

const sourceKey = ({ project }: Standing): string =>
  JSON.stringify([project.documentTitle, project.period?.end ?? null]);

/** Documents in the order in which the table names them, from 1. */
function sourceNumbers(standings: readonly Standing[]): Map<string, number> {
  const keys = [...new Set(standings.map(sourceKey))];
  return new Map(keys.map((key, index) => [key, index + 1]));
}

function sourceLines(sources: ReadonlyMap<string, number>, { bulletin, digest }: DigestWords): string[] {
  return [...sources].map(([key, number]) => {
    const [document, end] = JSON.parse(key) as [string, IsoDate | null];
    const day = end === null ? bulletin.plan : filled(digest.asOf, { day: end });
    return filled(bulletin.source, { number, document, day });
  });
}

const numberOf = ({ number, position }: Pick<ProjectSummary, 'number' | 'position'>): string =>
  number || String(position);

/** Who answers for it; supporting units only where no other is named. */
function unitsOf({ units }: Pick<ProjectSummary, 'units'>): string {
  const answering = units.filter(({ role }) => role !== 'supporting');
  return (answering.length > 0 ? answering : units).map(({ name }) => name).join('、');
}

function filled(template: string, slots: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(slots[name] ?? ''));
}
