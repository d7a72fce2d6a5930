/** One question to its answer: intent, what it takes from the conversation, where to look, then its query. */
import { askedOf } from './asked.ts';
import { say, source } from './compose.ts';
import { askedAgain, recall } from './conversation/carry.ts';
import { withMemory } from './conversation/memory.ts';
import { pointedAt } from './conversation/shown.ts';
import { type Intent, matchIntents } from './intents.ts';
import { makePlan, type Plan } from './plan/plan.ts';
import type { EarlierReport, ReadHistory } from './ports.ts';
import { QUERIES, type QueryName } from './queries/registry.ts';
import type { Outcome, QueryInput } from './query.ts';
import type { Question } from './question.ts';
import { emptyAnswer, noMatch, scopeRefusal } from './refusals.ts';
import { run } from './run.ts';
import { lastYearMeant, resolveScope, type Scope, type ScopeOutcome, spanInStored } from './scope.ts';
import type { TraceStep } from './trace.ts';
import type { Turn } from './turn.ts';
import type { Wording } from './wording.ts';

const ANYWHERE: Scope = { regionSlugs: null, years: null, saidRegion: false, carried: false };

/** @param follows it stands behind another question of the same message and may ask of all that was answered there */
export async function answerQuestion(heard: Question, turn: Turn, follows = false): Promise<Outcome> {
  const { parts, snapshot, state, context } = turn;
  if (snapshot.projectCount === 0) return { answer: noMatch.empty(parts.wording) };
  const { trace } = context;
  const { cues, intents } = parts.tools;
  const pointed = pointedAt(heard.text, state, cues);
  const asked = askedAgain(heard, state, { intentsOf: (text) => matchIntents(text, intents), cues }) ?? heard;
  trace?.({ step: 'understood', question: asked });
  const choice = makePlan(asked, { intents: parts.intents, cues, state });
  const intent = pointed.length === 0 ? choice.intent : ofOne(choice.intent, parts.intents);
  trace?.(intentStep({ ...choice, intent }, asked));
  const recalled = recall(asked, intent, state);
  if (recalled !== heard)
    trace?.({ step: 'recalled', words: recalled.concepts.map(({ printed }) => printed) });
  const where = { state, chatRegion: context.region ?? null, snapshot };
  const lastYear = lastYearMeant(recalled.scope, { ...where, today: context.today });
  const meant =
    lastYear === null ? recalled : { ...recalled, scope: { ...recalled.scope, years: [lastYear] } };
  const located = resolveScope(meant.scope, where);
  trace?.({ step: 'scope', outcome: located });
  const outcome = await answerLocated({ recalled: meant, intent, located, pointed, follows }, turn);
  const told = lastYear === null ? outcome : withYearSaid(outcome, lastYear, parts.wording);
  return { ...told, asked: askedOf(meant, intent, located) };
}

/** Which year is told, where another was asked for. */
function withYearSaid(outcome: Outcome, stored: number, wording: Wording): Outcome {
  const { answer } = outcome;
  if (answer.kind !== 'answer' && answer.kind !== 'list') return outcome;
  const [asked, told] = [`${stored + 1}年`, `${stored}年`];
  const note = say('note', wording.year_before, { asked, stored: told }, source(asked, told));
  return { ...outcome, answer: { ...answer, blocks: [note, ...answer.blocks] } };
}

/** 第三个 after a list asks how that one stands, unless it asks something of it. */
function ofOne(intent: Intent | null, intents: ReadonlyMap<string, Intent>): Intent {
  const asks = intent !== null && QUERIES[intent.query as QueryName].about === 'project';
  return asks ? intent : intents.get('status')!;
}

const intentStep = ({ intent, reason }: Plan, { intents }: Question): TraceStep => ({
  step: 'intent',
  intent: intent?.name ?? null,
  reason,
  fitting: intents.map(({ name }) => name),
});

interface Located {
  /** With what it takes from the conversation. */
  recalled: Question;
  intent: Intent | null;
  located: ScopeOutcome;
  pointed: readonly string[];
  follows: boolean;
}

/** What documents say; what was told in a chat is no period of its own. */
const confirmed = (past: Awaited<ReturnType<ReadHistory>> | undefined): EarlierReport[] =>
  (past?.reports ?? []).filter((report) => report.confirmed);

async function answerLocated(
  { recalled, intent, located, pointed, follows }: Located,
  turn: Turn,
): Promise<Outcome> {
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
    pointed,
    follows,
    state,
    snapshot,
    today: context.today,
    role,
    reader,
    reportsOf: async (id) => confirmed(await ports.history?.(id, role)),
    segmenter: ports.segmenter,
    measureFit: parts.measureFit,
    acts: parts.acts,
    details: parts.details,
    topics: parts.tools.topics,
    policy: ports.policy,
    wording: parts.wording,
    trace: context.trace,
  };
  return withMemory(await run(input), input);
}
