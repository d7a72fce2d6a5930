/** When something is to be done: milestones, whether they are early enough, or the clauses that speak of dates. */
import type { Block } from '../../domain/answer.ts';
import type { IsoDate, Milestone } from '../../domain/project.ts';
import type { Dossier, IndexedClause } from '../../domain/records.ts';
import { daysBetween } from '../../schedule/days.ts';
import { normaliseText } from '../../text/normalise.ts';
import { answerOf, computed, headBlock, quoteBlock, say, source, sourceRef } from '../compose.ts';
import { rankClauses } from '../find/evidence.ts';
import { clauseWeight, hold } from '../find/fit.ts';
import { prepare } from '../find/prepared.ts';
import type { Outcome, ProjectQuery, QueryInput } from '../query.ts';
import type { Concept } from '../question.ts';
import { focusOf } from './project-status.ts';
import { hasPassed, stepsAhead } from './steps.ts';

const SHOWN = 3;
const DATE_BONUS = 0.35;
const OPEN_BONUS = 0.2;
/** A word that tells at least this much may mean a part of the project. */
const TELLING = 0.4;
/** A clause that holds a word to this degree speaks of it. */
const HELD = 0.5;

export const projectMilestone: ProjectQuery = {
  about: 'project',
  run(project, input): Outcome {
    const blocks = [headBlock(project), ...stepBlocks(project, input)];
    return { answer: answerOf('answer', { projects: [project.id], blocks, sources: [sourceRef(project)] }) };
  },
};

function stepBlocks(project: Dossier, input: QueryInput): Block[] {
  const { question, cues } = input;
  if (project.milestones.length === 0) return datedClauses(project, input);
  const span = spanAsked(input);
  const asksWhatIsDue = span !== null && !asksInTime(input) && cues.what_is_due.test(question.text);
  if (asksWhatIsDue) return dueBlocks(project, span, input);
  const steps = rankSteps(project, input).slice(0, SHOWN);
  const lines = [...withQuotes(project, steps, input), ...standing(project, steps[0]!, input)];
  const undated = undatedPart(project, steps, input);
  if (undated === null) return lines;
  const quote = quoteBlock(undated.clause.text, undated.printed);
  return undated.own ? [...undatedBlocks(undated, quote, input), ...lines] : [...lines, quote];
}

/** Lines of the steps, each clause quoted once. */
function withQuotes(project: Dossier, steps: readonly Milestone[], input: QueryInput): Block[] {
  return steps.flatMap((step, i) => {
    const line = stepBlock(project, step, input);
    const seen = steps.slice(0, i).some(({ clause }) => clause === step.clause);
    return seen ? [line] : [line, ...stepQuote(project, step)];
  });
}

const clauseOf = ({ clauses }: Dossier, { clause }: Milestone): IndexedClause | undefined =>
  clauses.find(({ ordinal }) => ordinal === clause);

/** Those still ahead of the report where there are any, by how well they fit; only the best when it stands out. */
function rankSteps(project: Dossier, { question }: QueryInput): Milestone[] {
  const scored = stepsAhead(project)
    .map((step) => {
      const clause = clauseOf(project, step)?.text ?? '';
      const own = clauseWeight(normaliseText(step.what), question.concepts);
      return { step, score: own + 0.5 * clauseWeight(normaliseText(clause), question.concepts) };
    })
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored.filter(({ score }) => score >= best * 0.75).map(({ step }) => step);
}

function stepBlock(project: Dossier, step: Milestone, { intents }: QueryInput): Block {
  const clause = clauseOf(project, step)?.text ?? '';
  const words = { due: step.printed, what: step.what };
  const { value } = intents.get('milestone')!.reply;
  return say('text', value!, words, source(clause, step.printed, step.what, step.due));
}

function stepQuote(project: Dossier, step: Milestone): Block[] {
  const clause = clauseOf(project, step);
  return clause === undefined ? [] : [quoteBlock(clause.text, step.printed)];
}

/** What the question names of a project: its clause, and whether the part is none that the goal speaks of. */
interface Part {
  clause: IndexedClause;
  printed: string;
  own: boolean;
}

/** 马栏市场什么时候改完, where only another part has a date: the clause on what is asked about. */
function undatedPart(
  project: Dossier,
  steps: readonly Milestone[],
  { question, measureFit }: QueryInput,
): Part | null {
  const dated = steps.map((step) => clauseOf(project, step)?.plain ?? '');
  const parts = question.concepts.filter(({ weight, known }) => known && weight >= TELLING);
  const holds = (text: string) => parts.some((part) => hold(text, part) >= HELD);
  if (dated.some(holds)) return null;
  const { name, goal } = prepare(project);
  const isOwn = (part: Concept) => hold(name, part) < HELD && hold(goal, part) < HELD;
  const [hit] = rankClauses(project, { concepts: parts, side: 'actual', measure: null }, measureFit).filter(
    ({ clause }) => clause.part !== 'title' && clause.part !== 'goal' && holds(clause.plain),
  );
  if (hit === undefined) return null;
  const { printed } = parts.find((part) => hold(hit.clause.plain, part) >= HELD)!;
  return { clause: hit.clause, printed, own: parts.every(isOwn) };
}

function undatedBlocks({ clause, printed }: Part, quote: Block, { intents }: QueryInput): Block[] {
  const { undated, others } = intents.get('milestone')!.reply;
  const none = say('text', undated!, { part: printed }, source(printed, clause.text));
  return [none, quote, say('text', others!, {})];
}

/** 年底来得及吗 */
const asksInTime = ({ question, cues }: QueryInput): boolean =>
  question.conditions.due !== null && question.conditions.due.to !== null && cues.in_time.test(question.text);

/** Whether the step is early enough for the day that was asked about, and whether its own day has gone by. */
function standing(project: Dossier, step: Milestone, input: QueryInput): Block[] {
  return [
    ...(asksInTime(input) ? [inTime(step, input)] : []),
    ...daysLeft(step, input),
    ...passed(project, step, input),
  ];
}

function inTime(step: Milestone, { question, intents }: QueryInput): Block {
  const { to, label } = question.conditions.due!;
  const { early, late } = intents.get('milestone')!.reply;
  const words = { due: step.printed, period: label.replace(/前$/u, '') };
  return say('text', step.due <= to! ? early! : late!, words, source(step.printed, label));
}

/** 还剩几天: counted from today, where the day is still to come. */
function daysLeft({ due }: Milestone, { question, cues, today, intents }: QueryInput): Block[] {
  if (!cues.days_left.test(question.text) || due < today) return [];
  const days = daysBetween(today, due);
  const words = { due, days };
  return [
    say('text', intents.get('milestone')!.reply.left!, words, source(due), computed(`count = ${days}`)),
  ];
}

/** Its day has come since the report, which cannot tell what became of it; or no later step is written. */
function passed(project: Dossier, step: Milestone, { today, intents }: QueryInput): Block[] {
  const { overdue, nothingLater } = intents.get('milestone')!.reply;
  const { due } = step;
  if (hasPassed(step, project, today)) {
    const days = daysBetween(due, today);
    return [say('note', overdue!, { due, days }, source(due), computed(`count = ${days}`))];
  }
  return project.status !== 'done' && due < today ? [say('note', nothingLater!, {})] : [];
}

interface Days {
  from: IsoDate | null;
  to: IsoDate | null;
  label: string;
}

/** 10月底前 up to its end, else the month or quarter that is named; null when none is. */
function spanAsked({ question }: QueryInput): Days | null {
  const { due } = question.conditions;
  return due?.to != null && question.scope.span !== null ? due : question.scope.span;
}

/** What falls due in a span: 这个月底前该完成什么. */
function dueBlocks(project: Dossier, { from, to, label }: Days, input: QueryInput): Block[] {
  const due = project.milestones.filter(
    (step) => (from === null || step.due >= from) && (to === null || step.due <= to),
  );
  if (due.length > 0)
    return due
      .slice(0, SHOWN)
      .flatMap((step) => [stepBlock(project, step, input), ...stepQuote(project, step)]);
  const none = say('text', input.intents.get('milestone')!.reply.nothing!, { period: label }, source(label));
  const [next] = rankSteps(project, input);
  return [none, ...(next === undefined ? [] : [stepBlock(project, next, input)])];
}

/** No step is written: it says so, or that all is done, and quotes what comes nearest. */
function datedClauses(project: Dossier, input: QueryInput): Block[] {
  const side = project.note === '' ? 'target' : 'actual';
  const wanted = { concepts: input.question.concepts, side, measure: null } as const;
  const hits = rankClauses(project, wanted, input.measureFit)
    .filter(({ clause }) => clause.part !== 'title')
    .map((hit) => ({ ...hit, score: hit.score + timeBonus(hit.clause.text, input) }))
    .sort((a, b) => b.score - a.score);
  const quotes = hits.slice(0, 2).map(({ clause }) => quoteBlock(clause.text, focusOf(clause.text, input)));
  const { none, finished } = input.intents.get('milestone')!.reply;
  return [say('text', project.status === 'done' ? finished! : none!, {}), ...quotes];
}

/** A day that is no step tells most, then what is still to be done or in the way. */
function timeBonus(text: string, { cues }: QueryInput): number {
  if (cues.dated_clause.test(text)) return DATE_BONUS;
  return cues.cause.test(text) || cues.open_work.test(text) ? OPEN_BONUS : 0;
}
