/** Progress told in a chat: a document of its own for staff, with one report for exactly one project. */
import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { InputError, type Problem } from '../domain/errors.ts';
import type { ImportedProject } from '../domain/project.ts';
import type { ChatReport, ChatReportReceipt, Dossier } from '../domain/records.ts';
import { arriveAll } from './arrivals.ts';
import { CHAT_LAYOUT, findDocument, nextDocumentId } from './documents.ts';
import { loadViews, type StoredView, viewAt } from './project-views.ts';
import type { StoredReport } from './reports.ts';
import type { Schema } from './schema.ts';
import { closeSession, type ImportTools, openSession, type Session } from './session.ts';
import { tierFor } from './tiers.ts';
import { CHAT_FILE, CHAT_REFUSALS, chatTitle } from './wording.ts';
import { writeArrivals } from './write-arrivals.ts';

/** What is read from the text of a report: clauses, figures, steps and the state it tells. */
export type NoteReading = Pick<
  ImportedProject,
  'clauses' | 'figures' | 'milestones' | 'status' | 'statusWord' | 'lagging' | 'statedRate'
>;

/** Reads a text of a project's progress; `year` is the one that its dates belong to, `today` the day it holds for. */
export type ReadNote = (text: string, on: { year: number; today: string }) => Promise<NoteReading>;

/** What is stored where nothing reads the text: the text alone. */
const readNothing: ReadNote = async (text) => ({
  clauses: [{ part: 'note', ordinal: 0, text }],
  figures: [],
  milestones: [],
  status: 'unknown',
  statusWord: null,
  lagging: null,
  statedRate: null,
});

/** @throws InputError when the reporter knows no such project, or nothing is told */
export async function saveChatReport(
  tools: ImportTools & { readNote?: ReadNote | undefined },
  told: ChatReport,
  now: string,
): Promise<ChatReportReceipt> {
  refuseEmpty(told);
  const title = chatTitle(told.reportedBy.unit, told.today);
  return tools.db.transaction().execute(async (trx) => {
    const session = await openSession(tools, trx, { now, importedBy: `chat:${told.reportedBy.role}` });
    const known = await findDocument(trx, hashOf(told));
    if (known) return { documentId: known.id, stored: false, title };
    const project = await findProject(trx, told);
    const { dossier } = project.seen;
    const documentId = await addChatDocument(session, told, { regionId: project.regionId, dossier });
    const read = await (tools.readNote ?? readNothing)(told.text, { year: dossier.year, today: told.today });
    const report = { ...reportOf(told, dossier, read), documentId };
    const place = { ...dossier, code: dossier.id };
    const touched = { projectId: project.id, place, before: project.views, report };
    await writeArrivals(session, await arriveAll(session, [touched]), {
      documentId,
      regionId: project.regionId,
    });
    await closeSession(session);
    return { documentId, stored: true, title };
  });
}

function refuseEmpty({ text, rate }: ChatReport): void {
  const problems: Problem[] = [];
  if (text.trim() === '') problems.push({ where: CHAT_FILE, message: CHAT_REFUSALS.empty });
  if (rate !== null && !(Number.isFinite(rate) && rate >= 0))
    problems.push({ where: CHAT_FILE, message: CHAT_REFUSALS.rate });
  if (problems.length > 0) throw new InputError(problems);
}

/** The same words of the same unit on the same day are one report. */
function hashOf({ projectId, today, text, rate, status, reportedBy }: ChatReport): string {
  const content = [CHAT_LAYOUT, projectId, today, text, rate, status, reportedBy.unit];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

interface FoundProject {
  id: number;
  regionId: number;
  views: StoredView[];
  /** As the person who reports sees it. */
  seen: StoredView;
}

async function findProject(
  trx: Transaction<Schema>,
  { projectId, reportedBy }: ChatReport,
): Promise<FoundProject> {
  const row = await trx
    .selectFrom('project')
    .select(['id', 'region_id'])
    .where('code', '=', projectId)
    .executeTakeFirst();
  const views = row ? await loadViews(trx, row.id) : [];
  const seen = viewAt(views, tierFor(reportedBy.role));
  if (!row || !seen) throw new InputError([{ where: projectId, message: CHAT_REFUSALS.unknown }]);
  return { id: row.id, regionId: row.region_id, views, seen };
}

async function addChatDocument(
  { trx, handedIn }: Session,
  told: ChatReport,
  { regionId, dossier }: { regionId: number; dossier: Dossier },
): Promise<number> {
  const added = await trx
    .insertInto('document')
    .values({
      id: await nextDocumentId(trx),
      ...{ content_hash: hashOf(told), file_name: CHAT_FILE, region_id: regionId, year: dossier.year },
      ...{ title: chatTitle(told.reportedBy.unit, told.today), layout: CHAT_LAYOUT, audience: 'staff' },
      ...{ period_label: told.today, period_start: told.today, period_end: told.today },
      ...{ declared_count: null, found_count: 1 },
      ...{ imported_at: told.at, imported_by: handedIn.importedBy },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return added.id;
}

/** What is said wins over what is read; what is not said (goal, units …) stays with the documents. */
function reportOf(told: ChatReport, dossier: Dossier, read: NoteReading): Omit<StoredReport, 'documentId'> {
  const { text, today, rate, status, reportedBy } = told;
  return {
    ...{ number: dossier.number, position: dossier.position, title: null, goal: '', reason: '' },
    ...read,
    note: text,
    status: status ?? read.status,
    statedRate: rate ?? read.statedRate,
    ...{ units: [], officials: [], pairs: [], findings: [] },
    documentTitle: chatTitle(reportedBy.unit, today),
    period: { label: today, start: today, end: today },
    audience: 'staff',
    confirmed: false,
  };
}
