/** What is known of a project now: its newest report, completed by what only older ones say. Pure. */
import type { Clause, Figure, FigurePair, Milestone } from '../domain/project.ts';
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
export type PairUp = (figures: readonly Figure[], clauses: readonly Clause[]) => FigurePair[];

/** A dossier before its texts are cut into tokens. */
export type PlainDossier = Omit<Dossier, 'nameTokens' | 'clauses'> & { clauses: Clause[] };

type Readings = Pick<PlainDossier, 'goal' | 'clauses' | 'figures' | 'pairs' | 'milestones' | 'findings'>;

/**
 * @param reports newest first, at least one
 * @param pairUp without it a goal kept from an older document has no pairs
 */
export function mergeReports(
  reports: readonly StoredReport[],
  place: ListPlace,
  pairUp: PairUp = () => [],
): PlainDossier {
  const newest = reports[0] as StoredReport;
  const title = reports.find((report) => report.title)?.title ?? null;
  const readings = withGoal(newest, reports.find((report) => report.goal !== '') ?? newest, pairUp);
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
function withGoal(newest: StoredReport, source: StoredReport, pairUp: PairUp): Readings {
  const { clauses, figures, pairs, milestones, findings } = newest;
  if (source === newest) return { goal: newest.goal, clauses, figures, pairs, milestones, findings };
  const kept = source.clauses.filter((clause) => clause.part === 'goal');
  const shift = kept.length;
  const allClauses = renumber([...kept, ...clauses]);
  const keptAt = new Map(kept.map((clause, index) => [clause.ordinal, index]));
  const keepFrom = <T extends Figure | Milestone>(parts: readonly T[]): T[] =>
    parts.flatMap((part) => {
      const clause = keptAt.get(part.clause);
      return clause === undefined ? [] : [{ ...part, clause }];
    });
  const at = positionsOf(clauses);
  const move = <T extends { clause: number }>(part: T): T => ({
    ...part,
    clause: shift + (at.get(part.clause) ?? 0),
  });
  const allFigures = [...keepFrom(source.figures), ...figures.map(move)];
  return {
    goal: source.goal,
    clauses: allClauses,
    figures: allFigures,
    pairs: pairUp(allFigures, allClauses),
    milestones: [...keepFrom(source.milestones), ...milestones.map(move)],
    findings: findings.map((finding) =>
      finding.clause === null ? finding : { ...finding, clause: shift + (at.get(finding.clause) ?? 0) },
    ),
  };
}

const renumber = (clauses: readonly Clause[]): Clause[] =>
  clauses.map((clause, ordinal) => ({ ...clause, ordinal }));

const positionsOf = (clauses: readonly Clause[]): Map<number, number> =>
  new Map(clauses.map((clause, index) => [clause.ordinal, index]));
