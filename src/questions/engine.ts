/**
 * The way of a question: clean → guard → understand → scope → intent → find the project → query → ground → remember.
 * Deterministic: the same question on the same data gives the same answer.
 */
import type { Answer } from '../domain/answer.ts';
import type { IncomingMessage, Role } from '../domain/message.ts';
import type { IsoDate } from '../domain/project.ts';
import type { ConversationKey, Dossier } from '../domain/records.ts';
import { loadDivisions } from '../text/divisions.ts';
import { createGuard, loadGuards } from '../text/guards.ts';
import type { Segmenter } from '../text/segment.ts';
import { createTopicFinder, loadTopics } from '../text/topics.ts';
import { say, source } from './compose.ts';
import { rankFigures } from './find/evidence.ts';
import { loadMeasureFit } from './find/measures.ts';
import { MIN_COVERAGE, type Selection, selectPosition, selectProject } from './find/select.ts';
import { nthShown, recall, remember, resume } from './follow-up.ts';
import { ground } from './ground.ts';
import { chooseIntent } from './intent-choice.ts';
import { type Intent, loadIntents, loadPhrases } from './intents.ts';
import type { ConversationStore, ProjectReader } from './ports.ts';
import { clarifyProjects } from './queries/clarify.ts';
import { wantedOf } from './queries/project-figure.ts';
import { QUERIES, QUERY_NAMES, type QueryName } from './queries/registry.ts';
import type { Outcome, QueryInput, WideQuery } from './query.ts';
import type { Concept } from './question.ts';
import {
  emptyAnswer,
  guardAnswer,
  noMatch,
  noPosition,
  scopeRefusal,
  tooLong,
  whichRegion,
} from './refusals.ts';
import { resolveScope, type Scope, spanInStored } from './scope.ts';
import { createSnapshots, type Snapshot } from './snapshot.ts';
import { type ConversationState, EMPTY_STATE, STATE_MINUTES } from './state.ts';
import { loadEverydayWords } from './understand/everyday.ts';
import { cleanMessage, compileCues, type UnderstandTools, understand } from './understand/understand.ts';
import { loadWording, type Wording } from './wording.ts';

export interface EnginePorts {
  reader: ProjectReader;
  conversations: ConversationStore<ConversationState>;
  segmenter: Segmenter;
  /** Called for every line that the grounding check took out. */
  onRejected?: (line: { text: string; figures: string[] }) => void;
  intentsDir?: string;
}

export interface AnswerContext {
  today: IsoDate;
  /** ISO instant. */
  now: string;
  role: Role;
  /** Slug of the region that the chat is bound to. */
  region?: string;
}

export interface Engine {
  answer(message: IncomingMessage, context: AnswerContext): Promise<Answer>;
}

/** Longest question that is read; longer ones get a polite request to be brief. */
export const LONGEST_QUESTION = 600;

/** @throws InputError naming every problem of the intents and the lexicon */
export async function createEngine(ports: EnginePorts): Promise<Engine> {
  const parts = loadParts(ports);
  const snapshots = createSnapshots(ports.reader);
  return {
    async answer(message, context) {
      const key: ConversationKey = {
        platform: message.platform,
        chatId: message.chatId,
        personId: message.personId,
      };
      const state = (await ports.conversations.load(key, context.now)) ?? EMPTY_STATE;
      const snapshot = await snapshots();
      const outcome = await answerText(message.text, { parts, ports, snapshot, state, context });
      const { answer, rejected } = ground(outcome.answer);
      for (const line of rejected) ports.onRejected?.(line);
      const next = remember(state, { ...outcome, answer });
      if (next !== state) await ports.conversations.save(key, next, later(context.now, STATE_MINUTES));
      return answer;
    },
  };
}

interface Parts {
  tools: UnderstandTools;
  intents: ReadonlyMap<string, Intent>;
  guard: ReturnType<typeof createGuard>;
  wording: Wording;
  measureFit: ReturnType<typeof loadMeasureFit>;
}

function loadParts({ reader, segmenter, intentsDir }: EnginePorts): Parts {
  const intents = loadIntents(QUERY_NAMES, intentsDir);
  return {
    intents: new Map(intents.map((intent) => [intent.name, intent])),
    guard: createGuard(loadGuards(intentsDir)),
    wording: loadWording(intentsDir),
    measureFit: loadMeasureFit(intentsDir),
    tools: {
      reader,
      segmenter,
      intents,
      topics: createTopicFinder(loadTopics(intentsDir)),
      everyday: loadEverydayWords(intentsDir),
      cues: compileCues(loadPhrases(intentsDir)),
      divisions: loadDivisions(),
    },
  };
}

interface Turn {
  parts: Parts;
  ports: EnginePorts;
  snapshot: Snapshot;
  state: ConversationState;
  context: AnswerContext;
}

async function answerText(raw: string, turn: Turn): Promise<Outcome> {
  const { parts, snapshot, state } = turn;
  if (raw.length > LONGEST_QUESTION) return tooLong(parts.wording);
  const text = cleanMessage(raw);
  if (!/\p{L}/u.test(text) && !(/\d/.test(text) && state.choices.length > 0))
    return emptyAnswer(turn.parts.wording, snapshot, turn.ports.reader);
  const caught = parts.guard.check(text);
  if (caught !== null) return guardAnswer(parts.wording, caught.kind);
  const resumed = resume(text, state);
  const named = resumed.scopeText === null ? null : await scopeOf(resumed.scopeText, turn);
  const answersBack =
    named !== null && (resumed.chosen || named.regionSlugs !== null || named.years !== null);
  const read = (words: string) => understand(words, parts.tools, { snapshot, today: turn.context.today });
  if (!answersBack) return answerQuestion(await read(text), turn);
  const question = await read(resumed.text);
  return answerQuestion({ ...question, scope: merge(question.scope, named) }, turn);
}

/** Scope words of the reply to "which region?", laid over those of the question that waits. */
async function scopeOf(text: string, { parts, snapshot, context }: Turn) {
  return (await understand(text, parts.tools, { snapshot, today: context.today })).scope;
}

function merge<T extends { regionSlugs: string[] | null; years: number[] | null }>(base: T, over: T): T {
  if (base === over) return base;
  return {
    ...base,
    ...over,
    regionSlugs: over.regionSlugs ?? base.regionSlugs,
    years: over.years ?? base.years,
  };
}

/** 第三个 after a list asks how that one stands, unless it asks something of it. */
function ofOne(intent: Intent | null, intents: ReadonlyMap<string, Intent>): Intent {
  const asks = intent !== null && QUERIES[intent.query as QueryName].about === 'project';
  return asks ? intent : intents.get('status')!;
}

const ANYWHERE: Scope = { regionSlugs: null, years: null, saidRegion: false, carried: false };

async function answerQuestion(asked: QueryInput['question'], turn: Turn): Promise<Outcome> {
  const { parts, ports, snapshot, state, context } = turn;
  if (snapshot.projectCount === 0) return { answer: noMatch.empty(parts.wording) };
  const chosen = chooseIntent(asked, parts.intents, state);
  const intent = nthShown(asked.text, state) === null ? chosen : ofOne(chosen, parts.intents);
  const recalled = recall(asked, intent, state);
  const located = resolveScope(recalled.scope, { state, chatRegion: context.region ?? null, snapshot });
  if (!located.ok && QUERIES[(intent?.query ?? 'status') as QueryName] !== QUERIES.smalltalk)
    return scopeRefusal(located.refusal, parts.wording, snapshot);
  if (intent === null) return emptyAnswer(parts.wording, snapshot, ports.reader);
  const scope = located.ok ? located.scope : ANYWHERE;
  const input: QueryInput = {
    question: { ...recalled, scope: spanInStored(recalled.scope, scope, snapshot) },
    intent,
    intents: parts.intents,
    scope,
    state,
    snapshot,
    today: context.today,
    role: context.role,
    reader: ports.reader,
    segmenter: ports.segmenter,
    measureFit: parts.measureFit,
    wording: parts.wording,
  };
  return withMemory(await run(input), input);
}

/** Less than this says nothing about which project is meant. */
const VAGUE = 0.25;

/** Words of a unit's name are no topic where the unit itself is meant. */
function withoutUnitWords(input: QueryInput, keep: (concept: Concept) => boolean): QueryInput {
  if (input.question.units.length === 0) return input;
  const concepts = input.question.concepts.filter((concept) => !concept.ofUnit || keep(concept));
  return { ...input, question: { ...input.question, concepts } };
}

/** 哪几项年底前要完成: a list by date. */
function wideQuery(query: WideQuery, { question, intent }: QueryInput): WideQuery {
  const dated = question.scope.span !== null && question.intents.some(({ name }) => name === 'milestone');
  return dated && intent.name === 'list' ? QUERIES.due : query;
}

/** 都是谁分管的 after a list. */
function asksOfAll({ question, intent, state }: QueryInput): boolean {
  const people = intent.name === 'official' || intent.name === 'unit';
  return people && (state.list?.ids.length ?? 0) > 1 && /都|分别|各/u.test(question.text);
}

async function run(asked: QueryInput): Promise<Outcome> {
  const input = withoutUnitWords(asked, ({ known }) => known);
  const query = QUERIES[input.intent.query as QueryName];
  if (query.about === 'many') return wideQuery(query, input).run(withoutUnitWords(input, () => false));
  if (asksOfAll(input)) return QUERIES.people.run(input);
  const nth = nthShown(input.question.text, input.state);
  if (nth !== null) return runKnown(nth, input);
  const { positions } = input.question.conditions;
  if (positions.length > 0) return runPosition(input);
  if (input.question.concepts.every(({ weight }) => weight < VAGUE)) return runCurrent(input);
  if (input.question.pointsBack && input.state.projects.length > 0) return runCurrent(input);
  return runSelection(await selectProject(toSelect(input), input), input);
}

const toSelect = (input: QueryInput) => ({
  text: input.question.text,
  concepts: input.question.concepts,
  scope: input.scope,
  current: input.state.projects.slice(0, 3),
  answers: (dossier: Dossier) => figureFit(dossier, input),
});

/** How well the best figure of a project answers, where a figure in some measure is asked for. */
function figureFit(dossier: Dossier, input: QueryInput): number {
  if (input.question.conditions.measure === null) return 0;
  return rankFigures(dossier, wantedOf(input), input.measureFit)[0]?.score ?? 0;
}

async function runSelection(selection: Selection, input: QueryInput): Promise<Outcome> {
  switch (selection.kind) {
    case 'one':
      return runProject(selection.fit.dossier, input);
    case 'several':
      return clarifyProjects(selection.fits, input);
    case 'none':
      return runElsewhere(selection, input);
    default:
      return selection satisfies never;
  }
}

/** Intents that follow up on a project without naming it again. */
const FOLLOWING = [
  'reason',
  'milestone',
  'unit',
  'official',
  'source',
  'detail',
  'remaining',
  'excess',
  'share',
  'doubts',
];
/** Another region than the one spoken of is only meant by a project's name. */
const BY_NAME = 0.6;

/** Not in the carried region: the project spoken of last, or one elsewhere that the words name. */
async function runElsewhere(none: Selection & { kind: 'none' }, input: QueryInput): Promise<Outcome> {
  const { question, scope, state, intent } = input;
  const follows = FOLLOWING.includes(intent.name) || (question.refersBack && isVague(input));
  if (follows && state.projects.length > 0 && !scope.saidRegion) return runCurrent(input);
  if (intent.name === 'doubts') return QUERIES.documentDoubts.run(input);
  if (!scope.carried) return noMatch.refuse(none.nearest, input);
  const wide = { ...input, scope: { ...scope, regionSlugs: null, years: null, carried: false } };
  const again = await selectProject(toSelect(wide), wide);
  const named = again.kind === 'one' && again.fit.inName >= BY_NAME;
  return named ? runSelection(again, wide) : noMatch.refuse(none.nearest, input);
}

/** Nothing that the question names would tell one project from another. */
const isVague = ({ question }: QueryInput) => question.concepts.every(({ weight }) => weight < MIN_COVERAGE);

async function runPosition(input: QueryInput): Promise<Outcome> {
  const { question, scope, snapshot, reader } = input;
  if (scope.regionSlugs === null && snapshot.regions.length > 1) return whichRegion(input);
  const found = await selectPosition(question.conditions.positions, scope, reader);
  if (found.length === 0) return noPosition(input);
  const lists = new Set(found.map((d) => `${d.regionSlug}-${d.year}`));
  if (lists.size > 1)
    return clarifyProjects(
      found.map((dossier) => ({ dossier, score: 1, coverage: 1, inName: 1, onTopic: true })),
      input,
    );
  return runProject(found[0]!, input);
}

/** No topic was named: the project spoken of last, or the list as a whole. */
async function runCurrent(input: QueryInput): Promise<Outcome> {
  const [id] = input.state.projects;
  const sameRegion =
    !input.scope.saidRegion || input.scope.regionSlugs?.some((slug) => id?.startsWith(`${slug}-`));
  const several = input.state.list !== null && input.state.list.ids.length > 1;
  if (id !== undefined && sameRegion && !several) return runKnown(id, input);
  const { name } = input.intent;
  if (name === 'doubts') return QUERIES.documentDoubts.run(input);
  if (name === 'source') return QUERIES.documents.run(input);
  if (name === 'milestone' && input.question.scope.span !== null) return QUERIES.due.run(input);
  if (id !== undefined && sameRegion) return runKnown(id, input);
  if (input.scope.regionSlugs === null && !input.scope.saidRegion)
    return emptyAnswer(input.wording, input.snapshot, input.reader);
  return QUERIES.overview.run({ ...input, intent: input.intents.get('overview')! });
}

async function runKnown(id: string, input: QueryInput): Promise<Outcome> {
  const [project] = await input.reader.dossiers([id]);
  return project === undefined ? noMatch.refuse([], input) : runProject(project, input);
}

/** A quarter or month was asked for that the document does not report by itself: it says so first. */
function withSpanNote(
  outcome: Outcome,
  { period }: Dossier,
  { question, intent, wording }: QueryInput,
): Outcome {
  const { span } = question.scope;
  const tells = intent.query === 'figure' || intent.query === 'status' || intent.query === 'arithmetic';
  if (span === null || period === null || !tells || span.to === period.end) return outcome;
  const words = { span: span.label, end: period.end };
  const note = say('note', wording.other_span, words, source(span.label, period.end));
  const [head, ...rest] = outcome.answer.blocks;
  const blocks = head === undefined ? [note] : [head, note, ...rest];
  return { ...outcome, answer: { ...outcome.answer, blocks } };
}

async function runProject(project: Dossier, input: QueryInput): Promise<Outcome> {
  const query = QUERIES[input.intent.query as QueryName];
  if (query.about !== 'project')
    throw new TypeError(`query "${input.intent.query}" is not about one project`);
  const outcome = withSpanNote(await query.run(project, input), project, input);
  const place = { regionSlugs: [project.regionSlug], years: [project.year] };
  return { ...outcome, remember: { ...place, ...outcome.remember } };
}

/** What every answer leaves behind for the next message; of a refusal only where it was looked. */
function withMemory(outcome: Outcome, { intent, scope, question }: QueryInput): Outcome {
  const { kind } = outcome.answer;
  if (kind === 'smalltalk') return outcome;
  const { regionSlugs, years } = scope;
  const place = {
    regionSlugs: regionSlugs === null ? null : [...regionSlugs],
    years: years === null ? null : [...years],
  };
  if (kind === 'refuse')
    return scope.saidRegion && regionSlugs !== null ? { ...outcome, remember: place } : outcome;
  const said = { ...place, intent: intent.name, concepts: question.concepts };
  return { ...outcome, remember: { ...said, ...outcome.remember } };
}

const later = (now: string, minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();
