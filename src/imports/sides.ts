/** Texts without labels that first tell what was planned and then what came of it: 年初计划…。全年…. */
import { opensAimed, opensTold } from './line-words.ts';

/** The two sides of a text, and the name before them. */
export interface Sides {
  name: string;
  goal: string;
  note: string;
}

/** Up to a stop, or a name with its colon. */
const SENTENCE = /^[^。；\n：:]{2,30}[：:](?!\/)|[^。；\n]+[。；\n]?/gu;
/** The plan stands first, or behind the name. */
const LATEST = 1;

/**
 * Null where a text does not open with a plan, or no sentence behind it opens with a result.
 * @param inReport the document reports what was done: 全年… is no plan there
 */
export function sidesOf(text: string, inReport: boolean): Sides | null {
  const sentences = text.match(SENTENCE) ?? [];
  const aim = sentences.findIndex((sentence) => opensAimed(sentence.trim()));
  const told = sentences.findIndex((sentence, at) => at > aim && opensTold(sentence.trim(), inReport));
  if (aim < 0 || aim > LATEST || told < 0) return null;
  const [name, goal, note] = [[0, aim], [aim, told], [told]].map(([from, to]) =>
    sentences.slice(from, to).join('').trim(),
  );
  return { name: name!, goal: goal!, note: note! };
}
