/** Lists told inside sentences: cuts them at their marks, never inside brackets and quotation marks. */
import { tallyWords } from './tally-words.ts';

const OPENING = '（(“‘《「【';
const CLOSING = '）)”’》」】';

/** The text cut at any of the marks; the marks go. */
export function cutOutside(text: string, marks: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (OPENING.includes(char)) depth++;
    else if (CLOSING.includes(char)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && marks.includes(char)) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** Is this place of the text outside all brackets and quotation marks? */
export function isOutside(text: string, at: number): boolean {
  let depth = 0;
  for (const char of text.slice(0, at)) {
    if (OPENING.includes(char)) depth++;
    else if (CLOSING.includes(char)) depth = Math.max(0, depth - 1);
  }
  return depth === 0;
}

/** What the parts of a list are judged by. */
export interface PartCheck {
  /** Can the text be an entry of the list? */
  isEntry: (part: string) => boolean;
  /** Is it no more than one, as far as it tells? */
  isOne: (part: string) => boolean;
  /** How many entries the text says there are; null when it does not say. */
  declared: number | null;
}

const BETWEEN_QUOTED = new RegExp(`([”」])(?:${tallyWords.and})?(?=[“「])`, 'gu');
const LAST_TWO = new RegExp(`^(.{4,}?)(?:${tallyWords.and})(.{4,})$`, 'u');
const ALSO = tallyWords.also;

/** From the strongest marks to the weakest. */
const WAYS = ['；;', '；;、', '，,；;', '、，,；;'];

/**
 * Entries of a list, at the marks that part it: those that yield as many entries as the text declares, else the first
 * that yield several and nothing that is none. Null when no marks do.
 */
export function entriesOf(list: string, { isEntry, isOne, declared }: PartCheck): string[] | null {
  const marked = list.replace(BETWEEN_QUOTED, '$1、').replaceAll(ALSO, '、');
  const ways = WAYS.map((marks) => trimmed(cutOutside(marked, marks)));
  const joined = ways.map(withLastCut);
  const counted = [...ways, ...joined].find((parts) => parts.length === declared && parts.every(isEntry));
  return counted ?? ways.find((parts) => parts.length > 1 && parts.every(isOne)) ?? null;
}

const trimmed = (parts: readonly string[]) => parts.map((part) => part.trim()).filter(Boolean);

/** …、修缮书屋和疏浚河道: the last two of a list. */
function withLastCut(parts: readonly string[]): string[] {
  const last = parts.at(-1)?.match(LAST_TWO);
  return last ? [...parts.slice(0, -1), last[1]!, last[2]!] : [...parts];
}
