/** 逾期的有哪些: days gone by of which nothing says that the work is done. What lags is told apart, for it is not the same. */
import type { Block } from '../../domain/answer.ts';
import type { Milestone } from '../../domain/project.ts';
import type { Dossier, ProjectSummary } from '../../domain/records.ts';
import type { VerdictReason } from '../../domain/schedule.ts';
import { daysBetween } from '../../schedule/days.ts';
import { reasonBlock } from '../../schedule/wording.ts';
import { block, computed, itemBlock, say, source } from '../compose.ts';
import type { Outcome, QueryInput } from '../query.ts';
import { listsOf } from './clarify.ts';
import { type Judged, judge, MOST_JUDGED } from './judged.ts';
import { lagging } from './lagging.ts';
import { extraOf, pageOutcome } from './lists.ts';
import { hasPassed } from './steps.ts';

/** A project whose day has gone by: steps that it announced, else the deadline of the whole. */
interface Late {
  project: Dossier;
  steps: Milestone[];
  reason: VerdictReason | null;
}

export async function overdue(items: readonly ProjectSummary[], input: QueryInput): Promise<Outcome> {
  const judged = await judge(items.slice(0, MOST_JUDGED), input);
  const late = judged
    .map((one) => lateOf(one, input))
    .filter(({ steps, reason }) => steps.length + (reason ? 1 : 0) > 0);
  return late.length === 0 ? nothingLate(input) : lateOutcome(late, input);
}

function lateOf({ project, verdict }: Judged, { today }: QueryInput): Late {
  const steps = project.milestones.filter((step) => hasPassed(step, project, today));
  const reason = verdict.reasons.find(({ code }) => code === 'pastDeadline') ?? null;
  return { project, steps, reason };
}

function lateOutcome(late: readonly Late[], input: QueryInput): Promise<Outcome> {
  const { reply } = input.intents.get('due')!;
  const projects = late.map(({ project }) => project);
  const wide = listsOf(projects).length > 1;
  const head = say('head', reply.overdue!, { count: late.length }, computed(`count = ${late.length}`));
  const line = (_: ProjectSummary, index: number) => lineOf(late[index]!, index, { wide, input });
  return pageOutcome(projects, { from: 0, head: [head], line }, input);
}

/** 1. 名称（第7项）11月10日前 销号，已过10天 */
function lineOf(
  { project, steps, reason }: Late,
  index: number,
  { wide, input }: { wide: boolean; input: QueryInput },
): Block {
  const parts = steps.length > 0 ? steps.map((step) => stepPart(step, input)) : [reasonBlock(reason!)];
  const told = parts.map(({ text }) => text).join('；');
  const line = itemBlock(project, index, `${extraOf({ ...project, statedRate: null }, wide)}${told}`);
  return { ...line, evidence: [...line.evidence, ...parts.flatMap(({ evidence }) => evidence)] };
}

function stepPart({ printed, what, due }: Milestone, { today, intents }: QueryInput): Block {
  const days = daysBetween(due, today);
  const { overdueLine } = intents.get('due')!.reply;
  const since = say('text', overdueLine!, { days }, computed(`count = ${days}`));
  return block('text', `${printed} ${what}${since.text}`, source(printed, what), ...since.evidence);
}

/** Nothing is overdue: it says so, and what is behind its plan. */
async function nothingLate(input: QueryInput): Promise<Outcome> {
  const { inTime, behind } = input.intents.get('due')!.reply;
  const { answer, ...rest } = await lagging.run({ ...input, intent: input.intents.get('lagging')! });
  const blocks = [say('text', inTime!, {}), say('text', behind!, {}), ...answer.blocks];
  return { ...rest, answer: { ...answer, blocks } };
}
