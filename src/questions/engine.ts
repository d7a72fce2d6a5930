/**
 * The way of a question: clean → guard → understand → scope → intent → find the project → query → ground → remember.
 * Deterministic: the same question on the same data gives the same answer.
 */
import type { Answer } from '../domain/answer.ts';
import type { IncomingMessage, Role } from '../domain/message.ts';
import type { ConversationKey } from '../domain/records.ts';
import { loadDivisions } from '../text/divisions.ts';
import { askedNow } from './asked.ts';
import { remember } from './conversation/memory.ts';
import { answerMessage } from './conversation/message.ts';
import { withQuoted } from './conversation/quoted.ts';
import { packState, unpackState } from './conversation/stored.ts';
import { ground } from './ground.ts';
import type { ProjectReader } from './ports.ts';
import type { Outcome } from './query.ts';
import { tooLong } from './refusals.ts';
import { reviewNotes } from './review-notes.ts';
import { createSnapshots, type Snapshot } from './snapshot.ts';
import { STATE_MINUTES } from './state.ts';
import type { AnswerContext, EnginePorts, Turn } from './turn.ts';
import { cleanMessage } from './understand/understand.ts';
import { loadWords } from './words.ts';

export type { AnswerContext, EnginePorts } from './turn.ts';

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
      const state = unpackState(await ports.conversations.load(key, context.now));
      const role = context.disclosure ?? context.role;
      const { reader, snapshots } = libraryFor(role);
      const snapshot = await snapshots();
      const parts = words();
      const tools = { ...parts.tools, segmenter, divisions, reader };
      const heard: Turn = { parts, ports, snapshot, state, context, role, reader, tools };
      const { text, turn } = await hear(message, heard);
      const outcome = text === null ? tooLong(parts.wording) : await answerMessage(text, turn);
      const { answer, rejected } = ground(outcome.answer);
      context.trace?.({ step: 'grounded', answer, rejected });
      for (const line of rejected) ports.onRejected?.(line);
      const next = await noteAsked({ ...outcome, answer }, text, turn);
      if (next !== state)
        await ports.conversations.save(key, packState(next), later(context.now, STATE_MINUTES));
      return answer;
    },
  };
}

/** The text in its normal spelling, null when it is too long to be read, with what it quotes put under it. */
async function hear(
  { text, quoted }: IncomingMessage,
  turn: Turn,
): Promise<{ text: string | null; turn: Turn }> {
  if (text.length > LONGEST_QUESTION) return { text: null, turn };
  const clean = cleanMessage(text);
  if (quoted === undefined) return { text: clean, turn };
  const heard = await withQuoted(clean, quoted, turn);
  return { text: heard.text, turn: { ...turn, state: heard.state } };
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

/** The next state, after what went wrong was handed on for review. */
async function noteAsked(
  outcome: Outcome,
  text: string | null,
  { state, ports, parts, context, role }: Turn,
) {
  const asked = askedNow(outcome, context.now);
  const corrects = text !== null && parts.tools.cues.says_wrong.test(text);
  for (const note of reviewNotes({ before: state.asked, asked, corrects }))
    await ports.onReview?.({ ...note, day: context.today, heardBy: role });
  const next = remember(state, outcome);
  return asked === null ? next : { ...next, asked };
}

const later = (now: string, minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();
