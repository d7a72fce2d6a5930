/** Several questions in one message, or one question of several subjects: each is answered, then all are joined. */
import { answerQuestion } from '../answer-question.ts';
import type { Cues } from '../cues.ts';
import { rankFits } from '../find/fit.ts';
import type { Outcome } from '../query.ts';
import type { NamedScope, Question } from '../question.ts';
import { setsSides } from '../sides.ts';
import type { ConversationState } from '../state.ts';
import type { Turn } from '../turn.ts';
import { understand } from '../understand/understand.ts';
import { joinAnswers } from './join.ts';
import { remember } from './memory.ts';
import { halvesOf, splitQuestions, tailOf } from './parts.ts';
import { pointedAt } from './shown.ts';

/** Words that weigh less name no topic. */
const TELLING = 0.4;
/** An unknown word of this weight is a noun that no document has. */
const UNKNOWN_NOUN = 0.9;
/** A project that holds this much of a question is meant as a whole, though the words could be taken apart. */
const WHOLE = 0.8;

/** Answers a message that may ask several things. */
export async function answerAll(question: Question, turn: Turn): Promise<Outcome> {
  const parts = await questionsOf(question, turn);
  const together = parts.length > 1 ? await answerParts(parts, question, turn) : null;
  return together ?? (await answerSubjects(question, turn)) ?? answerQuestion(question, turn);
}

/** Answers each of several questions that stand side by side: the choices that were made. */
export async function answerEach(questions: readonly Question[], turn: Turn): Promise<Outcome> {
  const [only, more] = questions;
  if (more === undefined) return answerAll(only!, turn);
  let { state } = turn;
  const outcomes: Outcome[] = [];
  for (const question of questions) {
    const outcome = await answerAll(question, { ...turn, state: { ...turn.state, projects: [] } });
    outcomes.push(outcome);
    state = remember(state, outcome);
  }
  return joined(outcomes, state, turn);
}

/** The parts of a message, the place and year of the whole laid under each; itself when it asks once. */
async function questionsOf(
  question: Question,
  { tools, snapshot, context, state }: Turn,
): Promise<Question[]> {
  const texts = splitQuestions(question.text, tools.cues);
  if (texts.length < 2) return [question];
  const read = (text: string) => understand(text, tools, { snapshot, today: context.today });
  const parts = await Promise.all(texts.map(read));
  if (!asksByItself(parts[0]!, state)) return [question];
  return parts.map((part, i) => {
    if (i > 0 && !hasSubject(part)) return { ...part, pointsBack: true };
    return { ...part, scope: under(part.scope, question.scope) };
  });
}

/** The only place and year of a message hold for all its parts. */
function under(part: NamedScope, whole: NamedScope): NamedScope {
  const place = part.regionSlugs === null && part.unknownPlaces.length === 0 && whole.placesNamed === 1;
  const year = part.years === null && whole.years?.length === 1;
  return {
    ...part,
    ...(place ? { regionSlugs: whole.regionSlugs, placesNamed: 1 } : {}),
    ...(year ? { years: whole.years } : {}),
  };
}

/** The first part says what it is about, or leans on what was said before; a place alone only leads up to the next. */
function asksByItself(part: Question, state: ConversationState): boolean {
  if (namesMatter(part)) return true;
  const onTable = state.projects.length > 0 || state.list !== null;
  return part.intents.length > 0 && (onTable || part.scope.regionSlugs !== null);
}

/** It names a topic, a place in a list, a unit or an official. */
function namesMatter(question: Question): boolean {
  const { conditions, units, officials } = question;
  const unknown = question.concepts.some(({ weight, known }) => !known && weight >= UNKNOWN_NOUN);
  return tellsTopic(question) || unknown || conditions.positions.length + units.length + officials.length > 0;
}

const hasSubject = (part: Question) => namesMatter(part) || part.scope.regionSlugs !== null;

/** Null when too little came of the parts: then the message is answered as one question. */
async function answerParts(parts: readonly Question[], whole: Question, turn: Turn): Promise<Outcome | null> {
  let { state } = turn;
  let rest = parts;
  const heard: { part: Question; outcome: Outcome }[] = [];
  while (rest.length > 0) {
    const first = heard.length === 0;
    const { outcome, taken } = await answerNext(rest, { ...turn, state }, !first);
    if (outcome.answer.kind === 'clarify') return first ? waitingFor(whole.text, outcome) : null;
    heard.push({ part: rest[0]!, outcome });
    state = remember(state, outcome);
    rest = rest.slice(taken);
  }
  const worth = heard
    .filter(({ part, outcome }) => isWorthSaying(outcome, part))
    .map(({ outcome }) => outcome);
  const answered = worth.filter(({ answer }) => answer.kind === 'answer' || answer.kind === 'list');
  if (answered.length === 0) return null;
  if (worth.length === 1) return heard.length === 1 ? worth[0]! : null;
  return joined(worth, state, turn);
}

/** Answers the first part; where that is a list, what the next parts ask of each of its projects goes into its lines. */
async function answerNext(
  [part, ...next]: readonly Question[],
  turn: Turn,
  follows: boolean,
): Promise<{ outcome: Outcome; taken: number }> {
  const outcome = await answerQuestion(part!, turn, follows);
  const { cues } = turn.tools;
  const bare = next.findIndex((one) => hasSubject(one) || !asksOfEach(one, cues));
  const folded = next.slice(0, bare < 0 ? next.length : bare);
  if (outcome.answer.kind !== 'list' || folded.length === 0) return { outcome, taken: 1 };
  const asks = [...new Set([part!, ...folded].flatMap(({ conditions }) => conditions.asks))];
  const wider = { ...part!, conditions: { ...part!.conditions, asks } };
  const taken = 1 + folded.length;
  return { outcome: asks.length > 0 ? await answerQuestion(wider, turn, follows) : outcome, taken };
}

/** 慢在哪, 谁分管, 差几个点: told in the line of each project. */
const asksOfEach = ({ conditions, text }: Question, cues: Cues) =>
  conditions.asks.length > 0 || cues.points_apart.test(text);

/** The whole message waits for the reply. */
const waitingFor = (text: string, outcome: Outcome): Outcome => ({
  ...outcome,
  remember: { ...outcome.remember, pending: text },
});

/** An answer, or a refusal of something that was named. */
function isWorthSaying({ answer }: Outcome, part: Question): boolean {
  if (answer.kind === 'smalltalk') return false;
  return answer.kind !== 'refuse' || (answer.reason !== 'not_understood' && hasSubject(part));
}

function joined(outcomes: readonly Outcome[], state: ConversationState, turn: Turn): Outcome {
  const answer = joinAnswers(outcomes.map((outcome) => outcome.answer));
  const { projects } = answer;
  const shown = projects.length > 1 ? { list: { ids: [...projects], shown: projects.length } } : {};
  const list = outcomes.some((one) => one.answer.kind === 'list') ? {} : shown;
  const { asked } = outcomes[0]!;
  return {
    answer,
    remember: { ...state, ...list, projects: [...projects], asked: turn.state.asked },
    ...(asked === undefined ? {} : { asked }),
  };
}

/** 公厕和托位怎么样: both, where they are two projects and no one project is about both. */
async function answerSubjects(question: Question, turn: Turn): Promise<Outcome | null> {
  const { tools, snapshot, context, state } = turn;
  const { cues } = tools;
  const together =
    setsSides(question, cues) || (question.sides.length > 1 && cues.sum_asked.test(question.text));
  if (!namesMatter(question) || together || pointedAt(question.text, state, cues).length > 0) return null;
  const read = (text: string) => understand(text, tools, { snapshot, today: context.today });
  for (const [left, right] of halvesOf(question.text, cues)) {
    const [first, second] = await Promise.all([read(left), read(right)]);
    if (!tellsTopic(first) || !tellsTopic(second)) continue;
    const asked = await read(left + tailOf(right, topicsOf(second)));
    const pair = [asked, second].map((part) => ({ ...part, scope: under(part.scope, question.scope) }));
    const outcome = await answerPair(pair, turn);
    if (outcome !== null) return outcome;
  }
  return null;
}

const topicsOf = ({ concepts }: Question) =>
  concepts.filter(({ weight, known, ofUnit }) => known && weight >= TELLING && !ofUnit).map((c) => c.printed);

const tellsTopic = (question: Question) => topicsOf(question).length > 0;

async function answerPair(pair: readonly Question[], turn: Turn): Promise<Outcome | null> {
  let { state } = turn;
  const outcomes: Outcome[] = [];
  for (const part of pair) {
    const outcome = await answerQuestion(part, { ...turn, state: { ...state, projects: [], list: null } });
    if (outcome.answer.kind !== 'answer' || outcome.answer.projects.length !== 1) return null;
    outcomes.push(outcome);
    state = remember(state, outcome);
  }
  const ids = [...new Set(outcomes.flatMap(({ answer }) => answer.projects))];
  if (ids.length < 2 || (await oneHoldsBoth(ids, pair, turn))) return null;
  return joined(outcomes, state, turn);
}

async function oneHoldsBoth(ids: readonly string[], pair: readonly Question[], { reader }: Turn) {
  const text = pair.map((part) => part.text).join('');
  const concepts = pair.flatMap((part) => part.concepts);
  const fits = rankFits(await reader.dossiers(ids), { text, concepts });
  return fits.some(({ coverage }) => coverage >= WHOLE);
}
