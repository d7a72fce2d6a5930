/** The same thing in two regions or two years: one line each, and which is more where the measure is the same. */
import type { Block } from '../../domain/answer.ts';
import type { Figure } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';
import {
  answerOf,
  block,
  clauseText,
  computed,
  figureLabel,
  fill,
  quoteBlock,
  source,
  sourceRef,
} from '../compose.ts';
import { rankClauses, rankFigures } from '../find/evidence.ts';
import { findFits, MIN_COVERAGE } from '../find/select.ts';
import type { QueryInput, WideQuery } from '../query.ts';
import type { Scope } from '../scope.ts';
import { regionName } from '../snapshot.ts';
import { wantedOf } from './project-figure.ts';
import { focusOf } from './project-status.ts';

interface Side {
  scope: Scope;
  label: string;
  project: Dossier | null;
  figure: Figure | null;
}

export const compare: WideQuery = {
  about: 'many',
  async run(input) {
    const sides = await Promise.all(sideScopes(input).map((scope) => findSide(scope, input)));
    const found = sides.flatMap(({ project }) => (project === null ? [] : [project]));
    return {
      answer: answerOf('answer', {
        projects: found.map(({ id }) => id),
        blocks: [...sides.flatMap((side) => sideBlocks(side, input)), ...verdict(sides, input)],
        sources: found.map((project) => ({
          ...sourceRef(project),
          document: `《${project.documentTitle}》`,
        })),
      }),
      remember: { regionSlugs: [...new Set(found.map(({ regionSlug }) => regionSlug))] },
    };
  },
};

/** A side a region when several are named or remembered, otherwise a side a year. */
export function sideScopes({ question, scope, state, snapshot }: QueryInput): Scope[] {
  const regions = scope.regionSlugs ?? snapshot.regions.map(({ slug }) => slug);
  if (regions.length > 1) return regions.map((slug) => ({ ...scope, regionSlugs: [slug] }));
  const years = [...new Set([...(state.years ?? []), ...(question.scope.years ?? [])])];
  const stored = snapshot.regions.find(({ slug }) => slug === regions[0])?.years ?? [];
  return (years.length > 1 ? years : stored.slice(0, 2)).sort().map((year) => ({ ...scope, years: [year] }));
}

async function findSide(scope: Scope, input: QueryInput): Promise<Side> {
  const [best] = await findFits(input.question.concepts, scope, input);
  const label = sideLabel(scope, input);
  if (best === undefined || best.coverage < MIN_COVERAGE)
    return { scope, label, project: null, figure: null };
  const [figure] = rankFigures(best.dossier, wantedOf(input), input.measureFit);
  return { scope, label, project: best.dossier, figure: figure?.figure ?? null };
}

function sideLabel({ regionSlugs, years }: Scope, { snapshot }: QueryInput): string {
  const region = (regionSlugs ?? []).map((slug) => regionName(snapshot, slug)).join('、');
  return `${region}${years?.length === 1 ? `${years[0]}年` : ''}`;
}

function sideBlocks({ label, project, figure }: Side, input: QueryInput): Block[] {
  const { reply } = input.intent;
  if (project === null) return [block('text', fill(reply.missing!, { side: label }), source(label))];
  const head = `${project.regionName}${project.year}年第${project.position}项`;
  const evidence = source(project.regionName, project.year, project.position, project.name);
  if (figure === null) {
    const [hit] = rankClauses(project, wantedOf(input), input.measureFit);
    const quote = hit === undefined ? [] : [quoteBlock(hit.clause.text, focusOf(hit.clause.text, input))];
    return [block('text', `${head} ${project.name}`, evidence), ...quote];
  }
  const word = figure.kind === 'target' ? '目标' : '';
  const clause = clauseText(project, figure);
  const line = `${head}：${figureLabel(figure)}${word}${figure.printed}`;
  return [block('text', line, evidence, source(clause, figure.printed)), quoteBlock(clause, figure.printed)];
}

/** Only figures of one kind and unit are set against each other. */
function verdict(sides: readonly Side[], input: QueryInput): Block[] {
  const { reply } = input.intent;
  const [a, b] = sides;
  if (sides.length !== 2 || !a?.figure || !b?.figure) return [];
  if (a.figure.unit !== b.figure.unit || a.figure.kind !== b.figure.kind)
    return [block('note', reply.units!)];
  if (a.figure.value === b.figure.value) return [block('text', reply.same!)];
  const [more, less] = a.figure.value > b.figure.value ? [a, b] : [b, a];
  const difference = Number((more.figure!.value - less.figure!.value).toFixed(4));
  const expression = `${more.figure!.value} - ${less.figure!.value} = ${difference}`;
  const words = { first: more.label, result: `${difference}${more.figure!.unit}`, expression };
  const said = source(more.label, more.figure!.printed, less.figure!.printed);
  return [block('text', fill(reply.more!, words), said, computed(expression))];
}
