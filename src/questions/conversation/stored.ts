/** The memory of a conversation as it is stored: small, and dropped when it is of another program or damaged. */
import { z } from 'zod';
import { type ConversationState, EMPTY_STATE, STATE_VERSION } from '../state.ts';

/** Largest state that is kept, in bytes of its JSON. */
export const MOST_BYTES = 8192;
/** Of a longer list the first ones can be counted off and narrowed. */
const MOST_LISTED = 100;
const LONGEST_TEXT = 600;

const text = z.string().max(LONGEST_TEXT);
const texts = z.array(text);
const bound = z.strictObject({ value: z.number(), inclusive: z.boolean() }).optional();

/** Only what the program reads by name is checked; conditions may hold more than is listed here. */
const conditions = z.looseObject({
  rate: z.looseObject({ above: bound, below: bound, printed: text }).nullable(),
  status: z.enum(['done', 'notDone', 'inProgress', 'notStarted']).nullable(),
  top: z.number().nullable(),
  order: z.enum(['lowest', 'highest']).nullable(),
  positions: z.array(z.number()),
  measure: text.nullable(),
});
const concept = z.looseObject({
  printed: text,
  weight: z.number(),
  alternatives: z.array(z.strictObject({ term: text, weight: z.number() })),
  known: z.boolean(),
  topic: z.boolean(),
});
const schema = z.looseObject({
  version: z.literal(STATE_VERSION),
  regionSlugs: texts.nullable(),
  years: z.array(z.number()).nullable(),
  recent: texts,
  projects: texts,
  earlier: texts,
  list: z.looseObject({ ids: texts, shown: z.number(), pool: texts.optional() }).nullable(),
  pending: text.nullable(),
  choices: z.array(z.strictObject({ label: text, text })),
  intent: text.nullable(),
  concepts: z.array(concept),
  measure: text.nullable(),
  last: z
    .strictObject({
      text,
      units: z.array(z.strictObject({ printed: text, names: texts })),
      officials: texts,
      conditions,
    })
    .nullable(),
  asked: z.looseObject({ text, at: text, kind: text, words: texts }).nullable(),
});

/** A state that was loaded, as it is when it is whole and of this program; else a new one. */
export function unpackState(stored: unknown): ConversationState {
  const state = schema.safeParse(stored);
  return state.success ? (state.data as unknown as ConversationState) : EMPTY_STATE;
}

/** The state to store: long lists are cut; where that is not enough the place and the project stay. */
export function packState(state: ConversationState): ConversationState {
  const { list } = state;
  const cut = list === null ? null : { ...list, ids: list.ids.slice(0, MOST_LISTED), ...poolOf(list) };
  const packed = { ...state, list: cut };
  if (bytesOf(packed) <= MOST_BYTES) return packed;
  const { regionSlugs, years, recent, projects, earlier } = state;
  const [first] = projects;
  const spoken = { projects: first === undefined ? [] : [first], earlier };
  const core = { ...EMPTY_STATE, regionSlugs, years, recent, ...spoken };
  return bytesOf(core) <= MOST_BYTES ? core : EMPTY_STATE;
}

const poolOf = ({ pool }: NonNullable<ConversationState['list']>) =>
  pool === undefined ? {} : { pool: pool.slice(0, MOST_LISTED) };

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
