/** Full-text search: scope first, then rare words, then common ones only together with others. */
import type { Database } from 'better-sqlite3';
import { hiddenToken, regionToken, yearToken } from '../indexing.ts';
import type { Tier } from '../tiers.ts';
import { anyOf, inScope, isSearchable, matchGroups, TEXTS, without } from './match.ts';
import { createNewestFind, type WordQuery } from './newest-find.ts';
import { SEARCH_TABLES } from './open.ts';
import { createRarity, NAME_WEIGHT, type Rarity } from './rarity.ts';
import type { TermCounts } from './term-lookup.ts';
import { sinceChange, type Version } from './version.ts';

/** Words of one search; the same shape as the question path's own request. */
export interface SearchWords {
  /** Absent = everywhere. */
  regionSlugs?: readonly string[];
  years?: readonly number[];
  /** Projects holding one token of every group come first; then those holding any token of any group. */
  groups: readonly (readonly string[])[];
  limit: number;
}

type Groups = readonly (readonly string[])[];

/** Searches as one tier sees the projects. */
export type Search = (tier: Tier, words: SearchWords) => string[];

/** What a search is narrowed to. */
interface Within {
  tier: Tier;
  scope: Groups;
  /** Some views are not for the tier, or only for it and those above. Never for residents. */
  split: boolean;
}

type Find = (within: Within, groups: Groups, limit: number) => string[];

/** Prepares the search on a handle. Tokens must be as the index has them. */
export function createSearch(
  database: Database,
  { terms, version }: { terms: TermCounts; version: Version },
): Search {
  const rarity = createRarity(terms);
  const inRegions = createRegionalFind(database, rarity);
  const everywhere = createFullFind(database, rarity);
  const isSplit = createSplit(database, version);
  const regionId = database.prepare<[string], { id: number }>('select id from region where slug = ?');
  return (tier, { regionSlugs, years, groups, limit }) => {
    const scope: string[][] = [];
    if (regionSlugs) scope.push(regionSlugs.map((slug) => regionToken(regionId.get(slug)?.id ?? 0)));
    if (years) scope.push(years.map(yearToken));
    const words = groups.map((group) => group.filter(isSearchable)).filter((group) => group.length > 0);
    if (words.length === 0 || limit < 1 || scope.some((tokens) => tokens.length === 0)) return [];
    terms.refresh();
    const within = { tier, scope, split: tier > 0 && isSplit() };
    return (regionSlugs ? inRegions : everywhere)(within, words, limit);
  };
}

/** Whether any project is seen differently by different tiers: where none is, nobody pays for it. */
function createSplit(database: Database, version: Version): () => boolean {
  const get = database.prepare<[], { split: number }>(
    'select exists (select 1 from project_view where tier_from > 0 or tier_to < 2) as split',
  );
  let split: boolean | null = null;
  const stayFresh = sinceChange(version, () => {
    split = null;
  });
  return () => {
    stayFresh();
    split ??= get.get()?.split === 1;
    return split;
  };
}

/** Residents' searches touch nothing but the index of what residents see. */
const tablesOf = ({ split }: Within): readonly string[] =>
  split ? SEARCH_TABLES : SEARCH_TABLES.slice(0, 1);

/** Leaves out views that the tier does not see; residents see every row of their index. */
const seenBy = ({ tier, split }: Within, expression: string): string =>
  split ? without('scope', hiddenToken(tier), expression) : expression;

/** `scope, name, goal, note`: the name says most about what a project is. */
const findIn = (table: string): string => `
  select v.code as code from (
    select rowid as id, bm25(${table}, 0.0, 8.0, 2.0, 1.0) as score
    from ${table} where ${table} match ? order by score, id limit ?
  ) found join project_view v on v.id = found.id order by found.score, found.id`;

/** Over the whole database: bm25 in the engine where words are rare enough for it; OR only over groups that are rare. */
function createFullFind(database: Database, rarity: Rarity): Find {
  const finds = SEARCH_TABLES.map((table) => ({
    table: table as string,
    best: database.prepare<[string, number], { code: string }>(findIn(table)),
    newest: createNewestFind(database, table, rarity),
  }));
  const run = (within: Within, query: WordQuery): string[] => {
    const tables = tablesOf(within);
    const expression = seenBy(within, matchGroups(query.scope, query.groups, query.joint));
    const searched = finds.filter(({ table }) => tables.includes(table));
    const lists = searched.map(({ best, newest }) => {
      const found = rarity.isBroad(query.groups, within.tier) ? newest(expression, query) : null;
      return found ?? best.all(expression, query.limit).map((row) => row.code);
    });
    return alternate(lists).slice(0, query.limit);
  };
  return (within, groups, limit) => {
    const { scope, tier } = within;
    const query = { scope, groups, tier, limit, joint: 'AND' } as const;
    const best = run(within, query);
    if (best.length >= limit || groups.length < 2) return best;
    const rare = rarity.rare(groups, tier);
    if (rare.length === 0) return best;
    const more = run(within, { ...query, groups: rare, joint: 'OR' });
    return [...new Set([...best, ...more])].slice(0, limit);
  };
}

/** The first of each list, then the second of each …: scores of two indexes do not compare. */
function alternate(lists: readonly (readonly string[])[]): string[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list[place] ?? [])).flat();
}

/**
 * Within regions: few rows hold any of the words, so all are fetched and weighed here by rarity of the words they
 * hold. bm25 would count every word over the whole database first.
 */
function createRegionalFind(database: Database, rarity: Rarity): Find {
  const rowids = new Map(
    SEARCH_TABLES.map((table) => [
      table as string,
      database.prepare<[string], number>(`select rowid from ${table} where ${table} match ?`).pluck(),
    ]),
  );
  const code = database.prepare<[number], { code: string }>('select code from project_view where id = ?');
  const matching = (within: Within, expression: string): number[] =>
    tablesOf(within).flatMap((table) => rowids.get(table)!.all(seenBy(within, expression)) as number[]);
  return (within, groups, limit) => {
    const { scope, tier } = within;
    const rows = new Map<number, { held: number; score: number }>();
    for (const group of groups) {
      const weight = rarity.weight(group, tier);
      const held = matching(within, inScope(scope, anyOf(TEXTS, group)));
      if (held.length === 0) continue;
      const named = new Set(matching(within, inScope(scope, anyOf('name', group))));
      for (const id of held) {
        const row = rows.get(id) ?? { held: 0, score: 0 };
        row.held++;
        row.score += named.has(id) ? weight * NAME_WEIGHT : weight;
        rows.set(id, row);
      }
    }
    const all = (row: { held: number }) => Number(row.held === groups.length);
    return [...rows]
      .sort(([idA, a], [idB, b]) => all(b) - all(a) || b.score - a.score || idA - idB)
      .slice(0, limit)
      .map(([id]) => code.get(id)?.code ?? '');
  };
}
