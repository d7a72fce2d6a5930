/** Full-text search: scope first, then rare words, then common ones only together with others. */
import type { Database } from 'better-sqlite3';
import { regionToken, yearToken } from '../indexing.ts';
import { anyOf, inScope, isSearchable, matchGroups, TEXTS } from './match.ts';

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
type Find = (scope: Groups, groups: Groups, limit: number) => string[];

/** Prepares the search on a handle. Tokens must be as the index has them. */
export function createSearch(database: Database): (words: SearchWords) => string[] {
  const rarity = createRarity(database);
  const inRegions = createRegionalFind(database, rarity);
  const everywhere = createFullFind(database, rarity);
  const regionId = database.prepare<[string], { id: number }>('select id from region where slug = ?');
  return ({ regionSlugs, years, groups, limit }) => {
    const scope: string[][] = [];
    if (regionSlugs) scope.push(regionSlugs.map((slug) => regionToken(regionId.get(slug)?.id ?? 0)));
    if (years) scope.push(years.map(yearToken));
    const words = groups.map((group) => group.filter(isSearchable)).filter((group) => group.length > 0);
    if (words.length === 0 || limit < 1 || scope.some((tokens) => tokens.length === 0)) return [];
    return (regionSlugs ? inRegions : everywhere)(scope, words, limit);
  };
}

/** `scope, name, goal, note`: the name says most about what a project is. */
const FIND = `
  select v.code as code from (
    select rowid as id, bm25(project_search, 0.0, 8.0, 2.0, 1.0) as score
    from project_search where project_search match ? order by score, id limit ?
  ) found join project_view v on v.project_id = found.id order by found.score, found.id`;

/** Over the whole database: bm25 in the engine; OR only over groups that are rare. */
function createFullFind(database: Database, rarity: Rarity): Find {
  const find = database.prepare<[string, number], { code: string }>(FIND);
  const run = (expression: string, limit: number) => find.all(expression, limit).map((row) => row.code);
  return (scope, groups, limit) => {
    const best = run(matchGroups(scope, groups, 'AND'), limit);
    if (best.length >= limit || groups.length < 2) return best;
    const rare = rarity.rare(groups);
    if (rare.length === 0) return best;
    return [...new Set([...best, ...run(matchGroups(scope, rare, 'OR'), limit)])].slice(0, limit);
  };
}

/** How much more a word counts in a project's name than elsewhere. */
const NAME_WEIGHT = 3;

/**
 * Within regions: few rows hold any of the words, so all are fetched and weighed here by rarity of the words they
 * hold. bm25 would count every word over the whole database first.
 */
function createRegionalFind(database: Database, rarity: Rarity): Find {
  const rowids = database.prepare<[string], number>(
    'select rowid from project_search where project_search match ?',
  );
  const code = database.prepare<[number], { code: string }>(
    'select code from project_view where project_id = ?',
  );
  const matching = rowids.pluck();
  return (scope, groups, limit) => {
    const rows = new Map<number, { held: number; score: number }>();
    for (const group of groups) {
      const weight = rarity.weight(group);
      const named = new Set(matching.all(inScope(scope, anyOf('name', group))) as number[]);
      for (const id of matching.all(inScope(scope, anyOf(TEXTS, group))) as number[]) {
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

/** Groups held by more projects than this share of the database (and this number) are too common for OR. */
const COMMON_SHARE = 0.02;
const COMMON_PROJECTS = 2000;

interface Rarity {
  /** Groups rare enough to be joined by OR over the whole database, the rarest one at least, rarest first. */
  rare(groups: Groups): Groups;
  /** Above 0; higher for words that few projects hold. */
  weight(group: readonly string[]): number;
}

function createRarity(database: Database): Rarity {
  const projects = database.prepare<[string], { projects: number }>(
    'select projects from term where token = ?',
  );
  const total = database.prepare<[], { total: number | null }>(
    'select max(project_id) as total from project_view',
  );
  const countOf = (group: readonly string[]) =>
    group.reduce((sum, token) => sum + (projects.get(token)?.projects ?? 0), 0);
  const totalNow = () => total.get()?.total ?? 0;
  return {
    rare(groups) {
      const ceiling = Math.max(COMMON_PROJECTS, totalNow() * COMMON_SHARE);
      return groups
        .map((group) => ({ group, count: countOf(group) }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => a.count - b.count)
        .filter(({ count }, index) => index === 0 || count <= ceiling)
        .map(({ group }) => group);
    },
    weight: (group) => Math.log(2 + totalNow() / (1 + countOf(group))),
  };
}
