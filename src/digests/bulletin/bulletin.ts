/** The draft of a month's bulletin: the list as it was known at the end of that month. */
import { type Role, readerOf } from '../../domain/access.ts';
import type { OutgoingFile } from '../../domain/message.ts';
import type { IsoDate } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';
import type { DigestReader, Judge } from '../ports.ts';
import { audienceOf } from '../readers.ts';
import { standingOf } from '../snapshot.ts';
import { dayOf } from '../when.ts';
import type { DigestWords } from '../words.ts';
import { bulletinContent } from './content.ts';
import { bulletinDocx } from './docx.ts';

/** Which bulletin, for which class of readers. */
export interface BulletinAsked {
  /** Slug. */
  region: string;
  /** `2025-06`; the list of that year. */
  month: string;
  role: Role;
}

export interface BulletinPorts {
  readerFor(role: Role): DigestReader;
  /** Projects as they were known for a day; those of which nothing reaches back that far are missing. */
  dossiersAt(query: { ids: readonly string[]; day: IsoDate; role: Role }): Promise<Dossier[]>;
  judge: Judge;
  words: DigestWords;
}

/** A .docx; null when the region has no list of that year. A month that is not over is told up to today. */
export async function draftBulletin(
  { region, month, role: asking }: BulletinAsked,
  now: string,
  { readerFor, dossiersAt, judge, words }: BulletinPorts,
): Promise<OutgoingFile | null> {
  const role = readerOf(audienceOf(asking));
  const [year, number] = month.split('-').map(Number) as [number, number];
  const listed = await readerFor(role).list({ regionSlugs: [region], years: [year] });
  const first = listed[0];
  if (!first) return null;
  const last = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
  const today = dayOf(now);
  const end = last < today ? last : today;
  const dossiers = await dossiersAt({ ids: listed.map(({ id }) => id), day: end, role });
  const found = new Set(dossiers.map(({ id }) => id));
  const content = bulletinContent(
    {
      regionName: first.regionName,
      year,
      month: number,
      end,
      made: now,
      standings: dossiers.map((project) => standingOf(project, judge.assess(project, end))),
      missing: listed.filter(({ id }) => !found.has(id)),
    },
    words,
    judge,
  );
  const name = `${words.bulletin.file}-${region}-${month}.docx`;
  return { name, kind: 'document', bytes: await bulletinDocx(content) };
}
