/** Projects of one list or parts of one project side by side: how far each is, and by how many points they differ. */
import type { Block, Evidence } from '../../domain/answer.ts';
import type { FigurePair } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';
import {
  answerOf,
  clauseText,
  computed,
  figureLabel,
  headBlock,
  itemBlock,
  percent,
  projectEvidence,
  say,
  shortName,
  source,
  sourceRef,
} from '../compose.ts';
import { rankFigures } from '../find/evidence.ts';
import { type Fit, hold } from '../find/fit.ts';
import { findFits, MIN_COVERAGE, selectPosition } from '../find/select.ts';
import type { Intent } from '../intents.ts';
import type { Outcome, QueryInput, WideQuery } from '../query.ts';
import type { Concept } from '../question.ts';
import { listsOf } from './clarify.ts';
import { extraOf } from './lists.ts';
import { rank } from './rank.ts';

/** One line with the share that it is compared by. */
interface Side {
  name: string;
  /** In percent, one decimal; null where nothing tells it. */
  share: number | null;
  /** How the share stands in a calculation: 49, or 33 / 58 * 100. */
  term: string;
  basis: 'stated' | 'reckoned';
  line: Block;
}

export const contrast: WideQuery = {
  about: 'many',
  async run(input) {
    const { positions } = input.question.conditions;
    if (positions.length > 1) return ofPositions(input);
    const { sides } = input.question;
    const fits = await Promise.all(
      sides.map((concepts) => findFits({ text: input.question.text, concepts }, input.scope, input)),
    );
    const together = holdingAll(fits);
    const parts = together === null ? null : partsOf(together, sides, input);
    if (together !== null && parts !== null) return inOneProject(together, parts, input);
    const projects = bestOfEach(fits);
    return projects === null ? elsewhere(input) : ofProjects(projects, input);
  },
};

/** Nothing to set side by side: the first or last of what the question is about. */
const elsewhere = async (input: QueryInput): Promise<Outcome> =>
  rank.run({ ...input, intent: input.intents.get('rank')! });

async function ofPositions(input: QueryInput): Promise<Outcome> {
  const found = await selectPosition(input.question.conditions.positions, input.scope, input.reader);
  return found.length < 2 || listsOf(found).length > 1 ? elsewhere(input) : ofProjects(found, input);
}

/** The project that every side finds well, the best one first. */
function holdingAll(fits: readonly (readonly Fit[])[]): Dossier | null {
  const [first = [], ...others] = fits;
  const found = first.find(
    ({ dossier, coverage }) =>
      coverage >= MIN_COVERAGE &&
      others.every((list) =>
        list.some((fit) => fit.dossier.id === dossier.id && fit.coverage >= MIN_COVERAGE),
      ),
  );
  return found?.dossier ?? null;
}

/** The best project of each side; null where one has none, or where they are not of one list. */
function bestOfEach(fits: readonly (readonly Fit[])[]): Dossier[] | null {
  const best = fits.flatMap(([fit]) =>
    fit === undefined || fit.coverage < MIN_COVERAGE ? [] : [fit.dossier],
  );
  const distinct = new Set(best.map(({ id }) => id)).size;
  return best.length === fits.length && distinct === best.length && listsOf(best).length === 1 ? best : null;
}

function ofProjects(projects: readonly Dossier[], input: QueryInput): Outcome {
  const sides = ratesBeside(projects, input);
  const ids = projects.map(({ id }) => id);
  return {
    answer: answerOf('list', {
      projects: ids,
      blocks: sides,
      sources: [...new Map(projects.map((one) => [one.documentId, sourceRef(one)])).values()],
    }),
    remember: { list: { ids, shown: ids.length } },
  };
}

/** A line for each project with its rate, and by how many points two of them differ. */
export function ratesBeside(projects: readonly Dossier[], { intents }: QueryInput): Block[] {
  const { reply } = intents.get('contrast')!;
  const wide = listsOf(projects).length > 1;
  const sides = projects.map((project, i) => projectSide(project, { index: i, wide }, reply));
  return [...sides.map(({ line }) => line), ...verdict(sides, reply)];
}

/** The stated rate wins; else the weakest of the pairs, with its arithmetic. */
function projectSide(project: Dossier, { index, wide }: Placed, reply: Intent['reply']): Side {
  const { statedRate, position, regionName, year } = project;
  const name = wide ? `${regionName}${year}年` : shortName(project);
  if (statedRate !== null) {
    const share = Number((statedRate * 100).toFixed(1));
    const line = itemBlock(project, index, extraOf(project, wide));
    return { name, share, term: String(share), basis: 'stated', line };
  }
  const order = index + 1;
  const evidence = [projectEvidence(project), computed(`count = ${order}`)];
  const pair = project.pairs.filter(({ ratio }) => ratio !== null).sort((a, b) => a.ratio! - b.ratio!)[0];
  if (pair === undefined) {
    const line = say('item', reply.unrated!, { order, name, position }, ...evidence);
    return { name, share: null, term: '', basis: 'reckoned', line };
  }
  const { words, reckoned, said, sum } = reckon(project, pair);
  const line = say('item', reply.reckoned!, { ...words, order, name, position }, ...evidence, said, sum);
  return { name, ...reckoned, basis: 'reckoned', line };
}

interface Placed {
  index: number;
  /** Projects of several lists are named by their places. */
  wide: boolean;
}

interface Reckoned {
  words: { target: string; actual: string; ratio: string; indicator: string };
  reckoned: Pick<Side, 'share' | 'term'>;
  said: Evidence;
  sum: Evidence;
}

function reckon(project: Dossier, pair: FigurePair): Reckoned {
  const [target, actual] = [project.figures[pair.target]!, project.figures[pair.actual]!];
  const ratio = percent(actual.value / target.value);
  const indicator = figureLabel(target);
  const term = `${actual.value} / ${target.value} * 100`;
  return {
    words: { target: target.printed, actual: actual.printed, ratio, indicator },
    reckoned: { share: Number(ratio.slice(0, -1)), term },
    said: source(target.printed, actual.printed, indicator),
    sum: computed(`${term} = ${ratio.slice(0, -1)}`),
  };
}

/** The pair that each side means, no pair twice; null where a side has none that holds its words. */
function partsOf(project: Dossier, sides: readonly (readonly Concept[])[], input: QueryInput): Side[] | null {
  const choices = sides.map((concepts) => pairsMeant(project, concepts, input));
  const chosen = bestChoice(choices);
  return chosen?.map(({ pair }, i) => partSide(project, { pair, said: sides[i]! }, input)) ?? null;
}

interface Meant {
  pair: FigurePair;
  score: number;
}

/** Pairs whose clauses hold a word of the side, with how well their figures answer to it. */
function pairsMeant(project: Dossier, concepts: readonly Concept[], input: QueryInput): Meant[] {
  const hits = rankFigures(project, { concepts, side: null, measure: null }, input.measureFit);
  const scores = new Map(hits.map(({ index, score }) => [index, score]));
  const told = (index: number) => concepts.some((one) => hold(tellingOf(project, index), one) > 0);
  return project.pairs
    .filter(({ ratio, target, actual }) => ratio !== null && (told(target) || told(actual)))
    .map((pair) => ({ pair, score: Math.max(scores.get(pair.target) ?? 0, scores.get(pair.actual) ?? 0) }));
}

/** What a figure is told by: its own words and its clause. */
const tellingOf = (project: Dossier, index: number): string => {
  const figure = project.figures[index]!;
  return `${figure.indicator} ${clauseText(project, figure)}`.toLowerCase();
};

/** One pair for each side, no pair twice, with the greatest sum of scores; null where that cannot be. */
function bestChoice(
  [first, ...rest]: readonly (readonly Meant[])[],
  used: readonly FigurePair[] = [],
): Meant[] | null {
  if (first === undefined) return [];
  const total = (choice: readonly Meant[]) => choice.reduce((sum, { score }) => sum + score, 0);
  const choices = first.flatMap((one) => {
    const others = used.includes(one.pair) ? null : bestChoice(rest, [...used, one.pair]);
    return others === null ? [] : [[one, ...others]];
  });
  return choices.reduce<Meant[] | null>((a, b) => (a === null || total(b) > total(a) ? b : a), null);
}

interface Part {
  pair: FigurePair;
  said: readonly Concept[];
}

function partSide(project: Dossier, { pair, said: concepts }: Part, { intent }: QueryInput): Side {
  const { words, reckoned, said, sum } = reckon(project, pair);
  const name = words.indicator === '' ? concepts.map(({ printed }) => printed).join('') : words.indicator;
  const { statedRatio } = pair;
  if (statedRatio === null)
    return {
      name,
      ...reckoned,
      basis: 'reckoned',
      line: say('item', intent.reply.pair!, { ...words, name }, said, source(name), sum),
    };
  const ratio = percent(statedRatio);
  const line = say('item', intent.reply.stated!, { ...words, name, ratio }, said, source(name, ratio));
  return { name, share: Number(ratio.slice(0, -1)), term: ratio.slice(0, -1), basis: 'stated', line };
}

function inOneProject(project: Dossier, sides: readonly Side[], input: QueryInput): Outcome {
  return {
    answer: answerOf('answer', {
      projects: [project.id],
      blocks: [headBlock(project), ...sides.map(({ line }) => line), ...verdict(sides, input.intent.reply)],
      sources: [sourceRef(project)],
    }),
    remember: { regionSlugs: [project.regionSlug], years: [project.year] },
  };
}

/** Of two sides which is higher, and by how many points; shares of different origin are only listed. */
function verdict(sides: readonly Side[], reply: Intent['reply']): Block[] {
  const [a, b] = sides;
  if (a === undefined || b === undefined || sides.length > 2 || a.share === null || b.share === null)
    return [];
  if (a.basis !== b.basis) return [say('note', reply.mixed!, {})];
  if (a.share === b.share) return [say('text', reply.same!, {})];
  const [more, less] = a.share > b.share ? [a, b] : [b, a];
  const result = Number((more.share! - less.share!).toFixed(1));
  const expression = `${more.share}% - ${less.share}% = ${result}`;
  const said = source(`${more.share}%`, `${less.share}%`, more.name, less.name);
  const evidence = [...more.line.evidence, ...less.line.evidence, said, ...difference(more, less, result)];
  return [
    say('text', reply.higher!, { first: more.name, second: less.name, result, expression }, ...evidence),
  ];
}

const difference = (more: Side, less: Side, result: number): Evidence[] => [
  computed(`${more.term} - ${less.term} = ${result}`),
];
