/** 投资最大的, 惠及人数最多的: projects by a figure that their documents print. */
import type { Figure } from '../../domain/project.ts';
import type { Dossier, ProjectSummary } from '../../domain/records.ts';
import { answerOf, clauseText, computed, figureValue, itemBlock, say, source } from '../compose.ts';
import type { Outcome, QueryInput } from '../query.ts';
import { describeScope, scopeEvidence, sourcesOf } from './lists.ts';

/** More projects are not read for one answer. */
const MOST_READ = 150;
const SHOWN = 3;
const MONEY: readonly string[] = ['元'];
const PEOPLE: readonly string[] = ['人', '户', '人次'];

/** What the projects are put in order by: figures in one of these units whose clause speaks of it. */
interface Measure {
  name: string;
  units: readonly string[];
  told: RegExp;
}

interface Ranked {
  project: Dossier;
  figure: Figure;
}

/** Null where the question puts projects in order by something else. */
export function rankedBy({ question, cues }: QueryInput): Measure | null {
  if (cues.rank_money.test(question.text)) return { name: '金额', units: MONEY, told: cues.tells_money };
  if (cues.rank_people.test(question.text)) return { name: '人数', units: PEOPLE, told: cues.tells_people };
  return null;
}

export async function rankFigures(
  pool: readonly ProjectSummary[],
  measure: Measure,
  input: QueryInput,
): Promise<Outcome> {
  const dossiers = await input.reader.dossiers(pool.slice(0, MOST_READ).map(({ id }) => id));
  const ranked = inOneUnit(
    dossiers.flatMap((project) => greatest(project, measure)),
    measure,
  );
  const { reply } = input.intent;
  const scope = describeScope(pool, input);
  const sources = sourcesOf(pool, input);
  if (ranked.length === 0) {
    const none = say('text', reply.none!, { scope, measure: measure.name }, source(scope));
    return { answer: answerOf('answer', { blocks: [none], sources }) };
  }
  const { order, top } = input.question.conditions;
  const sign = order === 'lowest' ? 1 : -1;
  const shown = [...ranked]
    .sort((a, b) => sign * (a.figure.value - b.figure.value))
    .slice(0, Math.max(1, top ?? SHOWN));
  const words = { scope, measure: measure.name, count: ranked.length, rest: pool.length - ranked.length };
  const evidence = [
    scopeEvidence(pool, { items: [], condition: '' }),
    computed(`count = ${words.count}`),
    computed(`count = ${words.rest}`),
  ];
  const head = say('head', order === 'lowest' ? reply.least! : reply.greatest!, words, ...evidence);
  return {
    answer: answerOf('list', {
      projects: shown.map(({ project }) => project.id),
      blocks: [head, ...shown.map(rankedLine)],
      sources,
    }),
    remember: { list: { ids: shown.map(({ project }) => project.id), shown: shown.length } },
  };
}

function rankedLine({ project, figure }: Ranked, index: number) {
  const label = figure.indicator === '' ? '' : `${figure.indicator}：`;
  const line = itemBlock(project, index, `（第${project.position}项，${label}${figureValue(figure)}）`);
  return { ...line, evidence: [...line.evidence, source(clauseText(project, figure), figure.indicator)] };
}

/** The greatest figure of a project in each unit; what is done goes before what is planned. */
function greatest(project: Dossier, { units, told }: Measure): Ranked[] {
  return units.flatMap((unit) => {
    const own = project.figures.filter(
      (figure) => figure.unit === unit && told.test(`${clauseText(project, figure)}${figure.indicator}`),
    );
    const done = own.filter(({ kind }) => kind === 'actual');
    const best = (done.length > 0 ? done : own).sort((a, b) => b.value - a.value)[0];
    return best === undefined ? [] : [{ project, figure: best }];
  });
}

/** People are not set against households: the unit that most projects have. */
function inOneUnit(ranked: readonly Ranked[], { units }: Measure): Ranked[] {
  const byUnit = units.map((unit) => ranked.filter(({ figure }) => figure.unit === unit));
  return byUnit.reduce((most, own) => (own.length > most.length ? own : most), []);
}
