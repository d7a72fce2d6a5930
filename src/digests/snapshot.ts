/** How a project stands now, as small as a later comparison allows. Pure. */
import { createHash } from 'node:crypto';
import type { Role } from '../domain/access.ts';
import type { PrintedFigure, ProjectTrace, Snapshot } from '../domain/digest.ts';
import type { Figure } from '../domain/project.ts';
import type { Dossier } from '../domain/records.ts';
import type { ReasonCode, Verdict } from '../domain/schedule.ts';

/** A project with the verdict on it and what is remembered of both. */
export interface Standing {
  project: Dossier;
  verdict: Verdict;
  trace: ProjectTrace;
}

/** Figures remembered of one project: lists print few, tables of parts print hundreds. */
const MOST_FIGURES = 24;
const HASH_LENGTH = 12;

/** Puts a project and its verdict together. */
export function standingOf(project: Dossier, verdict: Verdict): Standing {
  return { project, verdict, trace: traceOf(project, verdict) };
}

/** What is remembered of everything in a scope. */
export function snapshotOf(standings: readonly Standing[], at: string, role: Role): Snapshot {
  return {
    at,
    role,
    projects: Object.fromEntries(standings.map(({ project, trace }) => [project.id, trace])),
  };
}

function traceOf(project: Dossier, verdict: Verdict): ProjectTrace {
  const has = (code: ReasonCode) => verdict.reasons.some((reason) => reason.code === code);
  const paired = verdict.rateBasis === 'pairs' ? weakestPair(project, verdict.rate) : null;
  const printed = verdict.rateBasis === 'stated' || paired !== null;
  return {
    rate: printed ? verdict.rate : null,
    paired,
    status: project.status,
    light: verdict.light,
    asOf: project.period?.end ?? null,
    documentId: project.documentId,
    overdue: verdict.overdue,
    dueSoon: has('dueSoon'),
    silent: has('oldReport') || has('noReport'),
    actuals: printedBy(project.figures, 'actual'),
    targets: printedBy(project.figures, 'target'),
    units: project.units.map(({ name }) => name).join('、'),
    officials: project.officials.map(({ name }) => name).join('、'),
    goal: hashOf(project.goal),
    note: hashOf(project.note),
    doubts: doubtsOf(project).map(({ hash }) => hash),
    reported: project.reported?.documentId ?? null,
  };
}

/** Findings at which a person should look, with what they are known by. */
export function doubtsOf(project: Pick<Dossier, 'findings'>): { message: string; hash: string }[] {
  return project.findings
    .filter(({ severity }) => severity === 'doubt')
    .map(({ message }) => ({ message, hash: hashOf(message) }));
}

/** The pair from which the rate was computed; null when none gives it. */
export function weakestPair(
  { pairs, figures }: Pick<Dossier, 'pairs' | 'figures'>,
  rate: number | null,
): { actual: PrintedFigure; target: PrintedFigure } | null {
  const pair = pairs.find(({ ratio }) => ratio !== null && rate !== null && Math.abs(ratio - rate) < 1e-6);
  const actual = pair && figures[pair.actual];
  const target = pair && figures[pair.target];
  return actual && target ? { actual: bare(actual), target: bare(target) } : null;
}

const bare = ({ printed, value }: Figure): PrintedFigure => ({ printed, value });

/** Figures by what they count; several that count the same stand side by side in the document's order. */
function printedBy(figures: readonly Figure[], kind: Figure['kind']): Record<string, string> {
  const own = figures.filter((figure) => figure.kind === kind).slice(0, MOST_FIGURES);
  const groups = Map.groupBy(own, ({ indicator, unit }) => `${indicator}|${unit}`);
  return Object.fromEntries(
    [...groups].map(([key, group]) => [key, group.map(({ printed }) => printed).join('、')]),
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64').slice(0, HASH_LENGTH);
}
