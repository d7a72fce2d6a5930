/** What each class of readers sees of a project: only what documents say that it may read. Pure. */
import type { ReportedProgress } from '../domain/records.ts';
import type { TieredView } from './project-views.ts';
import type { StoredReport } from './reports.ts';
import { TIERS, type Tier, type TierRange, tierOf } from './tiers.ts';
import { type ListPlace, mergeReports, type PairUp, type PlainDossier } from './views.ts';

/** A view before its texts are brought into the spelling of the index. */
export type PlainView = Omit<TieredView, 'dossier'> & { dossier: PlainDossier };

interface Readable extends TierRange {
  /** Newest first, at least one. */
  confirmed: StoredReport[];
  reported: StoredReport | null;
}

/**
 * One view for each range of tiers that may read the same reports, lowest first. A project of which a tier may read no
 * document has no view for it.
 * @param reports newest first
 */
export function viewsOf(reports: readonly StoredReport[], place: ListPlace, pairUp?: PairUp): PlainView[] {
  return readableByTier(reports).map(({ from, to, confirmed, reported }) => {
    const dossier = mergeReports(confirmed, place, pairUp);
    return { from, to, dossier: reported ? { ...dossier, reported: progressOf(reported) } : dossier };
  });
}

function readableByTier(reports: readonly StoredReport[]): Readable[] {
  const ranges: Readable[] = [];
  for (const tier of TIERS) {
    const readable = readableAt(reports, tier);
    if (readable === null) continue;
    const last = ranges.at(-1);
    if (last && sameReports(last, readable)) last.to = tier;
    else ranges.push(readable);
  }
  return ranges;
}

/** What was told in a chat counts from the newest document on, until a document reports of that day or later. */
function readableAt(reports: readonly StoredReport[], tier: Tier): Readable | null {
  const readable = reports.filter((report) => tierOf(report.audience) <= tier);
  const confirmed = readable.filter((report) => report.confirmed);
  const [newest] = confirmed;
  if (newest === undefined) return null;
  const reported = readable.find((report) => !report.confirmed && endOf(report) > endOf(newest));
  return { from: tier, to: tier, confirmed, reported: reported ?? null };
}

const endOf = (report: StoredReport): string => report.period?.end ?? '';

function sameReports(one: Readable, other: Readable): boolean {
  return (
    one.reported === other.reported &&
    one.confirmed.length === other.confirmed.length &&
    one.confirmed.every((report, index) => report === other.confirmed[index])
  );
}

function progressOf(report: StoredReport): ReportedProgress {
  const { documentId, documentTitle, note, statedRate, status } = report;
  return {
    documentId,
    documentTitle,
    day: endOf(report),
    text: note,
    rate: statedRate,
    status: status === 'unknown' ? null : status,
  };
}
