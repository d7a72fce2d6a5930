/** How a project stands: its state, stated rate, and the clauses of its note that tell most. */
import type { Block } from '../../domain/answer.ts';
import type { Dossier } from '../../domain/records.ts';
import { assess } from '../../schedule/assess.ts';
import { tellableTo } from '../../schedule/tellable.ts';
import { decisiveVerdict } from '../../schedule/wording.ts';
import { answerOf, headBlock, quoteBlock, say, sourceRef } from '../compose.ts';
import { type ClauseHit, rankClauses } from '../find/evidence.ts';
import { clauseWeight } from '../find/fit.ts';
import type { Outcome, ProjectQuery, QueryInput } from '../query.ts';
import { reckonedRate } from './pair-asked.ts';

/** Room for quotes of one status answer, in characters. */
const ROOM = 190;
const FIGURE_BONUS = 0.16;
const MILESTONE_BONUS = 0.14;
const OPEN_BONUS = 0.5;

export const projectStatus: ProjectQuery = {
  about: 'project',
  run(project, input): Outcome {
    const told = tellingClauses(project, input);
    const rate = project.statedRate === null ? reckonedRate(project, input) : [];
    const fallback = project.note === '' && told.length === 0 ? planBlocks(project, input) : [];
    return {
      answer: answerOf('answer', {
        projects: [project.id],
        blocks: [headBlock(project), ...verdictBlocks(project, input), ...rate, ...told, ...fallback],
        sources: [sourceRef(project)],
      }),
    };
  },
};

/** 滞后了吗: the verdict first, the same as in every list. */
function verdictBlocks(project: Dossier, { question, today, policy, role }: QueryInput): Block[] {
  const { pace } = question.conditions;
  if (pace === null && !question.intents.some(({ query }) => query === 'lagging')) return [];
  return decisiveVerdict(tellableTo(assess(project, { today, policy }), role));
}

/** The best clauses of the note that fit: the one that holds what is asked first, the others in reading order. */
function tellingClauses(project: Dossier, input: QueryInput): Block[] {
  const { question, measureFit } = input;
  const wanted = {
    concepts: question.concepts,
    side: 'actual' as const,
    measure: question.conditions.measure,
  };
  const hits = rankClauses(project, wanted, measureFit)
    .filter(({ clause }) => clause.part === 'note' || clause.part === 'reason')
    .map((hit) => ({ ...hit, score: hit.score + newsBonus(project, hit, input) }))
    .sort((a, b) => b.score - a.score || a.clause.ordinal - b.clause.ordinal);
  const chosen: ClauseHit[] = [];
  let room = ROOM;
  for (const hit of hits) {
    const size = Math.min(hit.clause.text.length, 112);
    if (chosen.length > 0 && size > room) continue;
    chosen.push(hit);
    room -= size;
    if (room < 12 || chosen.length === 4) break;
  }
  const [best] = chosen;
  const leads = (hit: ClauseHit) => (hit === best && holdsAsked(hit, input) ? 0 : 1);
  return chosen
    .sort((a, b) => leads(a) - leads(b) || a.clause.ordinal - b.clause.ordinal)
    .map(({ clause }) => quoteBlock(clause.text, focusOf(clause.text, input)));
}

const holdsAsked = ({ clause }: ClauseHit, { question }: QueryInput): boolean =>
  clauseWeight(clause.plain, question.concepts) > 0;

function newsBonus(project: Dossier, { clause }: ClauseHit, { question, cues }: QueryInput): number {
  const figures = project.figures.some((figure) => figure.clause === clause.ordinal) ? FIGURE_BONUS : 0;
  const dates = project.milestones.some((step) => step.clause === clause.ordinal) ? MILESTONE_BONUS : 0;
  const asksOpen = question.conditions.status === 'notDone' || question.conditions.status === 'inProgress';
  return figures + dates + (asksOpen && cues.open_work.test(clause.text) ? OPEN_BONUS : 0);
}

/** The first word of the question that the clause holds: quotes are cut around it. */
export function focusOf(text: string, { question }: QueryInput): string | null {
  const terms = [...question.concepts].sort((a, b) => b.weight - a.weight);
  for (const concept of terms) {
    const found = concept.alternatives.find(({ term }) => text.includes(term));
    if (found !== undefined) return found.term;
  }
  return null;
}

const hasFigure = ({ figures }: Dossier, { clause }: ClauseHit): boolean =>
  figures.some((figure) => figure.clause === clause.ordinal);

/** A plan without progress: says so and quotes the goal. */
export function planBlocks(project: Dossier, input: QueryInput): Block[] {
  const reply = input.intents.get('status')!.reply;
  const goal = rankClauses(
    project,
    { concepts: input.question.concepts, side: 'target', measure: null },
    input.measureFit,
  )
    .filter(({ clause }) => clause.part === 'goal')
    .map((hit) => ({ ...hit, score: hit.score + (hasFigure(project, hit) ? FIGURE_BONUS : 0) }))
    .sort((a, b) => b.score - a.score);
  const none = say('text', reply.none!, { project: '这一项' });
  return [
    none,
    ...goal.slice(0, 1).map(({ clause }) => quoteBlock(clause.text, focusOf(clause.text, input))),
  ];
}
