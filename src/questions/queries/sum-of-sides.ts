/** 托位和学位合计多少: what was done in several projects of one list, added up where it counts in one measure. */
import type { Figure } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';
import {
  answerOf,
  block,
  clauseText,
  computed,
  figureLabel,
  place,
  say,
  source,
  sourceRef,
} from '../compose.ts';
import { rankFigures } from '../find/evidence.ts';
import { findFits, MIN_COVERAGE } from '../find/select.ts';
import type { Outcome, QueryInput } from '../query.ts';
import type { Concept } from '../question.ts';
import { listsOf } from './clarify.ts';
import { wantedOfSide } from './wanted.ts';

interface Term {
  project: Dossier;
  figure: Figure;
}

/** Null where the sides are not told by a project each, all of one list. */
export async function sumOfSides(input: QueryInput): Promise<Outcome | null> {
  const { sides } = input.question;
  if (input.intent.operation !== 'sum' || sides.length < 2) return null;
  const terms = (await Promise.all(sides.map((concepts) => termOf(concepts, input)))).flatMap(
    (one) => one ?? [],
  );
  const projects = terms.map(({ project }) => project);
  const apart = new Set(projects.map(({ id }) => id)).size === sides.length;
  if (!apart || listsOf(projects).length > 1) return null;
  return {
    answer: answerOf('answer', {
      projects: projects.map(({ id }) => id),
      blocks: [...sumLine(terms, input), ...terms.map(lineOf)],
      sources: [sourceRef(projects[0]!)],
    }),
  };
}

/** The project that a side means, with the figure of what was done there. */
async function termOf(concepts: readonly Concept[], input: QueryInput): Promise<Term | null> {
  const [best] = await findFits({ text: input.question.text, concepts }, input.scope, input);
  if (best === undefined || best.coverage < MIN_COVERAGE) return null;
  const wanted = wantedOfSide(concepts, input);
  const hit = rankFigures(best.dossier, wanted, input.measureFit).find(
    ({ figure }) => figure.kind === 'actual' && figure.unit !== '%',
  );
  return hit === undefined ? null : { project: best.dossier, figure: hit.figure };
}

function lineOf({ project, figure }: Term) {
  const text = `${place(project)}：${figureLabel(figure)}${figure.printed}`;
  return block('item', text, source(place(project), clauseText(project, figure), figure.printed));
}

/** Only of exact figures in one unit. */
function sumLine(terms: readonly Term[], { intent: { reply }, intents }: QueryInput) {
  const figures = terms.map(({ figure }) => figure);
  const [first] = figures;
  const alike = figures.every(({ unit, approximation }) => unit === first?.unit && approximation === null);
  if (!alike) return [say('note', intents.get('compare')!.reply.units!, {})];
  const values = figures.map(({ value }) => value);
  const sum = Number(values.reduce((a, b) => a + b, 0).toFixed(4));
  const words = {
    result: `${sum}${first!.unit}`,
    expression: `${values.join(' + ')} = ${sum}`,
    terms: figures.map(({ printed }) => printed).join('、'),
  };
  const evidence = [source(words.terms, values.join(' ')), computed(`sum(${values.join(', ')}) = ${sum}`)];
  return [say('text', reply.value!, words, ...evidence), say('note', reply.basis!, words, ...evidence)];
}
