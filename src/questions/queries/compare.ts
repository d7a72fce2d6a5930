/** The same thing in two regions or two years: one line each, and which is more where the measure is the same. */
import type { Block } from '../../domain/answer.ts';
import type { Clause, Figure } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';
import {
  answerOf,
  block,
  clauseText,
  computed,
  figureLabel,
  place,
  projectEvidence,
  quoteBlock,
  say,
  source,
  sourceRef,
} from '../compose.ts';
import { type FigureHit, rankClauses, rankFigures, type Wanted } from '../find/evidence.ts';
import { favour, findFits, MIN_COVERAGE } from '../find/select.ts';
import type { QueryInput, WideQuery } from '../query.ts';
import type { Scope } from '../scope.ts';
import { regionName } from '../snapshot.ts';
import { asksRates, compareLists } from './compare-lists.ts';
import { ratesBeside } from './contrast.ts';
import { nothingStored } from './nothing.ts';
import { focusOf } from './project-status.ts';
import { wantedOf } from './wanted.ts';

/** How many figures of a side are set against those of the other. */
const CONSIDERED = 6;
/** What two shares differ by. */
const POINTS = '个百分点';
/** A word that tells more names a matter. */
const TELLING = 0.4;
/** What being of the same kind and measure is worth. */
const ALIKE = 0.5;
/** … and what it is worth that every side tells what is asked for: what was done, unless the plan is. */
const AS_ASKED = 0.6;
/** More sides than this are told in a line each, without quotes. */
const FEW = 3;

interface Side {
  scope: Scope;
  label: string;
  project: Dossier | null;
  figure: Figure | null;
}

export const compare: WideQuery = {
  about: 'many',
  async run(input) {
    if (ofWholeLists(input)) return compareLists(sideScopes(input), input);
    const sides = withFigures(
      await Promise.all(sideScopes(input).map((scope) => findSide(scope, input))),
      input,
    );
    const found = sides.flatMap(({ project }) => (project === null ? [] : [project]));
    if (sides.length === 0) return nothingStored(input);
    const byRate = asksRates(input) && found.length === sides.length && found.some(isRated);
    return {
      answer: answerOf('answer', {
        projects: found.map(({ id }) => id),
        blocks: [
          ...missingPlaces(input),
          ...(byRate ? ratesBeside(found, input) : figuresBeside(sides, input)),
        ],
        sources: found.map((project) => ({
          ...sourceRef(project),
        })),
      }),
      remember: { regionSlugs: [...new Set(found.map(({ regionSlug }) => regionSlug))] },
    };
  },
};

const isRated = ({ statedRate }: Dossier): boolean => statedRate !== null;

/** A line a side, and what they come to together or by how much they differ. */
function figuresBeside(sides: readonly Side[], input: QueryInput): Block[] {
  const sums = input.cues.sum_asked.test(input.question.text);
  const found = sides.flatMap(({ project }) => project ?? []);
  return [
    ...(sides.length > FEW ? briefly(sides, input) : sides.flatMap((side) => sideBlocks(side, found, input))),
    ...(sums ? total(sides, input) : verdict(sides, input)),
  ];
}

/** A place that was named but has no list is said first, so that one side is not taken for the answer. */
function missingPlaces({ question, wording }: QueryInput): Block[] {
  const places = question.scope.unknownPlaces.join('、');
  return places === '' ? [] : [say('note', wording.partly_missing, { places }, source(places))];
}

/** No matter is named: 哪年项目多, 两边平均进度谁高. */
function ofWholeLists(input: QueryInput): boolean {
  const { question, cues } = input;
  const counts = question.intents.some(({ name }) => name === 'count') || cues.load.test(question.text);
  if (counts) return true;
  const matter = question.concepts.some(({ weight, known }) => known && weight >= TELLING);
  if (matter) return false;
  return asksRates(input) || question.conditions.status !== null || input.state.projects.length === 0;
}

/** A side a region when several are named or were spoken of, otherwise a side a year. */
export function sideScopes({ question, scope, state, snapshot }: QueryInput): Scope[] {
  const regions = sideRegions({ question, scope, state, snapshot });
  if (regions.length > 1)
    return regions.map((slug) => ({ ...scope, regionSlugs: [slug], years: question.scope.years }));
  const years = [...new Set([...(state.years ?? []), ...(question.scope.years ?? [])])];
  const stored = snapshot.regions.find(({ slug }) => slug === regions[0])?.years ?? [];
  return (years.length > 1 ? years : stored.slice(0, 2)).sort().map((year) => ({ ...scope, years: [year] }));
}

function sideRegions({
  question,
  scope,
  state,
  snapshot,
}: Pick<QueryInput, 'question' | 'scope' | 'state' | 'snapshot'>) {
  const named = question.scope.regionSlugs ?? [];
  if (named.length > 1) return named;
  if (question.scope.everywhere) return snapshot.regions.map(({ slug }) => slug);
  if ((question.scope.years?.length ?? 0) > 1) return scope.regionSlugs ?? [];
  const newYear = question.scope.years !== null && state.years !== null && named.length === 0;
  const spoken = newYear
    ? []
    : [...named, ...state.recent.filter((slug) => !named.includes(slug))].slice(0, 2);
  return spoken.length > 1 ? spoken : (scope.regionSlugs ?? []);
}

/** Without a year said, a region's newest list; an older one only where that has nothing. */
async function findSide(scope: Scope, input: QueryInput): Promise<Side> {
  const slug = scope.regionSlugs?.[0];
  const stored = input.snapshot.regions.find((region) => region.slug === slug)?.years ?? [];
  if (scope.years !== null || stored.length < 2) return sideIn(scope, input);
  const newest = await sideIn({ ...scope, years: [Math.max(...stored)] }, input);
  return newest.project === null ? sideIn(scope, input) : newest;
}

async function sideIn(scope: Scope, input: QueryInput): Promise<Side> {
  const fits = favour(await findFits(input.question, scope, input), input.state.projects);
  const spoken = fits.find(({ dossier }) => input.state.projects.includes(dossier.id));
  const best = input.question.refersBack ? (spoken ?? fits[0]) : fits[0];
  const label = sideLabel(scope, input);
  if (best === undefined || (best.coverage < MIN_COVERAGE && best !== spoken))
    return { scope, label, project: null, figure: null };
  return { scope, label, project: best.dossier, figure: null };
}

/** What was done is compared, unless the plan is asked for. */
function wantedHere(input: QueryInput): Wanted {
  const wanted = wantedOf(input);
  return { ...wanted, side: wanted.side ?? 'actual' };
}

/** The figures that answer best together: those of one kind and measure are worth more. */
function withFigures(sides: readonly Side[], input: QueryInput): Side[] {
  const hits = sides.map(({ project }) =>
    project === null ? [] : rankFigures(project, wantedHere(input), input.measureFit).slice(0, CONSIDERED),
  );
  const lead = hits.find((list) => list.length > 0) ?? [];
  const options = lead.map(({ figure: first }) => {
    const chosen = hits.map((list) => best(list, first, input));
    const asked = isOfSide(chosen, first, input) ? AS_ASKED : 0;
    return { chosen, score: asked + chosen.reduce((sum, hit) => sum + (hit?.score ?? 0), 0) };
  });
  const [top] = options.sort((a, b) => b.score - a.score);
  return sides.map((side, i) => ({ ...side, figure: top?.chosen[i]?.figure ?? null }));
}

/** All of them are of the side that is asked for, in one measure. */
function isOfSide(chosen: readonly (FigureHit | null)[], first: Figure, input: QueryInput): boolean {
  const { side } = wantedHere(input);
  return chosen.every(
    (hit) => hit !== null && hit.figure.kind === side && input.measureFit(first.unit, hit.figure.unit) > 0,
  );
}

/** The best figure of a list beside one of another list. */
function best(list: readonly FigureHit[], beside: Figure, { measureFit }: QueryInput): FigureHit | null {
  const scored = list.map((hit) => {
    const alike = hit.figure.kind === beside.kind ? measureFit(beside.unit, hit.figure.unit) : 0;
    return { ...hit, score: hit.score + ALIKE * alike };
  });
  return scored.sort((a, b) => b.score - a.score)[0] ?? null;
}

function sideLabel({ regionSlugs, years }: Scope, { snapshot }: QueryInput): string {
  const region = (regionSlugs ?? []).map((slug) => regionName(snapshot, slug)).join('、');
  return `${region}${years?.length === 1 ? `${years[0]}年` : ''}`;
}

/** One line for each side that has a figure, and one for all that have none. */
function briefly(sides: readonly Side[], { intent }: QueryInput): Block[] {
  const missing = sides.filter(({ figure }) => figure === null).map(({ label }) => label);
  const side = missing.join('、');
  return [
    ...sides.flatMap(({ project, figure }) =>
      project === null || figure === null ? [] : [figureBlock(project, figure, dayOf(project, figure))],
    ),
    ...(side === '' ? [] : [say('note', intent.reply.missing!, { side }, source(side))]),
  ];
}

/** A figure of progress stands beside others of other days. */
const dayOf = ({ period }: Dossier, { kind }: Figure): string =>
  kind === 'target' || period === null ? '' : `（截至${period.end}）`;

function figureBlock(project: Dossier, figure: Figure, behind = ''): Block {
  const word = figure.kind === 'target' ? '目标' : '';
  const line = `${place(project)}：${figureLabel(figure)}${word}${figure.printed}${behind}`;
  const said = source(clauseText(project, figure), figure.printed);
  return block('text', line, projectEvidence(project), said, source(behind));
}

/** A year without a list of its own is told by what the list after it says of it, word for word. */
function missingSide(
  { scope, label }: Pick<Side, 'scope' | 'label'>,
  beside: readonly Dossier[],
  input: QueryInput,
): Block[] {
  const { reply } = input.intent;
  const [year] = scope.years ?? [];
  const clause = beside
    .filter((project) => year !== undefined && project.year > year)
    .flatMap((project) => clausesOfYear(project, year!, input))
    .at(0);
  if (clause === undefined) return [say('text', reply.missing!, { side: label }, source(label))];
  return [say('text', reply.told!, { side: label }, source(label)), quoteBlock(clause.text, null)];
}

/** Clauses that speak of a year before: 上年同期为185个, 2019年增加1.8万个. */
function clausesOfYear(project: Dossier, year: number, { cues, measureFit, ...input }: QueryInput): Clause[] {
  const says = (text: string) =>
    text.includes(`${year}年`) || (project.year === year + 1 && cues.year_before.test(text));
  return rankClauses(project, wantedOf({ cues, measureFit, ...input }), measureFit)
    .map(({ clause }) => clause)
    .filter(({ text }) => says(text));
}

function sideBlocks(
  { scope, label, project, figure }: Side,
  beside: readonly Dossier[],
  input: QueryInput,
): Block[] {
  if (project === null) return missingSide({ scope, label }, beside, input);
  if (figure === null) {
    const [hit] = rankClauses(project, wantedOf(input), input.measureFit);
    const quote = hit === undefined ? [] : [quoteBlock(hit.clause.text, focusOf(hit.clause.text, input))];
    return [block('text', `${place(project)} ${project.name}`, projectEvidence(project)), ...quote];
  }
  return [figureBlock(project, figure), quoteBlock(clauseText(project, figure), figure.printed)];
}

/** 35万人以上, 约3000人: enough to say which is more, not by how much. */
const isLoose = ({ approximation, direction, kind }: Figure) =>
  approximation !== null || (kind === 'actual' && direction !== 'exactly');

/** The sum of the sides that have a figure: of one kind and unit only, never of what is planned and what is done. */
function total(sides: readonly Side[], { intent }: QueryInput): Block[] {
  const { reply } = intent;
  const figures = sides.flatMap(({ figure }) => figure ?? []);
  const [first] = figures;
  if (first === undefined || figures.length < 2) return [];
  if (figures.some(({ unit, kind }) => unit !== first.unit || kind !== first.kind) || first.unit === '%')
    return [say('note', reply.units!, {})];
  const values = figures.map(({ value }) => value);
  const sum = Number(values.reduce((a, b) => a + b, 0).toFixed(4));
  const words = { result: `${sum}${first.unit}`, expression: `${values.join(' + ')} = ${sum}` };
  const said = source(...figures.map(({ printed }) => printed), values.join(' + '));
  const line = say('text', reply.sum!, words, said, computed(`sum(${values.join(', ')}) = ${sum}`));
  return figures.some(isLoose) ? [line, say('note', reply.loose!, {})] : [line];
}

/** Only figures of one kind and unit are set against each other. */
function verdict(sides: readonly Side[], input: QueryInput): Block[] {
  const { reply } = input.intent;
  const [a, b] = sides;
  if (sides.length !== 2 || !a?.figure || !b?.figure) return [];
  if (a.figure.unit !== b.figure.unit || a.figure.kind !== b.figure.kind)
    return [say('note', reply.units!, {})];
  if (a.figure.value === b.figure.value) return [say('text', reply.same!, {})];
  const [more, less] = a.figure.value > b.figure.value ? [a, b] : [b, a];
  if (isLoose(a.figure) || isLoose(b.figure))
    return [
      say('text', reply.about!, { first: more.label, second: less.label }, source(more.label, less.label)),
    ];
  const difference = Number((more.figure!.value - less.figure!.value).toFixed(4));
  const { unit } = more.figure!;
  const sign = unit === '%' ? '%' : '';
  const expression = `${more.figure!.value}${sign} - ${less.figure!.value}${sign} = ${difference}`;
  const words = {
    first: more.label,
    second: less.label,
    result: `${difference}${unit === '%' ? POINTS : unit}`,
    expression,
  };
  const said = source(more.label, less.label, more.figure!.printed, less.figure!.printed);
  const sum = computed(`${more.figure!.value} - ${less.figure!.value} = ${difference}`);
  return [say('text', unit === '%' ? reply.higher! : reply.more!, words, said, sum)];
}
