/** The words that tell a figure: its clause from the mark before it to the one behind it. Pure. */
import type { Figure } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';

const MARK = /[，,、；;。]/u;

/** 另有27台正在施工 of 加装电梯完工41台，另有27台正在施工。 */
export function statementOf({ clauses }: Pick<Dossier, 'clauses'>, figure: Figure): string {
  const text = clauses.find(({ ordinal }) => ordinal === figure.clause)?.text ?? '';
  const at = Math.max(0, text.indexOf(figure.printed));
  const before = text.slice(0, at).split(MARK).at(-1) ?? '';
  const behind = text.slice(at + figure.printed.length).split(MARK)[0] ?? '';
  return `${before}${figure.printed}${behind}`.trim();
}
