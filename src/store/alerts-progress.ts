/** The rates that documents gave the projects of one list, one after the other. */
import type { Kysely } from 'kysely';
import type { Role } from '../domain/access.ts';
import type { IsoDate } from '../domain/project.ts';
import { CHAT_LAYOUT } from './documents.ts';
import type { Schema } from './schema.ts';
import { audiencesOf, tierFor } from './tiers.ts';

/** What a document says of how far a project is. */
export interface RateInReport {
  /** End of the reported period. */
  asOf: IsoDate;
  /** Stated for the whole project, or its weakest pair of figures; 0–1 and above. */
  rate: number;
  basis: 'stated' | 'pairs';
  documentTitle: string;
}

/** By project id (`huaiyin-2025-02`), newest first. What is told in chats is left out. */
export async function ratesOfList(
  db: Kysely<Schema>,
  { region, year, role }: { region: string; year: number; role: Role },
): Promise<Map<string, RateInReport[]>> {
  const rows = await db
    .selectFrom('report')
    .innerJoin('project', 'project.id', 'report.project_id')
    .innerJoin('region', 'region.id', 'project.region_id')
    .innerJoin('document', 'document.id', 'report.document_id')
    .leftJoin('pair', (join) => join.onRef('pair.report_id', '=', 'report.id'))
    .select([
      'project.code',
      'report.stated_rate',
      'document.period_end',
      'document.title',
      'document.file_name',
    ])
    .select((eb) => eb.fn.min<number | null>('pair.ratio').as('weakest'))
    .where('region.slug', '=', region)
    .where('project.year', '=', year)
    .where('document.layout', '<>', CHAT_LAYOUT)
    .where('document.audience', 'in', audiencesOf(tierFor(role)))
    .where('document.period_end', 'is not', null)
    .groupBy('report.id')
    .orderBy('document.period_end', 'desc')
    .orderBy('document.id', 'desc')
    .execute();
  const rates = new Map<string, RateInReport[]>();
  for (const row of rows) {
    const rate = row.stated_rate ?? row.weakest;
    if (rate === null || row.period_end === null) continue;
    const filed: RateInReport = {
      asOf: row.period_end,
      rate,
      basis: row.stated_rate === null ? 'pairs' : 'stated',
      documentTitle: row.title ?? row.file_name,
    };
    rates.set(row.code, [...(rates.get(row.code) ?? []), filed]);
  }
  return rates;
}
