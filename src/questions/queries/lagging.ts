/** Which projects are behind: the same verdicts as everywhere, what decided them, and how many nothing is said of. */
import type { Block } from '../../domain/answer.ts';
import type { ProjectSummary } from '../../domain/records.ts';
import { isBehind, type Verdict } from '../../domain/schedule.ts';
import { assess } from '../../schedule/assess.ts';
import { briefVerdict } from '../../schedule/wording.ts';
import { answerOf, block, computed, percent, projectEvidence, say, source } from '../compose.ts';
import type { Outcome, QueryInput, WideQuery } from '../query.ts';
import { clarifyLists, listsOf, needsList } from './clarify.ts';
import { filterProjects } from './filter.ts';
import { describeScope, pageOutcome, scopeEvidence, sourcesOf } from './lists.ts';

/** More projects than this are not judged for one answer: it asks which list is meant. */
const MOST_JUDGED = 2000;

export const lagging: WideQuery = {
  about: 'many',
  async run(input) {
    const { items } = await filterProjects(knownTopic(input), false);
    if (needsList(items, input) || items.length > MOST_JUDGED) return clarifyLists(items, input);
    const dossiers = await input.reader.dossiers(items.map(({ id }) => id));
    const { today, policy } = input;
    const judged = dossiers.map((project) => ({ project, verdict: assess(project, { today, policy }) }));
    const behind = judged.filter(({ verdict }) => isBehind(verdict.light));
    return behind.length > 0 ? behindOutcome({ items, judged, behind }, input) : fineOutcome(judged, input);
  },
};

/** Words that only say how things lag are no topic. */
function knownTopic(input: QueryInput): QueryInput {
  const concepts = input.question.concepts.filter(({ known, topic }) => known && topic);
  return { ...input, question: { ...input.question, concepts } };
}

interface Judged {
  project: ProjectSummary;
  verdict: Verdict;
}

interface Behind {
  items: readonly ProjectSummary[];
  judged: readonly Judged[];
  behind: readonly Judged[];
}

/** Where the document flags any itself, these are the answer; what is only reckoned to be behind is told below. */
function behindOutcome({ items, judged, behind }: Behind, input: QueryInput): Outcome {
  const flagged = behind.filter(({ verdict }) => verdict.decidedBy === 'flag');
  const listed = flagged.length > 0 ? flagged : behind;
  const verdicts = new Map(listed.map(({ project, verdict }) => [project.id, verdict]));
  const wide = listsOf(items).length > 1;
  return pageOutcome(
    listed.map(({ project }) => project),
    {
      from: 0,
      head: [headOf(listed, items, input)],
      line: (item, index) => lineOf(item, index, { verdict: verdicts.get(item.id)!, wide }),
      notes: [...reckoned(flagged.length > 0 ? behind : [], input), ...unstated(judged, input)],
    },
    input,
  );
}

/** Says which source decided: the document's flags, the same clock for all, or each its own plan. */
function headOf(listed: readonly Judged[], items: readonly ProjectSummary[], input: QueryInput): Block {
  const { reply } = input.intent;
  const isFlagged = listed.every(({ verdict }) => verdict.decidedBy === 'flag');
  const clock = sameClock(listed);
  const template = isFlagged ? reply.head! : clock === null ? reply.behind! : reply.below!;
  const words = {
    scope: describeScope(items, input),
    count: listed.length,
    planned: clock === null ? '' : percent(clock.planned),
  };
  return say(
    'head',
    template,
    words,
    scopeEvidence(items, { items: [], condition: '' }),
    computed(`count = ${listed.length}`),
    ...(clock === null ? [] : clockEvidence(clock)),
  );
}

/** Most projects that a line below the list names. */
const NAMED = 3;

/** Behind by its rate alone, beside others that the document flags. */
function reckoned(behind: readonly Judged[], { intent }: QueryInput): Block[] {
  const found = behind.filter(({ verdict }) => verdict.decidedBy !== 'flag');
  if (found.length === 0) return [];
  const told = found.slice(0, NAMED).map(({ project, verdict }) => ({ project, ...briefVerdict(verdict) }));
  const names = told
    .map(({ project, text }) => `第${project.position}项${project.name}（${text}）`)
    .join('、');
  const evidence = told.flatMap((one) => [projectEvidence(one.project), ...one.evidence]);
  const words = { count: found.length, names: `${names}${found.length > NAMED ? '等' : ''}` };
  return [say('note', intent.reply.reckoned!, words, computed(`count = ${found.length}`), ...evidence)];
}

interface Clock {
  planned: number;
  day: number;
  days: number;
}

/** The share of the year that all of them are held against; null where they are held against different things. */
function sameClock(behind: readonly Judged[]): Clock | null {
  const clocks = behind.map(({ verdict }) => {
    const { planned, day, days } = verdict.reasons.find(({ code }) => code === 'behindLine')?.values ?? {};
    return verdict.decidedBy === 'line' && planned !== undefined ? { planned, day: day!, days: days! } : null;
  });
  const [first] = clocks;
  if (first === undefined || first === null) return null;
  return clocks.every((clock) => clock?.day === first.day && clock.days === first.days) ? first : null;
}

const clockEvidence = ({ planned, day, days }: Clock) => [
  source(day, days),
  computed(`${day} / ${days} * 100 = ${percent(planned).slice(0, -1)}`),
];

/** 4. 名称（第4项，完成43%，低6.6个百分点） */
function lineOf(
  item: ProjectSummary,
  index: number,
  { verdict, wide }: { verdict: Verdict; wide: boolean },
): Block {
  const { text, evidence } = briefVerdict(verdict);
  const where = `${wide ? `${item.regionName}${item.year}年` : ''}第${item.position}项`;
  const line = `${index + 1}. ${item.name}（${where}，${text}）`;
  return block('item', line, projectEvidence(item), computed(`count = ${index + 1}`), ...evidence);
}

/** Projects of which nothing is said are neither behind nor on schedule: how many there are is told. */
function unstated(judged: readonly Judged[], { intent }: QueryInput): Block[] {
  const count = judged.filter(({ verdict }) => verdict.light === 'unknown').length;
  return count === 0 ? [] : [say('note', intent.reply.unstated!, { count }, computed(`count = ${count}`))];
}

function fineOutcome(judged: readonly Judged[], input: QueryInput): Outcome {
  const { reply } = input.intent;
  const items = judged.map(({ project }) => project);
  const known = judged.filter(({ verdict }) => verdict.light !== 'unknown').length;
  const words = { scope: describeScope(items, input), count: known };
  const evidence = [scopeEvidence(items, { items: [], condition: '' }), computed(`count = ${known}`)];
  const line = say('text', known === 0 ? reply.none! : reply.fine!, words, ...evidence);
  const notes = known === 0 ? [] : unstated(judged, input);
  return { answer: answerOf('answer', { blocks: [line, ...notes], sources: sourcesOf(items, input) }) };
}
