/** Which projects are behind, on plan or ahead of it: the same verdicts as everywhere, what decided them, and how many nothing is said of. */
import type { Block } from '../../domain/answer.ts';
import type { ProjectSummary } from '../../domain/records.ts';
import type { Verdict, VerdictReason } from '../../domain/schedule.ts';
import { briefVerdict } from '../../schedule/wording.ts';
import { answerOf, block, computed, percent, projectEvidence, say, source } from '../compose.ts';
import type { Outcome, QueryInput, WideQuery } from '../query.ts';
import { storedYears } from '../scope.ts';
import { clarifyLists, listsOf, needsList } from './clarify.ts';
import { poolOf } from './filter.ts';
import { chosen, type Division, divide, type Judged, judge, MOST_JUDGED, type Side } from './judged.ts';
import { describeScope, pageOutcome, scopeEvidence, sourcesOf } from './lists.ts';

export const lagging: WideQuery = {
  about: 'many',
  uses: ['rate', 'status', 'pace', 'positions', 'exceeded', 'order', 'units', 'officials', 'topic'],
  async run(asked) {
    const { input, items } = await poolOf(knownTopic(ofNewest(asked)), { pace: false });
    if (needsList(items, input) || items.length > MOST_JUDGED) return clarifyLists(items, input);
    const judged = await judge(items, input);
    const division = divide(judged, sideOf(input), input.cues);
    const standing: Standing = { items, judged, division, listed: worstFirst(chosen(division), input) };
    const unused = unusedTopic(asked, input);
    const outcome = standing.listed.length > 0 ? listOutcome(standing, input) : fineOutcome(standing, input);
    return withNotes(await outcome, unused);
  },
};

interface Standing {
  items: readonly ProjectSummary[];
  judged: readonly Judged[];
  division: Division;
  /** What the answer lists: by the documents' own word, else by their rates. */
  listed: readonly Judged[];
}

/** Which side is asked for; what is only asked about in passing is what lags. */
function sideOf({ question }: QueryInput): Side {
  const { pace } = question.conditions;
  return pace === null || pace === 'notBehind' ? 'behind' : pace;
}

/** The wording of the side: words of its own where it is not about being behind. */
function wordingOf(name: string, input: QueryInput): string {
  const side = sideOf(input);
  const own = side === 'onPlan' || side === 'ahead' ? `${side}_${name}` : name;
  return input.intent.reply[own] ?? input.intent.reply[name]!;
}

/** What lags now is a matter of the newest list; an older one is asked for by its year. */
function ofNewest(input: QueryInput): QueryInput {
  const { scope, snapshot } = input;
  if (scope.regionSlugs?.length !== 1 || scope.years !== null) return input;
  const [newest] = storedYears(scope.regionSlugs, snapshot);
  return newest === undefined ? input : { ...input, scope: { ...scope, years: [newest] } };
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

/** Where documents say it themselves, these are the answer; what is only reckoned to stand so is told below. */
function listOutcome({ items, judged, division, listed }: Standing, input: QueryInput): Promise<Outcome> {
  const verdicts = new Map(listed.map(({ project, verdict }) => [project.id, verdict]));
  const wide = listsOf(items).length > 1;
  const isOfficial = division.official.length > 0;
  return pageOutcome(
    listed.map(({ project }) => project),
    {
      from: 0,
      head: [headOf({ listed, items, isOfficial }, input)],
      line: (item, index) => lineOf(item, index, { verdict: verdicts.get(item.id)!, wide }),
      notes: [
        ...(isOfficial ? named(division.reckoned, wordingOf('reckoned', input), briefVerdict) : []),
        ...finishedNote(division, input),
        ...unstated(judged, input),
      ],
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

interface Head {
  listed: readonly Judged[];
  items: readonly ProjectSummary[];
  isOfficial: boolean;
}

/** Says which source decided: the document's words, the same clock for all, or each its own plan. */
function headOf({ listed, items, isOfficial }: Head, input: QueryInput): Block {
  const clock = isOfficial ? null : sameClock(listed);
  const words = {
    scope: describeScope(items, input),
    count: listed.length,
    planned: clock === null ? '' : percent(clock.planned),
  };
  return say(
    'head',
    wordingOf(isOfficial ? 'head' : clock === null ? 'behind' : 'below', input),
    words,
    scopeEvidence(items, { items: [], condition: '' }),
    computed(`count = ${listed.length}`),
    ...(clock === null ? [] : clockEvidence(clock)),
  );
}

/** Most projects that a line below the list names. */
const NAMED = 3;

type Told = ReturnType<typeof briefVerdict>;

/** Projects that stand as asked by another word than those listed. */
function named(
  found: readonly Judged[],
  template: string,
  tell: ((verdict: Verdict) => Told) | null,
): Block[] {
  if (found.length === 0) return [];
  const told = found.slice(0, NAMED).map(({ project, verdict }) => ({ project, brief: tell?.(verdict) }));
  const names = told
    .map(({ project, brief }) => `第${project.position}项${project.name}${brief ? `（${brief.text}）` : ''}`)
    .join('、');
  const evidence = told.flatMap(({ project, brief }) => [
    projectEvidence(project),
    ...(brief?.evidence ?? []),
  ]);
  const words = { count: found.length, names: `${names}${found.length > NAMED ? '等' : ''}` };
  return [say('note', template, words, computed(`count = ${found.length}`), ...evidence)];
}

/** Who asks for what keeps pace also hears what is done. */
function finishedNote({ finished }: Division, input: QueryInput): Block[] {
  const side = sideOf(input);
  const isAsked = side === 'onPlan' || side === 'ahead';
  return isAsked ? named(finished, input.intent.reply.finished!, null) : [];
}

const isByLine = ({ code }: VerdictReason): boolean => code === 'behindLine' || code === 'onLine';

interface Clock {
  planned: number;
  day: number;
  days: number;
}

/** The share of the year that all of them are held against; null where they are held against different things. */
function sameClock(listed: readonly Judged[]): Clock | null {
  const clocks = listed.map(({ verdict }) => {
    const { planned, day, days } = verdict.reasons.find(isByLine)?.values ?? {};
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

function fineOutcome({ judged, division }: Standing, input: QueryInput): Outcome {
  const { reply } = input.intent;
  const items = judged.map(({ project }) => project);
  const known = judged.filter(({ verdict }) => verdict.light !== 'unknown').length;
  const words = { scope: describeScope(items, input), count: known };
  const backing = scopeEvidence(items, { items: [], condition: '' });
  const evidence = [backing, source(words.scope), computed(`count = ${known}`)];
  const line = say('text', known === 0 ? reply.none! : wordingOf('fine', input), words, ...evidence);
  const notes = known === 0 ? [] : [...finishedNote(division, input), ...unstated(judged, input)];
  return { answer: answerOf('answer', { blocks: [line, ...notes], sources: sourcesOf(items, input) }) };
}
