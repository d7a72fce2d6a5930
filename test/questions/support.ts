/** Lists made by hand in a real database, and people who ask about them. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '../../src/domain/answer.ts';
import type { Quoted, Role } from '../../src/domain/message.ts';
import type {
  Clause,
  Figure,
  FigurePair,
  ImportedDocument,
  ImportedProject,
  Milestone,
  OfficialLink,
  UnitLink,
} from '../../src/domain/project.ts';
import { loadPolicy } from '../../src/policy.ts';
import { loadCues } from '../../src/questions/cues.ts';
import { createEngine, type Engine } from '../../src/questions/engine.ts';
import { loadIntents } from '../../src/questions/intents.ts';
import { QUERY_NAMES } from '../../src/questions/queries/registry.ts';
import type { Question } from '../../src/questions/question.ts';
import { createSnapshots } from '../../src/questions/snapshot.ts';
import { loadEverydayWords } from '../../src/questions/understand/everyday.ts';
import { loadFields } from '../../src/questions/understand/fields.ts';
import { cleanMessage, understand } from '../../src/questions/understand/understand.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { loadDivisions } from '../../src/text/divisions.ts';
import { type Segmenter, theSegmenter } from '../../src/text/segment.ts';
import { tokenise } from '../../src/text/tokens.ts';
import { createTopicFinder, loadTopics } from '../../src/text/topics.ts';
import { document, figure } from '../store/fixtures.ts';

export { document };

/** Long enough for the dictionary on a busy machine. */
export const SETUP_MS = 120_000;
export const TODAY = '2025-07-10';
const NOON = '2025-07-10T04:00:00.000Z';

/** A figure as a document prints it; its clause is the first of its side that holds it. */
export type Printed = Pick<Figure, 'kind' | 'indicator' | 'value' | 'unit'> & Partial<Figure>;

export const target = (indicator: string, value: number, unit: string, more: Partial<Figure> = {}) =>
  ({ kind: 'target', indicator, value, unit, ...more }) satisfies Printed;
export const actual = (indicator: string, value: number, unit: string, more: Partial<Figure> = {}) =>
  ({ kind: 'actual', indicator, value, unit, ...more }) satisfies Printed;

export const unit = (name: string, word = '责任单位'): UnitLink => ({
  name,
  word,
  role: word === '配合单位' ? 'supporting' : 'responsible',
});
export const official = (name: string, word = '分管领导'): OfficialLink => ({ name, word, role: 'inCharge' });

type Given = Partial<Omit<ImportedProject, 'figures' | 'pairs' | 'milestones'>> & {
  figures?: readonly Printed[];
  /** Places of a target and its actual in `figures`. */
  pairs?: readonly (readonly [number, number])[];
  milestones?: readonly Omit<Milestone, 'clause'>[];
};

/** One entry of a list: sentences of goal, note and reason become its clauses. */
export function entry(position: number, given: Given): ImportedProject {
  const { title = null, goal = '', note = '', reason = '' } = given;
  const clauses = clausesOf({ title: title ?? '', goal, note, reason });
  const figures = (given.figures ?? []).map((one): Figure => {
    const printed = one.printed ?? `${one.value}${one.unit}`;
    const side = one.kind === 'target' ? ['goal'] : ['note', 'reason'];
    return figure({ ...one, printed, clause: placeOf(printed, clauses, side) });
  });
  return {
    number: String(position),
    position,
    units: [],
    officials: [],
    status: note === '' ? 'unknown' : 'in_progress',
    statusWord: null,
    lagging: null,
    statedRate: null,
    findings: [],
    ...given,
    title,
    goal,
    note,
    reason,
    clauses,
    figures,
    pairs: (given.pairs ?? []).map((pair) => pairOf(pair, figures)),
    milestones: (given.milestones ?? []).map((step) => ({
      ...step,
      clause: placeOf(step.printed, clauses, ['goal', 'note']),
    })),
  };
}

function clausesOf(parts: Record<Clause['part'], string>): Clause[] {
  const texts = Object.entries(parts).flatMap(([part, text]) =>
    (text.match(/[^。；]+[。；]?/gu) ?? []).map((sentence) => ({
      part: part as Clause['part'],
      text: sentence,
    })),
  );
  return texts.map((clause, ordinal) => ({ ...clause, ordinal }));
}

function placeOf(printed: string, clauses: readonly Clause[], parts: readonly string[]): number {
  const clause = clauses.find(({ part, text }) => parts.includes(part) && text.includes(printed));
  if (clause === undefined) throw new Error(`no clause holds ${printed}`);
  return clause.ordinal;
}

function pairOf([t, a]: readonly [number, number], figures: readonly Figure[]): FigurePair {
  const ceiling = figures[t]!.direction === 'atMost';
  const ratio = ceiling ? null : figures[a]!.value / figures[t]!.value;
  return { target: t, actual: a, ratio, statedRatio: null };
}

/** Who asks: each a conversation of its own unless chat and person are the same. */
export interface Asking {
  chatId?: string;
  personId?: string;
  role?: Role;
  /** What may be said where they ask; as the role when absent. */
  disclosure?: Role;
  region?: string;
  today?: string;
  now?: string;
  /** What the message quotes. */
  quoted?: Quoted;
}

/** A conversation: `say` sends one message and gives its answer, `ask` sends many and gives the last. */
export interface Conversation {
  say(text: string, at?: Asking): Promise<Answer>;
  ask(...turns: string[]): Promise<Answer>;
}

export interface TestEngine {
  engine: Engine;
  reader: Store['reader'];
  segmenter: Segmenter;
  /** Lines that the check of figures took out, since the start. */
  rejected: { text: string; figures: string[] }[];
  path: string;
  talk(asking?: Asking): Conversation;
  close(): Promise<void>;
}

/** An engine over a database file of its own that holds these documents; a path given is opened as it is. */
export async function openEngine(
  documents: readonly ImportedDocument[],
  path: string | null = null,
): Promise<TestEngine> {
  const folder = path === null ? mkdtempSync(join(tmpdir(), 'minsheng-questions-')) : null;
  const file = path ?? join(folder!, 'minsheng.db');
  const segmenter = theSegmenter();
  const store = await openStore(file, { tokenise: (text) => tokenise(text, segmenter) });
  if (documents.length > 0) await store.saveImports(documents, NOON);
  const rejected: TestEngine['rejected'] = [];
  const engine = await createEngine({
    readerFor: store.readerFor,
    history: store.history,
    conversations: store.conversations(),
    segmenter,
    policy: loadPolicy().schedule,
    onRejected: (line) => rejected.push(line),
  });
  return {
    engine,
    reader: store.reader,
    segmenter,
    rejected,
    path: file,
    talk: (asking) => conversation(engine, asking ?? {}),
    async close() {
      await store.close();
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    },
  };
}

function conversation(engine: Engine, asking: Asking): Conversation {
  const chatId = asking.chatId ?? randomUUID();
  const say: Conversation['say'] = (text, at = {}) => {
    const asked = { ...asking, ...at };
    const {
      personId = 'p1',
      role = 'resident',
      disclosure = role,
      region,
      today = TODAY,
      now = NOON,
      quoted,
    } = asked;
    const message = { platform: 'test', chatKind: 'private', addressed: true } as const;
    return engine.answer(
      { ...message, id: randomUUID(), chatId, personId, text, ...(quoted && { quoted }) },
      { today, now, role, disclosure, ...(region === undefined ? {} : { region }) },
    );
  };
  return {
    say,
    async ask(...turns) {
      let last: Answer | null = null;
      for (const turn of turns) last = await say(turn);
      return last!;
    },
  };
}

/** What the engine understands of a message before the conversation has a say. */
export async function understanding({
  reader,
  segmenter,
}: TestEngine): Promise<(text: string, today?: string) => Promise<Question>> {
  const snapshot = await createSnapshots(reader)();
  const tools = {
    reader,
    segmenter,
    intents: loadIntents(QUERY_NAMES),
    topics: createTopicFinder(loadTopics()),
    everyday: loadEverydayWords(),
    cues: loadCues(),
    fields: loadFields(),
    divisions: loadDivisions(),
  };
  return (text, today = TODAY) => understand(cleanMessage(text), tools, { snapshot, today });
}

/** Every line of an answer. */
export const textOf = (answer: Answer): string => answer.blocks.map((block) => block.text).join('\n');

/** Lines of one role. */
export const linesOf = (answer: Answer, role: Answer['blocks'][number]['role']): string[] =>
  answer.blocks.filter((block) => block.role === role).map((block) => block.text);
