/** From a merged project to what is searched: tokens by clause, by column and in all. */
import type { Dossier } from '../domain/records.ts';
import { normaliseText } from '../text/normalise.ts';
import type { SearchRow } from './bulk.ts';
import type { PlainDossier } from './views.ts';

/** Cuts a normalised text into search tokens (`text/tokens.ts`). */
export type Tokenise = (text: string) => string[];

/** The dossier with the tokens of its clauses and of its name, title and units. */
export function indexDossier(dossier: PlainDossier, tokenise: Tokenise): Dossier {
  const cut = (text: string) => tokenise(normaliseText(text));
  const names = new Set([dossier.name, dossier.title ?? '', ...dossier.units.map((unit) => unit.name)]);
  return {
    ...dossier,
    clauses: dossier.clauses.map((clause) => ({ ...clause, tokens: cut(clause.text) })),
    nameTokens: [...names].flatMap(cut),
  };
}

/** Words that stand for a region and a year in the index. */
export const regionToken = (regionId: number): string => `r${regionId}`;
export const yearToken = (year: number): string => `y${year}`;

/** The row of the full-text index. */
export function searchRow(dossier: Dossier, projectId: number, regionId: number): SearchRow {
  const of = (parts: readonly string[]) =>
    dossier.clauses.filter((clause) => parts.includes(clause.part)).flatMap((clause) => clause.tokens);
  return {
    projectId,
    scope: [regionToken(regionId), yearToken(dossier.year)],
    name: dossier.nameTokens,
    goal: of(['title', 'goal']),
    note: of(['note', 'reason']),
  };
}

/** Every token a project holds, repeats included. */
export function allTokens(dossier: Dossier): string[] {
  return [...dossier.nameTokens, ...dossier.clauses.flatMap((clause) => clause.tokens)];
}
