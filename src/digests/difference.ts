/** What is new between two standings of the same projects. Pure: codes in, codes out. */
import { mayRead } from '../domain/access.ts';
import type { ProjectTrace, Snapshot } from '../domain/digest.ts';
import { isBehind, LIGHTS, type Light } from '../domain/schedule.ts';
import { doubtsOf, type Standing } from './snapshot.ts';
import { SECTIONS, type Section } from './words.ts';

/** One part of a project that reads otherwise. */
export type Change =
  | { what: 'rate'; before: ProjectTrace | null; after: ProjectTrace }
  | { what: 'status'; before: ProjectTrace['status']; after: ProjectTrace['status'] }
  | { what: 'figure' | 'target'; indicator: string; before: string; after: string }
  | { what: 'units' | 'officials'; before: string; after: string }
  /** Texts that changed without a figure that could be compared. */
  | { what: 'goal' | 'note' }
  | { what: 'added' }
  | { what: 'reported' }
  | { what: 'doubt'; message: string };

/** What is to be told of one project under one heading. */
export interface News {
  section: Section;
  standing: Standing;
  changes: Change[];
}

/**
 * News by section, most important first. What was told in a chat and what is doubted is for staff only, and is left out
 * for everybody else.
 */
export function differenceOf(then: Snapshot, now: readonly Standing[], reader: Snapshot['role']): News[] {
  const internal = mayRead(reader, 'staff');
  const news = now.flatMap((standing) => {
    const before = then.projects[standing.project.id] ?? null;
    return [...mainNews(before, standing), ...(internal ? internalNews(before, standing) : [])];
  });
  return news.sort(byImportance);
}

function mainNews(before: ProjectTrace | null, standing: Standing): News[] {
  const changes = before === null ? [ADDED] : changesBetween(before, standing.trace);
  const section = sectionOf(before, standing.trace) ?? (changes.length > 0 ? 'changed' : null);
  return section === null ? [] : [{ section, standing, changes }];
}

const ADDED: Change = { what: 'added' };

/** The heading that a project has come under since; null when it stands as it stood. */
function sectionOf(before: ProjectTrace | null, after: ProjectTrace): Section | null {
  const isNew = (holds: (trace: ProjectTrace) => boolean) => holds(after) && !(before && holds(before));
  if (before && isNew(isDone)) return 'done';
  if (isNew(({ overdue }) => overdue)) return 'overdue';
  if (isBehind(after.light) && rank(after.light) > rank(before?.light ?? null)) return 'lagging';
  if (isNew(({ dueSoon }) => dueSoon)) return 'dueSoon';
  if (before && isNew(({ silent }) => silent)) return 'silent';
  if (before && isBehind(before.light) && isOnPlan(after.light)) return 'recovered';
  return before === null ? 'added' : null;
}

const isDone = ({ status, light }: ProjectTrace): boolean => status === 'done' || light === 'done';
const isOnPlan = (light: Light): boolean => light === 'onSchedule' || light === 'ahead';

/** How far behind; 0 when not. */
function rank(light: Light | null): number {
  return light !== null && isBehind(light) ? LIGHTS.indexOf(light) : 0;
}

function changesBetween(before: ProjectTrace, after: ProjectTrace): Change[] {
  const compared: Change[] = [
    ...(before.status === after.status
      ? []
      : [{ what: 'status' as const, before: before.status, after: after.status }]),
    ...(rateKey(before) === rateKey(after) || after.rate === null
      ? []
      : [{ what: 'rate' as const, before: before.rate === null ? null : before, after }]),
    ...figureChanges('figure', before.actuals, after.actuals),
    ...figureChanges('target', before.targets, after.targets),
    ...nameChanges(before, after),
  ];
  return [...compared, ...textChanges(before, after, compared)];
}

/** As printed: what reads the same is the same. */
const rateKey = ({ rate }: ProjectTrace): string => (rate === null ? '' : rate.toFixed(3));

function figureChanges(
  what: 'figure' | 'target',
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Change[] {
  return Object.entries(after).flatMap(([key, printed]) => {
    const earlier = before[key];
    const indicator = key.slice(0, key.lastIndexOf('|'));
    return earlier === undefined || earlier === printed
      ? []
      : [{ what, indicator, before: earlier, after: printed }];
  });
}

function nameChanges(before: ProjectTrace, after: ProjectTrace): Change[] {
  return (['units', 'officials'] as const).flatMap((what) =>
    before[what] === after[what] ? [] : [{ what, before: before[what], after: after[what] }],
  );
}

/** Told only where nothing more exact is. */
function textChanges(before: ProjectTrace, after: ProjectTrace, compared: readonly Change[]): Change[] {
  const told = (...whats: Change['what'][]) => compared.some(({ what }) => whats.includes(what));
  return [
    ...(before.goal !== after.goal && !told('target') ? [{ what: 'goal' as const }] : []),
    ...(before.note !== after.note && !told('rate', 'status', 'figure') ? [{ what: 'note' as const }] : []),
  ];
}

function internalNews(before: ProjectTrace | null, standing: Standing): News[] {
  const { project, trace } = standing;
  const known = new Set(before?.doubts ?? []);
  const doubts = doubtsOf(project).filter(({ hash }) => !known.has(hash));
  const isTold = trace.reported !== null && trace.reported !== (before?.reported ?? null);
  return [
    ...(isTold ? [{ section: 'reported' as const, standing, changes: [{ what: 'reported' as const }] }] : []),
    ...doubts.map(({ message }) => ({
      section: 'doubts' as const,
      standing,
      changes: [{ what: 'doubt' as const, message }],
    })),
  ];
}

/** By section, then the furthest behind, then as listed. */
function byImportance(a: News, b: News): number {
  const points = ({ standing }: News) => standing.verdict.pointsBehind ?? Number.NEGATIVE_INFINITY;
  const order = SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section);
  if (order !== 0) return order;
  if (points(a) !== points(b)) return points(b) - points(a);
  const [one, other] = [a.standing.project, b.standing.project];
  return other.year - one.year || one.position - other.position;
}
