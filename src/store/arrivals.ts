/** What a document brings to each project of its list: which project it continues, and what each tier sees of it now. */
import type { ImportedDocument } from '../domain/project.ts';
import type { Dossier } from '../domain/records.ts';
import { indexDossier } from './indexing.ts';
import type { Entry, ListedProject } from './matching.ts';
import { projectCode, projectName } from './naming.ts';
import { type ListedFor, placeAmong } from './placing.ts';
import { loadList, type StoredView, viewAt } from './project-views.ts';
import type { StoredRegion } from './regions.ts';
import { loadReportsOf, newestFirst } from './report-history.ts';
import type { NewReport, StoredReport } from './reports.ts';
import type { Session } from './session.ts';
import { viewsOf } from './tiered-views.ts';
import { TIERS, type Tier, tierOf } from './tiers.ts';
import type { ListPlace } from './views.ts';

/** One project that an import touches. */
export interface Arrival {
  projectId: number;
  place: ListPlace;
  /** The project was not stored before, for nobody. */
  fresh: boolean;
  before: readonly StoredView[];
  after: readonly StoredView[];
  /** Null when only what was filed before is seen otherwise. */
  filed: NewReport | null;
}

/** A project about to be worked out again. */
export interface Touched {
  projectId: number;
  place: ListPlace;
  before: readonly StoredView[];
  report: StoredReport | null;
}

/** What a document brings. */
export interface Received {
  arrivals: Arrival[];
  /** Listed projects that its readers know and it does not name. */
  gone: Dossier[];
}

/** Projects whose older reports are read at once. */
const BATCH = 200;

/** Works out what every tier knows of each project with a report filed now. */
export async function arriveAll(session: Session, touched: readonly Touched[]): Promise<Arrival[]> {
  const arrivals: Arrival[] = [];
  for (let start = 0; start < touched.length; start += BATCH) {
    const some = touched.slice(start, start + BATCH);
    const known = some.filter(({ before }) => before.length > 0).map(({ projectId }) => projectId);
    const older = await loadReportsOf(session.trx, known);
    for (const one of some) arrivals.push(arrive(session, one, older.get(one.projectId) ?? []));
  }
  return arrivals;
}

function arrive(
  session: Session,
  { projectId, place, before, report }: Touched,
  older: readonly StoredReport[],
): Arrival {
  const reports = report === null ? older : newestFirst([report, ...older]);
  const after = viewsOf(reports, place, session.pairUp).map(({ from, to, dossier }, index) => {
    const id = before[index]?.id ?? session.nextView++;
    return { id, from, to, dossier: indexDossier(dossier) };
  });
  const filed = report === null ? null : { id: session.nextReport++, projectId, report };
  return { projectId, place, fresh: before.length === 0, before, after, filed };
}

/** Gives each project of a document its row and works out what is known of it now. */
export async function receive(
  session: Session,
  imported: ImportedDocument,
  region: StoredRegion,
  documentId: number,
): Promise<Received> {
  const audience = imported.audience ?? 'public';
  const tier = tierOf(audience);
  const stored = await loadList(session.trx, region.slug, imported.year);
  const { places, moved } = placeAmong(imported.projects.map(entryOf), listedFor(stored, tier));
  const documentTitle = imported.title ?? imported.fileName;
  const source = { documentId, documentTitle, period: imported.period, audience, confirmed: true };
  const at = (projectId: number, position: number) => ({
    projectId,
    place: placeIn(region, imported.year, position),
    before: stored.get(projectId) ?? [],
  });
  const named = imported.projects.map((project, index): Touched => {
    const { existing, position } = places[index]!;
    return { ...at(existing?.id ?? session.nextProject++, position), report: { ...project, ...source } };
  });
  const ids = new Set(named.map(({ projectId }) => projectId));
  const pushed = [...moved]
    .filter(([projectId]) => !ids.has(projectId))
    .map(([projectId, position]): Touched => ({ ...at(projectId, position), report: null }));
  const arrivals = await arriveAll(session, [...named, ...pushed]);
  return { arrivals, gone: goneFrom(stored, ids, tier) };
}

const placeIn = ({ slug, fullName }: StoredRegion, year: number, position: number): ListPlace => ({
  code: projectCode(slug, year, position),
  regionSlug: slug,
  regionName: fullName,
  year,
  position,
});

function goneFrom(
  stored: ReadonlyMap<number, StoredView[]>,
  named: ReadonlySet<number>,
  tier: Tier,
): Dossier[] {
  return [...stored]
    .filter(([projectId]) => !named.has(projectId))
    .flatMap(([, views]) => viewAt(views, tier)?.dossier ?? []);
}

/** The list as a tier sees it; what it does not see as the lowest tier above sees it. */
function listedFor(stored: ReadonlyMap<number, StoredView[]>, tier: Tier): ListedFor {
  const listed = (id: number, { dossier }: StoredView): ListedProject => ({ id, ...entryOf(dossier) });
  const visible: ListedProject[] = [];
  const hidden: ListedProject[][] = TIERS.map(() => []);
  for (const [id, views] of stored) {
    const seen = viewAt(views, tier);
    const lowest = views[0]!;
    (seen ? visible : hidden[lowest.from]!).push(listed(id, seen ?? lowest));
  }
  return { visible, hidden };
}

function entryOf(project: Pick<Dossier, 'position' | 'title' | 'goal' | 'note'>): Entry {
  const name = projectName(project.title, project.goal, project.note);
  return { position: project.position, name, text: `${name}\n${project.goal}` };
}
