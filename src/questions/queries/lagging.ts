/** Which projects are behind: the same verdicts as everywhere, what decided them, and how many nothing is said of. */
import type { Block } from '../../domain/answer.ts';
import type { ProjectSummary } from '../../domain/records.ts';
import { isBehind, type Verdict } from '../../domain/schedule.ts';
import { briefVerdict } from '../../schedule/wording.ts';
import { answerOf, block, computed, percent, projectEvidence, say, source } from '../compose.ts';
import type { Outcome, QueryInput, WideQuery } from '../query.ts';
import { storedYears } from '../scope.ts';
import { clarifyLists, listsOf, needsList } from './clarify.ts';
import { poolOf } from './filter.ts';
import { type Judged, judge, keepPace, MOST_JUDGED } from './judged.ts';
import { describeScope, pageOutcome, scopeEvidence, sourcesOf } from './lists.ts';

export const lagging: WideQuery = {
  about: 'many',
  uses: ['rate', 'status', 'pace', 'positions', 'exceeded', 'order', 'units', 'officials', 'topic'],
  async run(asked) {
    const { input, items } = await poolOf(knownTopic(ofNewest(asked)), { pace: false });
    if (needsList(items, input) || items.length > MOST_JUDGED) return clarifyLists(items, input);
    const judged = await judge(items, input);
    const behind = worstFirst(
      judged.filter(({ project, verdict }) => isAsked({ project, verdict }, input)),
      input,
    );
    const unused = unusedTopic(asked, input);
    const outcome =
      behind.length > 0 ? behindOutcome({ items, judged, behind }, input) : fineOutcome(judged, input);
    return withNotes(await outcome, unused);
  },
};

/** What lags now is a matter of the newest list; an older one is asked for by its year. */
function ofNewest(input: QueryInput): QueryInput {
  const { scope, snapshot } = input;
  if (scope.regionSlugs?.length !== 1 || scope.years !== null) return input;
  const [newest] = storedYears(scope.regionSlugs, snapshot);
  return newest === undefined ? input : { ...input, scope: { ...scope, years: [newest] } };
}

/** Behind by the verdict, or below the planned rate where that is what was asked. */
function isAsked(one: Judged, { question }: QueryInput): boolean {
  return question.conditions.pace === 'belowPlan'
    ? keepPace([one], 'belowPlan').length > 0
    : isBehind(one.verdict.light);
}

/** Words that only say how things lag are no topic. */
function knownTopic(input: QueryInput): QueryInput {
  const concepts = input.question.concepts.filter(({ known, topic }) => known && topic);
  return { ...input, question: { ...input.question, concepts } };
}

/** A topic of the question by which nothing was narrowed. */
function unusedTopic(asked: QueryInput, { question, wording }: QueryInput): Block[] {
  const dropped = knownTopic(asked).question.concepts.filter(
    (concept) => !question.concepts.includes(concept),
  );
  const words = dropped.map(({ printed }) => printed).join('、');
  return words === '' ? [] : [say('note', wording.unused, { words }, source(words))];
}

const withNotes = ({ answer, ...rest }: Outcome, notes: readonly Block[]): Outcome => ({
  ...rest,
  answer: { ...answer, blocks: [...answer.blocks, ...notes] },
});

/** 滞后最严重的: those furthest below the plan, as many as are asked for. */
function worstFirst(behind: readonly Judged[], { question }: QueryInput): Judged[] {
  const { order, top } = question.conditions;
  if (order === null) return [...behind];
  const sorted = [...behind].sort((a, b) => pointsOf(b) - pointsOf(a));
  const edge = sorted[Math.min(sorted.length, top ?? 1) - 1];
  return edge === undefined ? [] : sorted.filter((one) => pointsOf(one) >= pointsOf(edge));
}

const pointsOf = ({ verdict }: Judged): number => verdict.pointsBehind ?? Number.NEGATIVE_INFINITY;

interface Behind {
  items: readonly ProjectSummary[];
  judged: readonly Judged[];
  behind: readonly Judged[];
}

/** Where the document flags any itself, these are the answer; what is only reckoned to be behind is told below. */
function behindOutcome({ items, judged, behind }: Behind, input: QueryInput): Promise<Outcome> {
  const byRate = input.question.conditions.pace === 'belowPlan';
  const flagged = byRate ? [] : behind.filter(({ verdict }) => verdict.decidedBy === 'flag');
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
    withoutState(input),
  );
}

/** How each stands is in its line already. */
function withoutState(input: QueryInput): QueryInput {
  const { conditions } = input.question;
  const asks = conditions.asks.filter((ask) => ask !== 'state');
  return { ...input, question: { ...input.question, conditions: { ...conditions, asks } } };
}

/** Says which source decided: the document's flags, the same clock for all, or each its own plan. */
function headOf(listed: readonly Judged[], items: readonly ProjectSummary[], input: QueryInput): Block {
  const { reply } = input.intent;
  const byRate = input.question.conditions.pace === 'belowPlan';
  const isFlagged = !byRate && listed.every(({ verdict }) => verdict.decidedBy === 'flag');
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
  const backing = scopeEvidence(items, { items: [], condition: '' });
  const evidence = [backing, source(words.scope), computed(`count = ${known}`)];
  const line = say('text', known === 0 ? reply.none! : reply.fine!, words, ...evidence);
  const notes = known === 0 ? [] : unstated(judged, input);
  return { answer: answerOf('answer', { blocks: [line, ...notes], sources: sourcesOf(items, input) }) };
}
