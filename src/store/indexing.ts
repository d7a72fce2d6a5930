/** From a merged project to what is searched: tokens by column and in all. */
import type { Dossier } from '../domain/records.ts';
import { normaliseText } from '../text/normalise.ts';
import type { SearchRow } from './bulk.ts';
import type { StoredView } from './project-views.ts';
import { holdsTier, TIERS, type Tier } from './tiers.ts';
import type { PlainDossier } from './views.ts';

/** Cuts a normalised text into search tokens (`text/tokens.ts`). */
export type Tokenise = (text: string) => string[];

/** The dossier with its clauses in the spelling that questions are matched in. */
export function indexDossier(dossier: PlainDossier): Dossier {
  const clauses = dossier.clauses.map((clause) => ({
    ...clause,
    plain: normaliseText(clause.text).toLowerCase(),
  }));
  return { ...dossier, clauses };
}

/** Words that stand for a region and a year in the index. */
export const regionToken = (regionId: number): string => `r${regionId}`;
export const yearToken = (year: number): string => `y${year}`;

/** Stands in the scope of a view that a tier does not see. */
export const hiddenToken = (tier: Tier): string => `h${tier}`;

/** The row of the full-text index. */
export function searchRow(view: StoredView, regionId: number, tokenise: Tokenise): SearchRow {
  const { id, from, dossier } = view;
  const of = (parts: readonly string[]) =>
    dossier.clauses
      .filter((clause) => parts.includes(clause.part))
      .flatMap((clause) => tokenise(clause.plain));
  const hidden = TIERS.filter((tier) => tier > 0 && !holdsTier(view, tier)).map(hiddenToken);
  return {
    viewId: id,
    lowestTier: from,
    scope: [regionToken(regionId), yearToken(dossier.year), ...hidden],
    name: nameTokens(dossier, tokenise),
    goal: of(['title', 'goal']),
    note: of(['note', 'reason']),
  };
}

/** Every token a project holds, repeats included. */
export function allTokens(dossier: Dossier, tokenise: Tokenise): string[] {
  return [...nameTokens(dossier, tokenise), ...dossier.clauses.flatMap((clause) => tokenise(clause.plain))];
}

/** Tokens of name, title and unit names. */
function nameTokens(dossier: Dossier, tokenise: Tokenise): string[] {
  const names = new Set([dossier.name, dossier.title ?? '', ...dossier.units.map((unit) => unit.name)]);
  return [...names].flatMap((name) => tokenise(normaliseText(name)));
}
