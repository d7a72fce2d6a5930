/** Lists of projects: fixed conditions joined by AND, values bound as one JSON array each. */
import type { Database, Statement } from 'better-sqlite3';
import type { ProjectFilter, ProjectSummary } from '../../domain/records.ts';
import type { Tier } from '../tiers.ts';

const values = (name: string): string => `(select value from json_each(@${name}))`;

const CONDITIONS: Record<keyof ProjectFilter, string> = {
  regionSlugs: `region_slug in ${values('regionSlugs')}`,
  years: `year in ${values('years')}`,
  statuses: `status in ${values('statuses')}`,
  ids: `code in ${values('ids')}`,
  units: `project_id in (select link.project_id from project_unit link join unit on unit.id = link.unit_id
    where unit.name in ${values('units')} and @tier between link.tier_from and link.tier_to)`,
  officials: `project_id in (select link.project_id from project_official link
    join official on official.id = link.official_id
    where official.name in ${values('officials')} and @tier between link.tier_from and link.tier_to)`,
};

const NAMES = Object.keys(CONDITIONS) as (keyof ProjectFilter)[];

type Bound = Record<string, string | number>;

/** Lists as one tier sees them. A statement is prepared once for each set of conditions. */
export function createProjectList(database: Database) {
  const prepared = new Map<string, Statement<[Bound], { summary: string }>>();
  const statement = (names: readonly (keyof ProjectFilter)[]) => {
    const known = prepared.get(names.join());
    if (known) return known;
    const conditions = ['@tier between tier_from and tier_to', ...names.map((name) => CONDITIONS[name])];
    const made = database.prepare<[Bound], { summary: string }>(
      `select summary from project_view where ${conditions.join(' and ')} order by region_slug, year, position`,
    );
    prepared.set(names.join(), made);
    return made;
  };
  return (tier: Tier, filter: ProjectFilter): ProjectSummary[] => {
    const names = NAMES.filter((name) => filter[name] !== undefined);
    const bound = Object.fromEntries(names.map((name) => [name, JSON.stringify(filter[name])]));
    return statement(names)
      .all({ ...bound, tier })
      .map((row) => JSON.parse(row.summary) as ProjectSummary);
  };
}
