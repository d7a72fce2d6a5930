/** What is known of a project now: its newest report, completed by what only older ones say. Pure. */
import type { Clause, Figure, FigurePair } from '../domain/project.ts';
import type { Dossier } from '../domain/records.ts';
import { projectName } from './naming.ts';
import type { StoredReport } from './reports.ts';

/** The list and place of a project. */
export interface ListPlace {
  code: string;
  regionSlug: string;
  regionName: string;
  year: number;
  position: number;
}

/** Finds targets and actuals that measure the same thing; used where a goal comes from an older document. */
export type PairUp = (figures: readonly Figure[], clauses: readonly Clause[], year: number) => FigurePair[];

/** A dossier before its texts are brought into the spelling of the index. */
export type PlainDossier = Omit<Dossier, 'clauses'> & { clauses: Clause[] };

type Readings = Pick<PlainDossier, 'goal' | 'clauses' | 'figures' | 'pairs' | 'milestones' | 'findings'>;

/**
 * @param reports confirmed ones, newest first, at least one
 * @param pairUp without it a goal kept from an older document has no pairs
 */
export function mergeReports(
  reports: readonly StoredReport[],
  place: ListPlace,
  pairUp: PairUp = () => [],
): PlainDossier {
  const newest = reports[0] as StoredReport;
  const title = reports.find((report) => report.title)?.title ?? null;
  const readings = withGoal(
    newest,
    reports.find((report) => report.goal !== '') ?? newest,
    (figures, clauses) => pairUp(figures, clauses, place.year),
  );
  return {
    id: place.code,
    regionSlug: place.regionSlug,
    regionName: place.regionName,
    year: place.year,
    position: place.position,
    number: newest.number,
    name: projectName(title, readings.goal, newest.note),
    title,
    status: newest.status,
    statusWord: newest.statusWord,
    lagging: newest.lagging,
    statedRate: newest.statedRate,
    computedRate: weakestRatio(readings.pairs),
    units: (reports.find((report) => report.units.length > 0) ?? newest).units,
    officials: (reports.find((report) => report.officials.length > 0) ?? newest).officials,
    period: newest.period,
    documentId: newest.documentId,
    documentTitle: newest.documentTitle,
    note: newest.note,
    reason: newest.reason,
    ...readings,
  };
}

function weakestRatio(pairs: readonly FigurePair[]): number | null {
  const ratios = pairs.map((pair) => pair.ratio).filter((ratio) => ratio !== null);
  return ratios.length === 0 ? null : Math.min(...ratios);
}

/** The newest readings; a goal kept from an older report brings its clauses, targets and milestones along. */
function withGoal(
  newest: StoredReport,
  source: StoredReport,
  pairUp: (figures: readonly Figure[], clauses: readonly Clause[]) => FigurePair[],
): Readings {
  const { clauses, figures, pairs, milestones, findings } = newest;
  if (source === newest) return { goal: newest.goal, clauses, figures, pairs, milestones, findings };
  const kept = source.clauses.filter((clause) => clause.part === 'goal');
  const keepFrom = mover(kept, 0);
  const move = mover(clauses, kept.length);
  const keptFigures = keepFrom(source.figures);
  const allFigures = [...keptFigures, ...move(figures)];
  const stated = new Map(pairs.map((pair) => [pair.actual + keptFigures.length, pair.statedRatio]));
  const allClauses = [...kept, ...clauses].map((clause, ordinal) => ({ ...clause, ordinal }));
  return {
    goal: source.goal,
    clauses: allClauses,
    figures: allFigures,
    pairs: pairUp(allFigures, allClauses).map((pair) => ({
      ...pair,
      statedRatio: stated.get(pair.actual) ?? null,
    })),
    milestones: [...keepFrom(source.milestones), ...move(milestones)],
    findings: findings.flatMap((finding) =>
      finding.clause === null ? [finding] : move([{ ...finding, clause: finding.clause }]),
    ),
  };
}

/** Points what was read from these clauses at their places in a list where they stand after `shift` others. */
function mover(clauses: readonly Clause[], shift: number) {
  const at = new Map(clauses.map((clause, index) => [clause.ordinal, index + shift]));
  return <T extends { clause: number }>(parts: readonly T[]): T[] =>
    parts.flatMap((part) => {
      const clause = at.get(part.clause);
      return clause === undefined ? [] : [{ ...part, clause }];
    });
}
