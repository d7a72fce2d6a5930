/** A dossier's texts in the form that questions are matched in, made once for each dossier in memory. */
import type { Dossier } from '../../domain/records.ts';
import { normaliseText } from '../../text/normalise.ts';

export interface Prepared {
  /** The printed title, '' where the list prints none. */
  name: string;
  goal: string;
  note: string;
  /** By place in `dossier.clauses`. */
  clauses: readonly string[];
}

const prepared = new WeakMap<Dossier, Prepared>();

export function prepare(dossier: Dossier): Prepared {
  const known = prepared.get(dossier);
  if (known !== undefined) return known;
  const plain = (text: string) => normaliseText(text).toLowerCase();
  const clauses = dossier.clauses.map((clause) => plain(clause.text));
  const textOf = (parts: readonly string[]) =>
    dossier.clauses.flatMap((clause, i) => (parts.includes(clause.part) ? [clauses[i]!] : [])).join('\n');
  const made: Prepared = {
    name: dossier.title === null ? '' : plain(dossier.title),
    goal: textOf(['title', 'goal']),
    note: textOf(['note', 'reason']),
    clauses,
  };
  prepared.set(dossier, made);
  return made;
}
