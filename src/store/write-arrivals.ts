/** Writes what an import brings: rows of projects and reports, changes, and everything that the readers read. */

import type { OfficialLink, UnitLink } from '../domain/project.ts';
import type { Dossier } from '../domain/records.ts';
import type { Arrival } from './arrivals.ts';
import { allTokens, searchRow } from './indexing.ts';
import { ensureNames } from './names.ts';
import { type StoredView, viewAt, viewRow } from './project-views.ts';
import { addReports } from './reports.ts';
import { changesBetween } from './revisions.ts';
import type { Session } from './session.ts';
import { TIERS, type TierRange } from './tiers.ts';

/** The document that brings them, and its region. */
export interface Source {
  documentId: number;
  regionId: number;
}

/** Projects whose rows are in memory at once. */
const BATCH = 200;

/** Writes projects, reports, revisions and views, in this order. */
export async function writeArrivals(
  session: Session,
  arrivals: readonly Arrival[],
  source: Source,
): Promise<void> {
  await moveProjects(session, arrivals);
  await addProjects(session, arrivals, source);
  for (const some of batches(arrivals)) {
    await addReports(
      session.bulk,
      some.flatMap((arrival) => arrival.filed ?? []),
    );
    await writeRevisions(session, some, source);
  }
  await replaceViews(session, arrivals, source);
}

/** Two steps, because no two projects may ever have one place. */
export async function moveProjects({ trx }: Session, arrivals: readonly Arrival[]): Promise<void> {
  const moved = arrivals.filter(({ before, place }) => before[0] && before[0].dossier.id !== place.code);
  const put = (id: number, place: { position: number; code: string }) =>
    trx.updateTable('project').set(place).where('id', '=', id).execute();
  for (const { projectId } of moved)
    await put(projectId, { position: -projectId, code: `moving ${projectId}` });
  for (const { projectId, place } of moved)
    await put(projectId, { position: place.position, code: place.code });
}

async function addProjects(
  { bulk }: Session,
  arrivals: readonly Arrival[],
  { regionId }: Source,
): Promise<void> {
  const rows = arrivals
    .filter((arrival) => arrival.fresh)
    .map(({ projectId, place: { code, year, position } }) => ({
      ...{ id: projectId, region_id: regionId },
      ...{ code, year, position },
    }));
  await bulk.insertMany('project', rows);
}

async function writeRevisions(
  { bulk, handedIn }: Session,
  arrivals: readonly Arrival[],
  { documentId }: Source,
): Promise<void> {
  const rows = arrivals.flatMap((arrival) =>
    transitions(arrival).flatMap(({ from, to, before, after }) =>
      changesBetween(before.dossier, after.dossier).map((change) => ({
        project_id: arrival.projectId,
        document_id: documentId,
        at: handedIn.now,
        tier_from: from,
        tier_to: to,
        ...change,
      })),
    ),
  );
  await bulk.insertMany('revision', rows);
}

interface Transition extends TierRange {
  before: StoredView;
  after: StoredView;
}

/** From which view to which, for each range of tiers that saw the project before and after. */
function transitions({ before, after }: Pick<Arrival, 'before' | 'after'>): Transition[] {
  const found: Transition[] = [];
  for (const tier of TIERS) {
    const [old, now] = [viewAt(before, tier), viewAt(after, tier)];
    if (old === null || now === null) continue;
    const last = found.at(-1);
    if (last?.before === old && last.after === now) last.to = tier;
    else found.push({ from: tier, to: tier, before: old, after: now });
  }
  return found;
}

/** Puts what every tier sees now in the place of what it saw: views, search index, links, counts of words. */
export async function replaceViews(
  session: Session,
  arrivals: readonly Arrival[],
  source: Source,
): Promise<void> {
  for (const some of batches(arrivals)) await removeViews(session, some);
  for (const some of batches(arrivals)) await addViews(session, some, source);
}

async function removeViews(
  { bulk, trx, tokenise, terms }: Session,
  arrivals: readonly Arrival[],
): Promise<void> {
  const old = arrivals.filter((arrival) => !arrival.fresh).map(({ projectId }) => projectId);
  for (const table of ['project_view', 'project_unit', 'project_official'] as const) {
    if (old.length > 0) await trx.deleteFrom(table).where('project_id', 'in', old).execute();
  }
  const before = arrivals.flatMap((arrival) => arrival.before);
  await bulk.unindex(before.map(({ id, from }) => ({ viewId: id, lowestTier: from })));
  for (const view of before) terms.count(allTokens(view.dossier, tokenise), view, -1);
}

async function addViews(session: Session, arrivals: readonly Arrival[], { regionId }: Source): Promise<void> {
  const { bulk, tokenise, terms } = session;
  const after = arrivals.flatMap((arrival) => arrival.after);
  await bulk.insertMany(
    'project_view',
    arrivals.flatMap(({ projectId, after: views }) => views.map((view) => viewRow(view, projectId))),
  );
  await bulk.index(after.map((view) => searchRow(view, regionId, tokenise)));
  await linkUnits(session, arrivals);
  await linkOfficials(session, arrivals);
  for (const view of after) terms.count(allTokens(view.dossier, tokenise), view, 1);
}

async function linkUnits({ bulk, trx }: Session, arrivals: readonly Arrival[]): Promise<void> {
  const links = linksOf(arrivals, ({ units }) => units);
  const ids = await ensureNames(trx, 'unit', namesOf(links));
  const rows = links.flatMap(({ name, ...link }) =>
    ids.has(name) ? [{ ...link, unit_id: ids.get(name)! }] : [],
  );
  await bulk.insertMany('project_unit', rows);
}

async function linkOfficials({ bulk, trx }: Session, arrivals: readonly Arrival[]): Promise<void> {
  const links = linksOf(arrivals, ({ officials }) => officials);
  const ids = await ensureNames(trx, 'official', namesOf(links));
  const rows = links.flatMap(({ name, ...link }) =>
    ids.has(name) ? [{ ...link, official_id: ids.get(name)! }] : [],
  );
  await bulk.insertMany('project_official', rows);
}

const namesOf = (links: readonly { name: string }[]): string[] => links.map(({ name }) => name);

/** Who has which part in each view, by name. */
function linksOf(
  arrivals: readonly Arrival[],
  pick: (dossier: Dossier) => readonly (UnitLink | OfficialLink)[],
) {
  return arrivals.flatMap(({ projectId, after }) =>
    after.flatMap(({ from, to, dossier }) =>
      pick(dossier).map(({ name, role, word }) => ({
        ...{ name, role, word, project_id: projectId },
        ...{ tier_from: from, tier_to: to },
      })),
    ),
  );
}

function* batches(arrivals: readonly Arrival[]): Generator<readonly Arrival[]> {
  for (let start = 0; start < arrivals.length; start += BATCH) yield arrivals.slice(start, start + BATCH);
}
