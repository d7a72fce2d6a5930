/** Which project a question is about: one, several lists to choose from, or none. */
import type { Dossier } from '../../domain/records.ts';
import type { Segmenter } from '../../text/segment.ts';
import { tokenise } from '../../text/tokens.ts';
import type { ProjectReader } from '../ports.ts';
import type { Concept } from '../question.ts';
import type { Scope } from '../scope.ts';
import { type Fit, rankFits } from './fit.ts';

export type Selection =
  | { kind: 'one'; fit: Fit; others: readonly Fit[] }
  /** The same thing in several regions or years and none was named. */
  | { kind: 'several'; fits: readonly Fit[] }
  | { kind: 'none'; nearest: readonly Fit[] };

/** Under this share of the question's weight a project is no match. */
export const MIN_COVERAGE = 0.4;
/** A project this close to the best one is as likely meant. */
const RIVAL = 0.82;
const CANDIDATES = 32;
const SHOWN_NEAREST = 3;

export interface SelectInput {
  concepts: readonly Concept[];
  scope: Scope;
  /** Projects spoken of last: they win when they fit nearly as well. */
  current: readonly string[];
}

export async function selectProject(
  input: SelectInput,
  tools: { reader: ProjectReader; segmenter: Segmenter },
): Promise<Selection> {
  const fits = favour(await findFits(input.concepts, input.scope, tools), input.current);
  const good = fits.filter((fit) => fit.coverage >= MIN_COVERAGE);
  const best = good[0];
  if (best === undefined) return { kind: 'none', nearest: fits.slice(0, SHOWN_NEAREST) };
  const rivals = good.filter((fit) => isRival(fit, best));
  const lists = oneOfEachList(rivals);
  if (lists.length > 1 && !isSettled(input.scope, lists, input.current))
    return { kind: 'several', fits: lists };
  return { kind: 'one', fit: best, others: rivals.filter((fit) => fit !== best) };
}

const isRival = (fit: Fit, best: Fit) =>
  fit.score >= best.score * RIVAL && fit.coverage >= best.coverage * RIVAL;

/** Every candidate in scope with its fit, best first. */
export async function findFits(
  concepts: readonly Concept[],
  scope: Scope,
  { reader, segmenter }: { reader: ProjectReader; segmenter: Segmenter },
): Promise<Fit[]> {
  const groups = concepts
    .filter((concept) => concept.known)
    .map((concept) => searchTokens(concept, segmenter));
  if (groups.length === 0) return [];
  const ids = await reader.search({
    ...(scope.regionSlugs === null ? {} : { regionSlugs: scope.regionSlugs }),
    ...(scope.years === null ? {} : { years: scope.years }),
    groups,
    limit: CANDIDATES,
  });
  return rankFits(await reader.dossiers(ids), concepts);
}

/** The longest token of each alternative stands for it. */
function searchTokens(concept: Concept, segmenter: Segmenter): string[] {
  const longest = concept.alternatives.map(({ term }) =>
    tokenise(term, segmenter).reduce((a, b) => (b.length > a.length ? b : a), ''),
  );
  return [...new Set(longest.filter((token) => token !== ''))];
}

/** The project spoken of last goes first among equals. */
function favour(fits: Fit[], current: readonly string[]): Fit[] {
  const bonus = (fit: Fit) => (current.includes(fit.dossier.id) ? 1.2 : 1);
  return fits.map((fit) => ({ ...fit, score: fit.score * bonus(fit) })).sort((a, b) => b.score - a.score);
}

/** The best fit of each region and year. */
function oneOfEachList(fits: readonly Fit[]): Fit[] {
  const seen = new Map<string, Fit>();
  for (const fit of fits) {
    const list = `${fit.dossier.regionSlug}-${fit.dossier.year}`;
    if (!seen.has(list)) seen.set(list, fit);
  }
  return [...seen.values()];
}

/** One region and one year were named, or the conversation is about one of the candidates. */
function isSettled(scope: Scope, lists: readonly Fit[], current: readonly string[]): boolean {
  if (lists.some((fit) => current.includes(fit.dossier.id))) return true;
  return scope.regionSlugs?.length === 1 && scope.years?.length === 1;
}

/** The project at a place of its list; several lists may have one there. */
export async function selectPosition(
  positions: readonly number[],
  scope: Scope,
  reader: ProjectReader,
): Promise<Dossier[]> {
  const summaries = await reader.list({
    ...(scope.regionSlugs === null ? {} : { regionSlugs: scope.regionSlugs }),
    ...(scope.years === null ? {} : { years: scope.years }),
  });
  const ids = summaries.filter((summary) => positions.includes(summary.position)).map(({ id }) => id);
  return reader.dossiers(ids);
}
