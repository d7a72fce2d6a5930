/** Figures of one project added up: of one measure, none of them a part of another, and only what was done. */
import type { Block } from '../../domain/answer.ts';
import type { Figure } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';
import { clauseText, computed, quoteBlock, say, source } from '../compose.ts';
import { type FigureHit, rankFigures } from '../find/evidence.ts';
import { statementOf } from '../find/statement.ts';
import type { QueryInput } from '../query.ts';
import type { Concept } from '../question.ts';
import { wantedOfSide } from './wanted.ts';

/** Null where the project has no two figures that may be added. */
export function sumBlocks(project: Dossier, input: QueryInput): Block[] | null {
  const terms = input.question.sides.length > 1 ? ofSides(project, input) : withUnderWay(project, input);
  if (terms === null) return null;
  const { reply } = input.intent;
  const [first] = terms;
  const values = terms.map(({ value }) => value);
  const sum = Number(values.reduce((a, b) => a + b, 0).toFixed(4));
  const words = {
    result: `${sum}${first!.unit}`,
    expression: `${values.join(' + ')} = ${sum}`,
    terms: terms.map((term) => statementOf(project, term)).join('、'),
  };
  const clauses = [...new Set(terms.map((term) => clauseText(project, term)))];
  const evidence = [
    source(...clauses, ...terms.map(({ printed }) => printed), values.join(' ')),
    computed(`sum(${values.join(', ')}) = ${sum}`),
  ];
  return [
    say('text', reply.value!, words, ...evidence),
    say('note', reply.basis!, words, ...evidence),
    ...clauses.map((text) => quoteBlock(text)),
  ];
}

/** A figure this close to the best one of a side may be meant by it, where another side takes the best. */
const CLOSE = 0.8;

/** 公共的加小区的: the figure that each side means, no figure by two of them. */
function ofSides(project: Dossier, input: QueryInput): readonly Figure[] | null {
  const sides = input.question.sides.map((concepts) => {
    const hits = actualsBy(project, concepts, input);
    return hits.filter(({ score }) => score >= (hits[0]?.score ?? 0) * CLOSE);
  });
  const taken = new Map<number, Figure>();
  const offers = sides.flatMap((hits, side) => hits.map((hit) => ({ ...hit, side })));
  for (const { side, figure } of offers.sort((a, b) => b.score - a.score))
    if (!taken.has(side) && ![...taken.values()].includes(figure)) taken.set(side, figure);
  const found = sides.flatMap((_, side) => taken.get(side) ?? []);
  return found.length === sides.length ? addable(found, project, input) : null;
}

/** 装好的连在建的: the figure that is meant and the one of its clause that is still under way. */
function withUnderWay(project: Dossier, input: QueryInput): readonly Figure[] | null {
  const [done] = actualsBy(project, input.question.concepts, input);
  if (done === undefined) return null;
  const beside = project.figures.filter(
    (figure) =>
      figure.kind === 'actual' && figure.clause === done.figure.clause && figure.unit === done.figure.unit,
  );
  const open = beside.filter((figure) => input.cues.under_way_clause.test(statementOf(project, figure)));
  const [other] = open;
  return other === undefined || open.length > 1 ? null : addable([done.figure, other], project, input);
}

/** What was done, by how well it answers; a figure that is still under way stands back. */
function actualsBy(project: Dossier, concepts: readonly Concept[], input: QueryInput): FigureHit[] {
  return rankFigures(project, wantedOfSide(concepts, input), input.measureFit).filter(
    ({ figure }) =>
      figure.kind === 'actual' &&
      figure.unit !== '%' &&
      !input.cues.under_way_clause.test(statementOf(project, figure)),
  );
}

/** Different figures of one unit, none of them told as a part of another. */
function addable(
  figures: readonly Figure[],
  project: Dossier,
  { cues }: QueryInput,
): readonly Figure[] | null {
  const [first] = figures;
  const alike = figures.every(({ unit }) => unit === first?.unit);
  if (!alike || new Set(figures).size < figures.length) return null;
  const texts = new Map(figures.map((figure) => [figure.clause, clauseText(project, figure)]));
  const together = texts.size < figures.length;
  return together && [...texts.values()].some((text) => cues.parts_open.test(text)) ? null : figures;
}
