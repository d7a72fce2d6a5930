/** Words of the index: how many projects hold each, as each tier sees them, and which sound alike. */
import type { Database } from 'better-sqlite3';
import { createLru } from '../lru.ts';
import type { Tier } from '../tiers.ts';
import { sinceChange, type Version } from './version.ts';

/** Counts of words and of projects for a tier. */
export interface TermCounts {
  /** Brings the counts up to date; what is asked afterwards is as it was then. */
  refresh(): void;
  countOf(token: string, tier: Tier): number;
  /** Projects that the tier sees. */
  total(tier: Tier): number;
}

/** What the readers ask of the words. */
export interface TermLookup extends TermCounts {
  /** Words that no project holds are left out. */
  frequencies(tokens: readonly string[], tier: Tier): Map<string, number>;
  /** Words of each sound, commonest first; sounds of no word are left out. */
  soundingLike(keys: readonly string[], tier: Tier): Map<string, string[]>;
}

/** Counts of words kept at once: the same words come in question after question. */
const KEPT_COUNTS = 8192;

const COUNT = 'case @tier when 0 then projects when 1 then staff_projects else leader_projects end';

/** @param version of the stored projects; counts are kept as long as it stays */
export function createTermLookup(database: Database, version: Version): TermLookup {
  const kept = createLru<string, number>(KEPT_COUNTS);
  const totals = new Map<Tier, number>();
  const refresh = sinceChange(version, () => {
    kept.clear();
    totals.clear();
  });
  const count = database.prepare<[{ token: string; tier: Tier }], { projects: number }>(
    `select ${COUNT} as projects from term where token = @token`,
  );
  const alike = database.prepare<[{ key: string; tier: Tier }], { token: string }>(
    `select token, ${COUNT} as held from term where pinyin = @key and held > 0 order by held desc, token`,
  );
  const countOf = (token: string, tier: Tier): number => {
    const key = `${tier}${token}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const projects = count.get({ token, tier })?.projects ?? 0;
    kept.set(key, projects);
    return projects;
  };
  return {
    refresh,
    countOf,
    total: createTotal(database, totals),
    frequencies(tokens, tier) {
      refresh();
      const found = tokens.map((token) => [token, countOf(token, tier)] as const);
      return new Map(found.filter(([, projects]) => projects > 0));
    },
    soundingLike(keys, tier) {
      const tokensOf = (key: string) => alike.all({ key, tier }).map((row) => row.token);
      const found = keys.map((key) => [key, tokensOf(key)] as const);
      return new Map(found.filter(([, tokens]) => tokens.length > 0));
    },
  };
}

function createTotal(database: Database, totals: Map<Tier, number>): TermCounts['total'] {
  const count = database.prepare<[Tier], { total: number }>(
    'select count(*) as total from project_view where ? between tier_from and tier_to',
  );
  return (tier) => {
    const known = totals.get(tier);
    if (known !== undefined) return known;
    const total = count.get(tier)?.total ?? 0;
    totals.set(tier, total);
    return total;
  };
}
