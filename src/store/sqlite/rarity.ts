/** How much words tell: those that few projects hold tell most. */
import type { Tier } from '../tiers.ts';
import type { TermCounts } from './term-lookup.ts';

type Groups = readonly (readonly string[])[];

/** Groups held by more projects than this share of the database (and this number) are too common for OR. */
const COMMON_SHARE = 0.02;
const COMMON_PROJECTS = 2000;
/** Words held by more projects than this, taken together, are too many to be weighed all over the database. */
const BROAD_PROJECTS = 10_000;

/** How much more a word counts in a project's name than elsewhere. */
export const NAME_WEIGHT = 3;

export interface Rarity {
  /** Groups rare enough to be joined by OR over the whole database, the rarest one at least, rarest first. */
  rare(groups: Groups, tier: Tier): Groups;
  /** Above 0; higher for words that few projects hold. */
  weight(group: readonly string[], tier: Tier): number;
  /** Weighing every project that holds any of the words would take long. */
  isBroad(groups: Groups, tier: Tier): boolean;
}

/** Reads the counts as they are: whoever searches brings them up to date first. */
export function createRarity({ countOf, total }: TermCounts): Rarity {
  const countOfAny = (group: readonly string[], tier: Tier) =>
    group.reduce((sum, token) => sum + countOf(token, tier), 0);
  return {
    rare(groups, tier) {
      const ceiling = Math.max(COMMON_PROJECTS, total(tier) * COMMON_SHARE);
      return groups
        .map((group) => ({ group, count: countOfAny(group, tier) }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => a.count - b.count)
        .filter(({ count }, index) => index === 0 || count <= ceiling)
        .map(({ group }) => group);
    },
    weight: (group, tier) => Math.log(2 + total(tier) / (1 + countOfAny(group, tier))),
    isBroad: (groups, tier) =>
      groups.reduce((sum, group) => sum + countOfAny(group, tier), 0) > BROAD_PROJECTS,
  };
}
