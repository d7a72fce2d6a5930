/** A number that a document gives: the figure itself, what it is paired with, and the clause it stands in. */
import type { Block } from '../../domain/answer.ts';
import type { Figure } from '../../domain/project.ts';
import type { Dossier, IndexedClause } from '../../domain/records.ts';
import {
  answerOf,
  block,
  clauseText,
  computed,
  excerpt,
  figureLabel,
  figureValue,
  headBlock,
  percent,
  quoteBlock,
  say,
  source,
  sourceRef,
} from '../compose.ts';
import {
  type FigureHit,
  nameShare,
  partner,
  rankClauses,
  rankFigures,
  type Wanted,
} from '../find/evidence.ts';
import { statementOf } from '../find/statement.ts';
import type { Outcome, ProjectQuery, QueryInput } from '../query.ts';
import { reckonedRate } from './pair-asked.ts';
import { focusOf, planBlocks, projectStatus } from './project-status.ts';
import { wantedOf } from './wanted.ts';

/** Under this a figure is not named on its own: the clause is quoted and the reader judges. */
const SURE = 0.62;
/** A question held by the project's name to this share is about the project as a whole. */
const WHOLE = 0.7;
/** Figures this close to the best one answer as well. */
const TIE = 0.06;
const MOST_ALIKE = 5;
/** Longest excerpt of one of them, in characters. */
const ALIKE_LENGTH = 60;

export const projectFigure: ProjectQuery = {
  about: 'project',
  run(project, input): Outcome {
    const wanted = wantedOf(input);
    if (asksRate(project, wanted, input)) return projectStatus.run(project, input) as Outcome;
    if (asksPrice(project, input)) return withoutPrice(project, wanted, input);
    const blocks = [headBlock(project), ...figureBlocks(project, wanted, input)];
    return { answer: answerOf('answer', { projects: [project.id], blocks, sources: [sourceRef(project)] }) };
  },
};

const MONEY = '元';

/** 取暖费一平米收多少, where the document names no sum of money at all. */
const asksPrice = ({ figures }: Dossier, { question, cues, measureFit }: QueryInput): boolean =>
  cues.price_asked.test(question.text) && !figures.some(({ unit }) => measureFit(MONEY, unit) > 0);

/** The document does not hold it: nothing is answered, and what it does say is shown. */
function withoutPrice(project: Dossier, wanted: Wanted, input: QueryInput): Outcome {
  const blocks = [headBlock(project), ...unwritten(project, { ...wanted, measure: MONEY }, input)];
  const sources = [sourceRef(project)];
  return { answer: answerOf('refuse', { reason: 'no_data', projects: [project.id], blocks, sources }) };
}

/** 完成了百分之几 of a project whose rate the document states. */
function asksRate(project: Dossier, { concepts }: Wanted, { question, cues }: QueryInput): boolean {
  return (
    cues.completion_asked.test(question.text) &&
    project.statedRate !== null &&
    nameShare(project, concepts) >= WHOLE
  );
}

export function figureBlocks(project: Dossier, wanted: Wanted, input: QueryInput): Block[] {
  if (wanted.side === 'actual' && project.note === '') {
    const none = say('text', input.intents.get('figure')!.reply.noActual!, {});
    return [none, ...planBlocks(project, input).slice(1)];
  }
  const done = wanted.side === 'actual';
  const cost = wanted.measure === '元' && input.cues.cost_asked.test(input.question.text);
  const hits = rankFigures(project, wanted, input.measureFit).filter(
    ({ figure }) =>
      (!done || figure.kind === 'actual') &&
      counts(figure, wanted, input) &&
      (!cost || isCost(project, figure, input)),
  );
  const best = hits[0];
  const alike = hits.filter(
    (hit) => best !== undefined && hit.score >= best.score - TIE && hit.figure.kind === best.figure.kind,
  );
  const reckoned = tellsRate(project, best, input) ? [] : reckonedRate(project, input);
  if (reckoned.length > 0) return reckoned;
  if (best === undefined && isSpecific(wanted)) return unwritten(project, wanted, input);
  if (best === undefined || best.score < SURE) return quotes(project, wanted, input);
  if (alike.length > 1) return alikeBlocks(project, alike);
  return [
    ...namedFigure(project, best, input),
    quoteBlock(clauseText(project, best.figure), best.figure.printed),
    ...doneBeside(project, { best, wanted }, input),
  ];
}

/** A target alone is half an answer where it was not asked for as such: what was done stands below it. */
function doneBeside(
  project: Dossier,
  { best, wanted }: { best: FigureHit; wanted: Wanted },
  input: QueryInput,
): Block[] {
  if (best.figure.kind !== 'target' || wanted.side !== null || partner(project, best.index) !== null)
    return [];
  const done = rankClauses(project, { ...wanted, side: 'actual' }, input.measureFit).find(
    ({ clause }) => clause.part === 'note' && clause.ordinal !== best.figure.clause,
  );
  return done === undefined ? [] : [quoteBlock(done.clause.text, focusOf(done.clause.text, input))];
}

/** The figure itself is a rate of completion: 完成年度任务的72.9%, not 成功率98.2%. */
const tellsRate = (project: Dossier, best: FigureHit | undefined, { cues }: QueryInput): boolean =>
  best !== undefined && best.score >= SURE && cues.rate_told.test(statementOf(project, best.figure));

/** It says so, and quotes what comes nearest without a figure in the measure asked for. */
function unwritten(project: Dossier, wanted: Wanted, input: QueryInput): Block[] {
  const misleading = new Set(
    project.figures
      .filter(({ unit }) => input.measureFit(wanted.measure!, unit) > 0)
      .map(({ clause }) => clause),
  );
  const clauses = project.clauses.filter(({ ordinal }) => !misleading.has(ordinal));
  return [
    say('text', input.intents.get('figure')!.reply.unwritten!, {}),
    ...quotes({ ...project, clauses }, wanted, input),
  ];
}

/** 每餐补4元 is no investment: its clause must speak of what was spent. */
const isCost = (project: Dossier, figure: Figure, { cues }: QueryInput): boolean =>
  cues.cost_clause.test(clauseText(project, figure));

/** No figure is surely meant: the clauses that come nearest, word for word; what is planned beside what was done. */
function quotes(project: Dossier, wanted: Wanted, input: QueryInput): Block[] {
  const clauses = rankClauses(project, wanted, input.measureFit).filter(
    ({ clause }) => wanted.side !== 'actual' || (clause.part !== 'goal' && clause.part !== 'title'),
  );
  const near = clauses.filter(({ score }, i) => i < 2 && score >= (clauses[0]?.score ?? 0) * 0.85);
  const planned = wanted.side === null && near.every(({ clause }) => clause.part === 'goal');
  const done = planned ? clauses.find(({ clause }) => tellsDone(project, clause)) : undefined;
  return [...near, ...(done === undefined ? [] : [done])].map(({ clause }) =>
    quoteBlock(clause.text, focusOf(clause.text, input)),
  );
}

const tellsDone = ({ figures }: Dossier, { part, ordinal }: IndexedClause): boolean =>
  part === 'note' && figures.some(({ clause, kind }) => clause === ordinal && kind === 'actual');

/** Several figures answer equally well: all of them, each in its own words. */
function alikeBlocks(project: Dossier, hits: readonly FigureHit[]): Block[] {
  const shown = hits
    .slice(0, MOST_ALIKE)
    .sort((a, b) => a.figure.clause - b.figure.clause || a.index - b.index);
  const clauses = new Map(shown.map(({ figure }) => [figure.clause, figure]));
  return [...clauses.values()].map((figure) => {
    const text = clauseText(project, figure);
    return block('item', excerpt(text, figure.printed, ALIKE_LENGTH), source(text));
  });
}

/** Money, lengths, shares: no other measure can stand for them. */
const isSpecific = ({ measure }: Wanted): boolean =>
  measure !== null && /^(元|%|公里|米|亩|平方米|吨)$/u.test(measure);

/** A figure in another measure than the one asked for is no answer by itself: 10座 does not say how many 辆. */
function counts(figure: Figure, { measure }: Wanted, { measureFit }: QueryInput): boolean {
  return measure === null || measureFit(measure, figure.unit) > 0;
}

/** The figure by name and, where it has one, its other side with the ratio that we compute. */
function namedFigure(project: Dossier, { figure, index }: FigureHit, input: QueryInput): Block[] {
  const reply = input.intents.get('figure')!.reply;
  const template = figure.kind === 'target' ? reply.target! : reply.value!;
  const said = source(clauseText(project, figure), figure.printed);
  const [indicator, value] = [figureLabel(figure), figureValue(figure)];
  const isBare = indicator === '' && figure.kind !== 'target';
  const line = isBare ? block('text', value, said) : say('text', template, { indicator, value }, said);
  return [line, ...pairBlock(project, index, input)];
}

/** The figure beside what it is paired with; shares of shares are not computed. */
export function pairBlock(project: Dossier, index: number, input: QueryInput): Block[] {
  const other = partner(project, index);
  if (other === null || other.pair.ratio === null) return [];
  const { target, actual } = other;
  const said = source(target.printed, actual.printed);
  const reply = input.intents.get('figure')!.reply;
  const words = { target: target.printed, actual: actual.printed };
  if (target.unit === '%') return [say('note', reply.both!, words, said)];
  const ratio = percent(actual.value / target.value);
  const sum = computed(`${actual.value} / ${target.value} * 100 = ${ratio.slice(0, -1)}`);
  return [say('note', reply.pair!, { ...words, ratio }, said, sum)];
}
