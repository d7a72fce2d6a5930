/** A dossier's texts as questions are matched in them, put together once for each dossier in memory. */
import type { Dossier } from '../../domain/records.ts';
import { normaliseText } from '../../text/normalise.ts';

export interface Prepared {
  /** The printed title, '' where the list prints none. */
  name: string;
  goal: string;
  note: string;
  /** All of it. */
  whole: string;
}

const prepared = new WeakMap<Dossier, Prepared>();

export function prepare(dossier: Dossier): Prepared {
  const known = prepared.get(dossier);
  if (known !== undefined) return known;
  const textOf = (parts: readonly string[]) =>
    dossier.clauses.flatMap(({ part, plain }) => (parts.includes(part) ? [plain] : [])).join('\n');
  const name = dossier.title === null ? '' : normaliseText(dossier.title).toLowerCase();
  const goal = textOf(['title', 'goal']);
  const note = textOf(['note', 'reason']);
  const made: Prepared = { name, goal, note, whole: [name, goal, note].join('\n') };
  prepared.set(dossier, made);
  return made;
}
