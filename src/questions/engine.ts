/**
 * The way of a question: clean → guard → understand → scope → intent → find the project → query → ground → remember.
 * Deterministic: the same question on the same data gives the same answer.
 */
import type { Answer } from '../domain/answer.ts';
import type { IncomingMessage, Role } from '../domain/message.ts';
import type { IsoDate } from '../domain/project.ts';
import type { ConversationKey } from '../domain/records.ts';
import type { ReviewNote } from '../domain/review.ts';
import type { SchedulePolicy } from '../schedule/policy.ts';
import { loadDivisions } from '../text/divisions.ts';
import type { Segmenter } from '../text/segment.ts';
import { askAgain } from './ask-again.ts';
import { askedNow, askedOf } from './asked.ts';
import { BARE, nthShown, recall, remember, resume } from './follow-up.ts';
import { ground } from './ground.ts';
import { chooseIntent, type IntentChoice } from './intent-choice.ts';
import type { Intent } from './intents.ts';
import type { ConversationStore, ProjectReader } from './ports.ts';
import { QUERIES, type QueryName } from './queries/registry.ts';
import type { Outcome, QueryInput } from './query.ts';
import type { Concept, Question } from './question.ts';
import { emptyAnswer, guardAnswer, noMatch, scopeRefusal, tooLong } from './refusals.ts';
import { reviewNotes } from './review-notes.ts';
import { run } from './run.ts';
import { resolveScope, type Scope, type ScopeOutcome, spanInStored } from './scope.ts';
import { createSnapshots, type Snapshot } from './snapshot.ts';
import { type ConversationState, EMPTY_STATE, STATE_MINUTES } from './state.ts';
import type { Trace, TraceStep } from './trace.ts';
import { cleanMessage, type UnderstandTools, understand } from './understand/understand.ts';
import { loadWords, type Words } from './words.ts';

export interface EnginePorts {
  /** What a role may read; the same reader at every call. */
  readerFor: (role: Role) => ProjectReader;
  conversations: ConversationStore<ConversationState>;
  segmenter: Segmenter;
  /** What counts as behind. */
  policy: SchedulePolicy;
  /** Called for every line that the grounding check took out. */
  onRejected?: (line: { text: string; figures: string[] }) => void;
  /** Called for every question that went unanswered or was answered wrongly; its failure is the listener's own. */
  onReview?: (note: ReviewNote) => Promise<void>;
  /** The words to answer with, asked for at every message; the shipped ones when absent. */
  words?: () => Words;
}

export interface AnswerContext {
  today: IsoDate;
  /** ISO instant. */
  now: string;
  role: Role;
  /** What may be said in the place where it is asked; absent = whatever the role may read. */
  disclosure?: Role;
  /** Slug of the region that the chat is bound to. */
  region?: string;
  /** Hears how the answer comes about. */
  trace?: Trace;
}

export interface Engine {
  answer(message: IncomingMessage, context: AnswerContext): Promise<Answer>;
}

/** Longest question that is read; longer ones get a polite request to be brief. */
export const LONGEST_QUESTION = 600;

/** @throws InputError naming every problem of the intents and the lexicon */
export async function createEngine(ports: EnginePorts): Promise<Engine> {
  const { segmenter } = ports;
  const words = ports.words ?? unchanging(loadWords());
  const divisions = loadDivisions();
  const libraryFor = createLibraries(ports.readerFor);
  return {
    async answer(message, context) {
      const key: ConversationKey = {
        platform: message.platform,
        chatId: message.chatId,
        personId: message.personId,
      };
      const kept = await ports.conversations.load(key, context.now);
      const state = kept === null ? EMPTY_STATE : { ...EMPTY_STATE, ...kept };
      const role = context.disclosure ?? context.role;
      const { reader, snapshots } = libraryFor(role);
      const snapshot = await snapshots();
      const parts = words();
      const tools = { ...parts.tools, segmenter, divisions, reader };
      const text = message.text.length > LONGEST_QUESTION ? null : cleanMessage(message.text);
      const turn: Turn = { text, parts, ports, snapshot, state, context, role, reader, tools };
      const outcome = text === null ? tooLong(parts.wording) : await answerText(text, turn);
      const { answer, rejected } = ground(outcome.answer);
      context.trace?.({ step: 'grounded', answer, rejected });
      for (const line of rejected) ports.onRejected?.(line);
      const next = await noteAsked({ ...outcome, answer }, turn);
      if (next !== state) await ports.conversations.save(key, next, later(context.now, STATE_MINUTES));
      return answer;
    },
  };
}

const unchanging =
  <T>(value: T) =>
  (): T =>
    value;

/** A reader with the names that it knows. */
interface Library {
  reader: ProjectReader;
  snapshots: () => Promise<Snapshot>;
}

/** One library for each reader, made when it is first asked. */
function createLibraries(readerFor: EnginePorts['readerFor']): (role: Role) => Library {
  const libraries = new Map<ProjectReader, Library>();
  return (role) => {
    const reader = readerFor(role);
    const known = libraries.get(reader);
    if (known) return known;
    const made = { reader, snapshots: createSnapshots(reader) };
    libraries.set(reader, made);
    return made;
  };
}

interface Turn {
  /** In its normal spelling; null when it is too long to be read. */
  text: string | null;
  parts: Words;
  ports: EnginePorts;
  snapshot: Snapshot;
  state: ConversationState;
  context: AnswerContext;
  /** Whom the answer may be heard by; it decides what is read. */
  role: Role;
  reader: ProjectReader;
  tools: UnderstandTools;
}

async function answerText(text: string, turn: Turn): Promise<Outcome> {
  const { parts, ports, snapshot, state, tools, reader } = turn;
  const { wording } = parts;
  const { trace } = turn.context;
  trace?.({ step: 'read', text, words: tools.segmenter.tagged(text) });
  if (!/\p{L}/u.test(text) && !(/\d/.test(text) && state.choices.length > 0))
    return emptyAnswer(parts.wording, snapshot, reader);
  const caught = parts.guard.check(text);
  if (caught !== null) {
    trace?.({ step: 'guarded', guard: caught });
    return guardAnswer(parts.wording, caught.kind);
  }
  const read = (words: string) => understand(words, tools, { snapshot, today: turn.context.today });
  if (state.asked !== null && tools.cues.rejects.test(text))
    return askAgain(await read(state.asked.text), state.asked, { ...turn, ...ports, wording });
  const resumed = resume(text, state);
  const named = resumed.scopeText === null ? null : await read(resumed.scopeText);
  const answersBack =
    named !== null && (resumed.chosen || named.scope.regionSlugs !== null || named.scope.years !== null);
  if (!answersBack) return answerQuestion(await read(text), turn);
  trace?.({ step: 'resumed', pending: resumed.text, reply: text });
  return answerQuestion(answeredBack(await read(resumed.text), named), turn);
}

/** What the reply to a question back names, laid over the question that waits. */
function answeredBack(waiting: Question, reply: Question): Question {
  const { positions } = reply.conditions;
  const conditions = positions.length > 0 ? { ...waiting.conditions, positions } : waiting.conditions;
  return { ...waiting, conditions, scope: merge(waiting.scope, reply.scope) };
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

const intentStep = ({ intent, reason }: IntentChoice, { intents }: Question): TraceStep => ({
  step: 'intent',
  intent: intent?.name ?? null,
  reason,
  fitting: intents.map(({ name }) => name),
});

const ANYWHERE: Scope = { regionSlugs: null, years: null, saidRegion: false, carried: false };

async function answerQuestion(asked: Question, turn: Turn): Promise<Outcome> {
  const { parts, snapshot, state, context } = turn;
  if (snapshot.projectCount === 0) return { answer: noMatch.empty(parts.wording) };
  const { trace } = context;
  trace?.({ step: 'understood', question: asked });
  const choice = chooseIntent(asked, { intents: parts.intents, cues: parts.tools.cues, state });
  const intent = nthShown(asked.text, state) === null ? choice.intent : ofOne(choice.intent, parts.intents);
  trace?.(intentStep({ ...choice, intent }, asked));
  const recalled = recall(asked, intent, state);
  if (recalled !== asked)
    trace?.({ step: 'recalled', words: recalled.concepts.map(({ printed }) => printed) });
  const located = resolveScope(recalled.scope, { state, chatRegion: context.region ?? null, snapshot });
  trace?.({ step: 'scope', outcome: located });
  const outcome = await answerLocated({ recalled, intent, located }, turn);
  return { ...outcome, asked: askedOf(recalled, intent, located) };
}

interface Located {
  /** With what it takes from the conversation. */
  recalled: Question;
  intent: Intent | null;
  located: ScopeOutcome;
}

async function answerLocated({ recalled, intent, located }: Located, turn: Turn): Promise<Outcome> {
  const { parts, ports, snapshot, state, context, role, reader } = turn;
  if (!located.ok && QUERIES[(intent?.query ?? 'status') as QueryName] !== QUERIES.smalltalk)
    return scopeRefusal(located.refusal, parts.wording, snapshot);
  if (intent === null) return emptyAnswer(parts.wording, snapshot, reader);
  const scope = located.ok ? located.scope : ANYWHERE;
  const input: QueryInput = {
    question: { ...recalled, scope: spanInStored(recalled.scope, scope, snapshot) },
    intent,
    intents: parts.intents,
    cues: parts.tools.cues,
    scope,
    state,
    snapshot,
    today: context.today,
    role,
    reader,
    segmenter: ports.segmenter,
    measureFit: parts.measureFit,
    policy: ports.policy,
    wording: parts.wording,
    trace: context.trace,
  };
  return withMemory(await run(input), input);
}

/** Of many ways to put a thing the best few are remembered. */
const REMEMBERED = 8;
const brief = (concept: Concept): Concept => ({
  ...concept,
  alternatives: concept.alternatives.slice(0, REMEMBERED),
});

/** What every answer leaves behind for the next message; of a refusal only where it was looked. */
function withMemory(outcome: Outcome, { intent, scope, question, state }: QueryInput): Outcome {
  const { kind } = outcome.answer;
  if (kind === 'smalltalk') return outcome;
  const { regionSlugs, years } = scope;
  const place = {
    regionSlugs: regionSlugs === null ? null : [...regionSlugs],
    years: years === null ? null : [...years],
  };
  if (kind === 'refuse')
    return scope.saidRegion && regionSlugs !== null ? { ...outcome, remember: place } : outcome;
  const topical = question.concepts.some(({ weight }) => weight >= BARE);
  const concepts = topical ? question.concepts.map(brief) : state.concepts;
  const measure = question.conditions.measure ?? (topical ? null : state.measure);
  const said = { ...place, intent: intent.name, concepts, measure };
  return { ...outcome, remember: { ...said, ...outcome.remember } };
}

/** The next state, after what went wrong was handed on for review. */
async function noteAsked(outcome: Outcome, { state, text, ports, parts, context, role }: Turn) {
  const asked = askedNow(outcome, context.now);
  const corrects = text !== null && parts.tools.cues.says_wrong.test(text);
  for (const note of reviewNotes({ before: state.asked, asked, corrects }))
    await ports.onReview?.({ ...note, day: context.today, heardBy: role });
  const next = remember(state, outcome);
  return asked === null ? next : { ...next, asked };
}

const later = (now: string, minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();
