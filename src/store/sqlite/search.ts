/** Full-text search: what a request becomes in FTS5's own language. User text is only ever a quoted string. */
import type { Database } from 'better-sqlite3';
import { regionToken, yearToken } from '../indexing.ts';

/** Words of one search; the same shape as the question path's own request. */
export interface SearchWords {
  regionSlugs?: readonly string[];
  years?: readonly number[];
  groups: readonly (readonly string[])[];
  limit: number;
}

/** Groups held by more projects than this share of the database (and this number) are too common for OR. */
const COMMON_SHARE = 0.02;
const COMMON_PROJECTS = 2000;

/** `scope, name, goal, note`: the name says most about what a project is. */
const FIND = `
  select v.code as code from (
    select rowid as id, bm25(project_search, 0.0, 8.0, 2.0, 1.0) as score
    from project_search where project_search match ? order by score, id limit ?
  ) found join project_view v on v.project_id = found.id order by found.score, found.id`;

/** A string of FTS5: anything inside is text, never syntax. */
export function quote(token: string): string {
  return `"${token.replaceAll('\u0000', '').replaceAll('"', '""')}"`;
}

const anyOf = (tokens: readonly string[]): string => `(${tokens.map(quote).join(' OR ')})`;

/** The expression of a search, null when there is nothing to search by. */
export function matchExpression(
  scope: readonly (readonly string[])[],
  groups: readonly (readonly string[])[],
  joint: 'AND' | 'OR',
): string | null {
  if (groups.length === 0) return null;
  const words = groups.map((group) => `{name goal note} : ${anyOf(group)}`).join(` ${joint} `);
  return [...scope.map((tokens) => `scope : ${anyOf(tokens)}`), `(${words})`].join(' AND ');
}

/** Prepares the search on a handle. Tokens must be as the index has them. */
export function createSearch(database: Database): (words: SearchWords) => string[] {
  const find = database.prepare<[string, number], { code: string }>(FIND);
  const regionId = database.prepare<[string], { id: number }>('select id from region where slug = ?');
  const rarest = createRarity(database);
  const run = (expression: string | null, limit: number): string[] =>
    expression === null ? [] : find.all(expression, limit).map((row) => row.code);
  const scopeOf = ({ regionSlugs, years }: SearchWords): string[][] => {
    const scope: string[][] = [];
    if (regionSlugs) scope.push(regionSlugs.map((slug) => regionToken(regionId.get(slug)?.id ?? 0)));
    if (years) scope.push(years.map(yearToken));
    return scope;
  };
  return (words) => {
    const scope = scopeOf(words);
    const groups = words.groups
      .map((group) => group.filter(isSearchable))
      .filter((group) => group.length > 0);
    if (scope.some((tokens) => tokens.length === 0) || words.limit < 1) return [];
    const best = run(matchExpression(scope, groups, 'AND'), words.limit);
    if (best.length >= words.limit || groups.length < 2) return best;
    const loose = words.regionSlugs ? groups : rarest(groups);
    const more = run(matchExpression(scope, loose, 'OR'), words.limit);
    return [...new Set([...best, ...more])].slice(0, words.limit);
  };
}

/** The index drops everything but letters and digits: a token without any would match nothing or break the query. */
const isSearchable = (token: string): boolean => /[\p{L}\p{N}]/u.test(token);

/** Keeps the groups that are rare enough to be joined by OR over the whole database; the rarest one at least. */
function createRarity(database: Database) {
  const projects = database.prepare<[string], { projects: number }>(
    'select projects from term where token = ?',
  );
  const total = database.prepare<[], { total: number }>('select max(project_id) as total from project_view');
  return (groups: readonly (readonly string[])[]): (readonly string[])[] => {
    const ceiling = Math.max(COMMON_PROJECTS, (total.get()?.total ?? 0) * COMMON_SHARE);
    const counted = groups
      .map((group) => ({
        group,
        count: group.reduce((sum, token) => sum + (projects.get(token)?.projects ?? 0), 0),
      }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.count - b.count);
    return counted.filter(({ count }, index) => index === 0 || count <= ceiling).map(({ group }) => group);
  };
}
