/** When something is to be done: milestones, or the clauses that speak of dates. */
import type { Block } from '../../domain/answer.ts';
import type { Milestone } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';
import { normaliseText } from '../../text/normalise.ts';
import { answerOf, headBlock, quoteBlock, say, source, sourceRef } from '../compose.ts';
import { rankClauses } from '../find/evidence.ts';
import { clauseWeight } from '../find/fit.ts';
import type { Outcome, ProjectQuery, QueryInput } from '../query.ts';
import { focusOf } from './project-status.ts';

const SHOWN = 3;
const DATE_BONUS = 0.35;

export const projectMilestone: ProjectQuery = {
  about: 'project',
  run(project, input): Outcome {
    const blocks = [headBlock(project), ...stepBlocks(project, input)];
    return { answer: answerOf('answer', { projects: [project.id], blocks, sources: [sourceRef(project)] }) };
  },
};

function stepBlocks(project: Dossier, input: QueryInput): Block[] {
  const { span } = input.question.scope;
  const asksWhatIsDue = span !== null && input.cues.what_is_due.test(input.question.text);
  if (asksWhatIsDue && project.milestones.length > 0) return dueBlocks(project, span, input);
  const steps = rankSteps(project, input);
  if (steps.length === 0) return datedClauses(project, input);
  const seen = new Set<number>();
  return steps.slice(0, SHOWN).flatMap((step) => {
    const line = stepBlock(project, step, input);
    if (seen.has(step.clause)) return [line];
    seen.add(step.clause);
    return [line, ...stepQuote(project, step)];
  });
}

/** Milestones by how well they fit; only the best when it stands out. */
function rankSteps(project: Dossier, { question }: QueryInput): Milestone[] {
  const scored = project.milestones
    .map((step) => {
      const clause = project.clauses.find(({ ordinal }) => ordinal === step.clause)?.text ?? '';
      const own = clauseWeight(normaliseText(step.what), question.concepts);
      return { step, score: own + 0.5 * clauseWeight(normaliseText(clause), question.concepts) };
    })
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored.filter(({ score }) => score >= best * 0.75).map(({ step }) => step);
}

function stepBlock(project: Dossier, step: Milestone, { intent }: QueryInput): Block {
  const clause = project.clauses.find(({ ordinal }) => ordinal === step.clause)?.text ?? '';
  const words = { due: step.printed, what: step.what };
  return say('text', intent.reply.value!, words, source(clause, step.printed, step.what, step.due));
}

function stepQuote(project: Dossier, step: Milestone): Block[] {
  const clause = project.clauses.find(({ ordinal }) => ordinal === step.clause);
  return clause === undefined ? [] : [quoteBlock(clause.text, step.printed)];
}

/** What falls due in a span: 这个月底前该完成什么. */
function dueBlocks(
  project: Dossier,
  span: { from: string; to: string; label: string },
  input: QueryInput,
): Block[] {
  const due = project.milestones.filter((step) => step.due >= span.from && step.due <= span.to);
  if (due.length > 0)
    return due
      .slice(0, SHOWN)
      .flatMap((step) => [stepBlock(project, step, input), ...stepQuote(project, step)]);
  const none = say('text', input.intent.reply.nothing ?? '', { period: span.label }, source(span.label));
  return [
    none,
    ...rankSteps(project, input)
      .slice(0, 1)
      .map((step) => stepBlock(project, step, input)),
  ];
}

function datedClauses(project: Dossier, input: QueryInput): Block[] {
  const wanted = { concepts: input.question.concepts, side: null, measure: null };
  const hits = rankClauses(project, wanted, input.measureFit)
    .map((hit) => ({
      ...hit,
      score: hit.score + (input.cues.dated_clause.test(hit.clause.text) ? DATE_BONUS : 0),
    }))
    .sort((a, b) => b.score - a.score);
  const quotes = hits.slice(0, 2).map(({ clause }) => quoteBlock(clause.text, focusOf(clause.text, input)));
  return [say('text', input.intents.get('milestone')!.reply.none!, {}), ...quotes];
}
