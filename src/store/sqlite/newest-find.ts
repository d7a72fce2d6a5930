/** Search for common words: of thousands that fit alike, only the newest are weighed. */
import type { Database } from 'better-sqlite3';
import type { Tier } from '../tiers.ts';
import { anyOf, inScope, TEXTS } from './match.ts';
import { NAME_WEIGHT, type Rarity } from './rarity.ts';

type Groups = readonly (readonly string[])[];

/** One search over the whole database. */
export interface WordQuery {
  scope: Groups;
  groups: Groups;
  joint: 'AND' | 'OR';
  tier: Tier;
  limit: number;
}

/** Projects that are weighed at most: the last ones stored. */
const WEIGHED = 500;

/**
 * Codes of the best of the newest projects that fit, the newest first among equals. Null where fewer fit than are
 * weighed, and more than are wanted: those are worth weighing by the engine.
 */
export function createNewestFind(database: Database, table: string, rarity: Rarity) {
  const newest = database
    .prepare<[string, number], number>(
      `select rowid from ${table} where ${table} match ? order by rowid desc limit ?`,
    )
    .pluck();
  const since = database
    .prepare<[string, number], number>(
      `select rowid from ${table} where ${table} match ? and rowid >= ? order by rowid desc`,
    )
    .pluck();
  const code = database.prepare<[number], string>('select code from project_view where id = ?').pluck();
  return (expression: string, query: WordQuery): string[] | null => {
    const { scope, groups, joint, tier, limit } = query;
    const ids = newest.all(expression, WEIGHED) as number[];
    if (ids.length > limit && ids.length < WEIGHED) return null;
    const scores = new Map(ids.map((id) => [id, 0]));
    const add = (columns: string, words: readonly string[], weight: number) => {
      for (const id of since.all(inScope(scope, anyOf(columns, words)), ids.at(-1)!) as number[])
        if (scores.has(id)) scores.set(id, scores.get(id)! + weight);
    };
    if (ids.length > limit) {
      if (joint === 'OR') for (const group of groups) add(TEXTS, group, rarity.weight(group, tier));
      for (const word of new Set(groups.flat()))
        add('name', [word], rarity.weight([word], tier) * NAME_WEIGHT);
    }
    const best = [...scores].sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || b - a).slice(0, limit);
    return best.map(([id]) => code.get(id) as string);
  };
}
