/** Which project a question is about: one, several lists to choose from, or none. */
import type { Dossier } from '../../domain/records.ts';
import type { Segmenter } from '../../text/segment.ts';
import { tokenise } from '../../text/tokens.ts';
import type { ProjectReader } from '../ports.ts';
import type { Concept } from '../question.ts';
import type { Scope } from '../scope.ts';
import type { Trace } from '../trace.ts';
import { atPlace, type PlaceAsked } from './at-place.ts';
import { type Asked, CORE, type Fit, hold, rankFits } from './fit.ts';
import { type FocusAsked, holdsFocus, holdsRest } from './focus.ts';
import { prepare } from './prepared.ts';

export type Selection =
  | { kind: 'one'; fit: Fit; others: readonly Fit[] }
  /** The same thing in several regions or years and none was named. */
  | { kind: 'several'; fits: readonly Fit[] }
  | { kind: 'none'; nearest: readonly Fit[] };

/** Under this share of the question's weight a project is no match. */
export const MIN_COVERAGE = 0.4;
/** … more, where the question names a matter that is stored nowhere … */
const OTHER_COVERAGE = 0.55;
/** … unless it holds this much and is far ahead of the next one. */
const LEAST_COVERAGE = 0.25;
const AHEAD = 1.5;
/** This much better, a matter in people's words counts more than the words that are asked about. */
const CLEARLY = 1.15;
/** A project this many times better than the next, with this share of the question, is the only one that fits. */
const CLEAR = 2;
const FEWEST = 0.15;
/** What a fitting figure adds to a project's score. */
const FIGURE_SHARE = 0.2;
/** … and what telling of the same matter adds, where several hold what was said in people's words. */
const LIKENESS_SHARE = 0.35;
const LEAST_LIKE = 0.5;
const CLEARLY_LIKE = 1.4;
/** A project this close to the best one is as likely meant. */
const RIVAL = 0.82;
const RIVAL_ELSEWHERE = 0.7;
const RIVAL_BY_FIGURE = 0.58;
/** From this on a project has the figure asked for. */
const HAS_FIGURE = 0.5;
/** A question whose weight a name holds to this share means that project. */
const BY_NAME = 0.7;
/** Words lighter than this are not searched for, unless there are no others. */
const TELLING = 0.18;
/** Only the figures of the best few are looked at. */
const LEADING = 6;
const CANDIDATES = 12;
/** A search that finds this share of the question is enough. */
const ENOUGH = 0.6;
const FEW_REGIONS = 2;
const MOST_READ = 120;
/** Most tokens that one thing is searched by. */
const MOST_TOKENS = 8;
const SHOWN_NEAREST = 3;

export interface SelectInput extends Asked, FocusAsked, PlaceAsked {
  scope: Scope;
  /** How well a project's figures answer, 0 and above; 0 for all when no figure is asked for. */
  answers: (dossier: Dossier) => number;
  /** How far a project tells of the same matter as the message, 0–1. */
  likeness: (dossier: Dossier) => number;
  /** Projects spoken of last: they win when they fit nearly as well. */
  current: readonly string[];
}

export async function selectProject(
  input: SelectInput,
  tools: { reader: ProjectReader; segmenter: Segmenter; trace?: Trace | undefined },
): Promise<Selection> {
  const found = await findAround(input, tools);
  const leading = withLikeness(
    found.slice(0, LEADING).map((fit) => withFigures(fit, input)),
    input,
  );
  const fits = favour([...leading, ...found.slice(LEADING)], input.current);
  const least = namesOtherMatter(input) ? OTHER_COVERAGE : MIN_COVERAGE;
  tools.trace?.({ step: 'candidates', fits, least });
  const close = atPlace(
    fits.filter((fit) => fit.coverage >= least || standsOut(fit, fits)),
    input,
  );
  const good = meant(close, fits, input);
  const best = good[0];
  if (best === undefined) return { kind: 'none', nearest: fits.slice(0, SHOWN_NEAREST) };
  const rivals = [best, ...close.filter((fit) => fit !== best && isRival(fit, best, input))].filter(
    (fit) => good.includes(fit) || hasFigureToo(fit, best, input),
  );
  const lists = oneOfEachList(rivals);
  if (lists.length > 1 && !isSettled(input.scope, lists, input.current))
    return { kind: 'several', fits: lists };
  return { kind: 'one', fit: best, others: rivals.filter((fit) => fit !== best) };
}

/** Those that hold what the question hangs on; where people's words tell clearly of another one, that one. */
function meant(close: readonly Fit[], fits: readonly Fit[], input: SelectInput): readonly Fit[] {
  const told = close.filter(
    ({ dossier, named }) => holdsFocus(dossier, input) || (named && !lacksMatter(dossier, input.concepts)),
  );
  const [best] = close;
  const clearly = best?.saidTopic === true && best.score >= (told[0]?.score ?? 0) * CLEARLY;
  if (told.length > 0) return clearly && best !== told[0] ? [best] : told;
  return fits.filter((fit) => isOnlyOne(fit, fits, input));
}

/** In another list the same may be called by another name, but a figure of its kind must be there. */
function hasFigureToo(fit: Fit, best: Fit, input: SelectInput): boolean {
  const { answers } = input;
  const elsewhere =
    fit.dossier.regionSlug !== best.dossier.regionSlug || fit.dossier.year !== best.dossier.year;
  const both = answers(best.dossier) >= HAS_FIGURE && answers(fit.dossier) >= HAS_FIGURE;
  return elsewhere && both && holdsRest(fit.dossier, input);
}

/** By search first; where that finds little and the scope is narrow, every project of it is read. */
async function findAround(
  input: SelectInput,
  tools: { reader: ProjectReader; segmenter: Segmenter },
): Promise<Fit[]> {
  const found = await findFits(input, input.scope, tools);
  const { regionSlugs, years } = input.scope;
  const narrow = regionSlugs !== null && regionSlugs.length <= FEW_REGIONS;
  if (!narrow || (found[0]?.coverage ?? 0) >= ENOUGH) return found;
  const listed = await tools.reader.list({ regionSlugs, ...(years === null ? {} : { years }) });
  const dossiers = await tools.reader.dossiers(listed.slice(0, MOST_READ).map(({ id }) => id));
  return rankFits(dossiers, { ...input, concepts: input.concepts.map(literal) });
}

/** A word that the index does not know as a whole (河涌 in 内河涌) is looked for letter by letter. */
const literal = (concept: Concept): Concept =>
  concept.known ? concept : { ...concept, alternatives: [{ term: concept.printed, weight: 1 }] };

/** Among projects on the same matter, the one that has the figure asked for. */
function withFigures(fit: Fit, { answers }: SelectInput): Fit {
  return fit.coverage < LEAST_COVERAGE
    ? fit
    : { ...fit, score: fit.score + FIGURE_SHARE * Math.min(1, answers(fit.dossier)) };
}

/** 旱茅坑改成冲水的: of those that tell of water or of toilets, the one that the whole message clearly sounds like. */
function withLikeness(fits: Fit[], input: SelectInput): Fit[] {
  const told = fits.filter(({ saidTopic }) => saidTopic);
  if (told.length < 2 || !isNarrow(input)) return fits;
  const alike = told.map((fit) => ({ fit, likeness: input.likeness(fit.dossier) }));
  const [best, next] = alike.sort((a, b) => b.likeness - a.likeness);
  if (best!.likeness < LEAST_LIKE || best!.likeness < next!.likeness * CLEARLY_LIKE) return fits;
  return fits.map((fit) =>
    fit === best!.fit ? { ...fit, score: fit.score + LIKENESS_SHARE * best!.likeness } : fit,
  );
}

const isNarrow = ({ scope }: SelectInput): boolean =>
  scope.regionSlugs !== null && scope.regionSlugs.length <= FEW_REGIONS;

/** 殡仪馆 where no list has one: a matter of its own that is stored nowhere, whatever else the question shares. */
const namesOtherMatter = ({ concepts }: Asked): boolean =>
  concepts.some(({ topic, known, weight }) => topic && !known && weight >= 0.9);

/** Little of a long-winded question is found, but only in one project: that is the one. */
function standsOut(fit: Fit, fits: readonly Fit[]): boolean {
  const [best, second] = fits;
  return (
    fit === best && fit.onTopic && fit.coverage >= LEAST_COVERAGE && fit.score >= (second?.score ?? 0) * AHEAD
  );
}

/**
 * A matter told in people's words, asked of one region where only this project has to do with it: that is meant, however
 * little of the story is found.
 */
function isOnlyOne(fit: Fit, fits: readonly Fit[], { scope, concepts }: SelectInput): boolean {
  const [best, second] = fits;
  const alone = fit === best && (second?.score ?? 0) <= fit.score / CLEAR;
  const isTold = alone && fit.saidTopic && scope.regionSlugs?.length === 1 && fit.coverage >= FEWEST;
  return isTold && !lacksMatter(fit.dossier, concepts);
}

/** 法律顾问, in so many words, where the project has none. */
function lacksMatter(dossier: Dossier, concepts: readonly Concept[]): boolean {
  const { whole } = prepare(dossier);
  const named = concepts.filter(
    ({ topic, inPeoplesWords, weight }) => topic && !inPeoplesWords && weight >= CORE,
  );
  return named.some((concept) => hold(whole, concept) === 0);
}

/**
 * Across lists the same thing is called differently, so less is asked, unless the best one is meant by its name. Where
 * a figure is asked for, the other list must have such a figure as well, and then its words may differ more.
 */
function isRival(fit: Fit, best: Fit, { answers }: SelectInput): boolean {
  const sameList =
    fit.dossier.regionSlug === best.dossier.regionSlug && fit.dossier.year === best.dossier.year;
  const near = (share: number) => fit.score >= best.score * share && fit.coverage >= best.coverage * share;
  if (sameList) return near(RIVAL);
  if (best.inName >= BY_NAME) return near(RIVAL) || isNamedToo(fit, best);
  const wanted = answers(best.dossier);
  if (wanted < HAS_FIGURE) return near(RIVAL_ELSEWHERE);
  return near(RIVAL_BY_FIGURE) && answers(fit.dossier) >= HAS_FIGURE;
}

/** The name of another list's project says it as well, if not word for word. */
const isNamedToo = (fit: Fit, best: Fit): boolean =>
  fit.inName >= BY_NAME && fit.coverage >= best.coverage * RIVAL;

/** Every candidate in scope with its fit, best first. */
export async function findFits(
  asked: Asked,
  scope: Scope,
  { reader, segmenter }: { reader: ProjectReader; segmenter: Segmenter },
): Promise<Fit[]> {
  const known = asked.concepts.filter((concept) => concept.known);
  const telling = known.filter(({ weight }) => weight >= TELLING);
  const groups = (telling.length > 0 ? telling : known).map((concept) => searchTokens(concept, segmenter));
  if (groups.length === 0) return [];
  const ids = await reader.search({
    ...(scope.regionSlugs === null ? {} : { regionSlugs: scope.regionSlugs }),
    ...(scope.years === null ? {} : { years: scope.years }),
    groups,
    limit: CANDIDATES,
  });
  return rankFits(await reader.dossiers(ids), asked);
}

/** The longest token of each alternative stands for it; of many alternatives the best ones are searched for. */
function searchTokens(concept: Concept, segmenter: Segmenter): string[] {
  const tokens = new Set<string>();
  for (const { term } of [...concept.alternatives].sort((a, b) => b.weight - a.weight)) {
    const longest = tokenise(term, segmenter).reduce((a, b) => (b.length > a.length ? b : a), '');
    if (longest !== '') tokens.add(longest);
    if (tokens.size === MOST_TOKENS) break;
  }
  return [...tokens];
}

/** The project spoken of last goes first among equals. */
export function favour(fits: Fit[], current: readonly string[]): Fit[] {
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
  const placed = summaries.filter((summary) => positions.includes(summary.position));
  const printed = summaries.filter((summary) => positions.map(String).includes(summary.number));
  return reader.dossiers((placed.length > 0 ? placed : printed).map(({ id }) => id));
}
