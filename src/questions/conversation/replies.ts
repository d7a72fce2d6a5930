/** Replies to a question back: which of the choices, which place; or that the message is none. Pure. */
import type { Choice } from '../../domain/message.ts';
import { parseNumeral } from '../../text/numerals.ts';
import type { Cues } from '../cues.ts';
import type { ConversationState } from '../state.ts';
import { matchesOf } from '../understand/span.ts';

export type Reply =
  /** The message stands for itself. */
  | { kind: 'none' }
  | { kind: 'chosen'; choices: readonly Choice[] }
  /** A number was said that was not offered. */
  | { kind: 'missing'; number: number }
  /** Short and asks nothing: it may name the region or year that was asked for. */
  | { kind: 'place'; text: string };

/** Most choices that are answered at once. */
const MOST_CHOSEN = 4;

export function readReply(text: string, state: ConversationState, cues: Cues): Reply {
  if (state.pending === null) return { kind: 'none' };
  const chosen = chosenFrom(text.normalize('NFKC'), state.choices, cues);
  if (chosen !== null) return chosen;
  return cues.names_only.test(text) && !cues.asks_back.test(text)
    ? { kind: 'place', text }
    : { kind: 'none' };
}

function chosenFrom(text: string, choices: readonly Choice[], cues: Cues): Reply | null {
  if (choices.length === 0) return null;
  if (cues.all_choices.test(text)) return { kind: 'chosen', choices: choices.slice(0, MOST_CHOSEN) };
  if (cues.choice_numbers.test(text)) return counted(text, choices, cues);
  const named = byName(text, choices, cues);
  return named === null ? null : { kind: 'chosen', choices: [named] };
}

function counted(text: string, choices: readonly Choice[], cues: Cues): Reply {
  const numbers = matchesOf(text, cues.choice_number).map((match) => parseNumeral(match[1]!) ?? 0);
  const missing = numbers.find((number) => choices[number - 1] === undefined);
  if (missing !== undefined) return { kind: 'missing', number: missing };
  const chosen = [...new Set(numbers)].map((number) => choices[number - 1]!);
  return { kind: 'chosen', choices: chosen.slice(0, MOST_CHOSEN) };
}

/** The choice said whole, or the only one whose label holds what was said: 充电桩那个. */
function byName(text: string, choices: readonly Choice[], cues: Cues): Choice | null {
  const whole = choices.find(({ label, text: own }) => label === text || own === text);
  if (whole !== undefined) return whole;
  const core = cues.names_only.exec(text)?.[1] ?? '';
  if (core.length < 2 || cues.asks_back.test(text)) return null;
  const holding = choices.filter(({ label }) => label.includes(core));
  return holding.length === 1 ? holding[0]! : null;
}
