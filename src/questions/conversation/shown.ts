/** What was shown before and is pointed at: the second one, the last one, the other one, the one above. Pure. */
import { parseNumeral } from '../../text/numerals.ts';
import type { Cues } from '../cues.ts';
import type { ConversationState } from '../state.ts';
import { matchesOf } from '../understand/span.ts';

/** Ids of the projects pointed at, in the order said; none when nothing that was shown is meant. */
export function pointedAt(text: string, state: ConversationState, cues: Cues): string[] {
  const counted = countedOff(text, shownIds(state), cues);
  if (counted.length > 0) return counted;
  if (cues.other_shown.test(text)) return otherOne(state);
  const [only, more] = state.projects;
  if (!cues.one_above.test(text) || only === undefined) return [];
  return more === undefined ? [only] : state.earlier.slice(0, 1);
}

/** The list last shown; without one, the projects that were answered together. */
const shownIds = ({ list, projects }: ConversationState): readonly string[] =>
  list?.ids ?? (projects.length > 1 ? projects : []);

function countedOff(text: string, shown: readonly string[], cues: Cues): string[] {
  if (shown.length === 0) return [];
  const fromEnd = cues.nth_from_end.exec(text)?.[1];
  const places =
    fromEnd !== undefined
      ? [shown.length - numberOf(fromEnd)]
      : cues.last_shown.test(text)
        ? [shown.length - 1]
        : matchesOf(text, cues.nth_shown).map((match) => numberOf(match[1]!) - 1);
  return [...new Set(places.flatMap((place) => shown[place] ?? []))];
}

const numberOf = (numeral: string) => parseNumeral(numeral) ?? 0;

/** Of two shown the one not spoken of last, else the one spoken of before it. */
function otherOne({ list, projects, earlier }: ConversationState): string[] {
  const pair = list?.ids.length === 2 ? list.ids.filter((id) => id !== projects[0]) : [];
  return pair.length === 1 ? pair : earlier.slice(0, 1);
}
