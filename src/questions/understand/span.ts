/** Parts of a question that are explained already: they are blanked so that nothing else reads them again. */

export interface Span {
  start: number;
  end: number;
}

/** What stands for an explained character; it is in no word and no pattern. */
export const BLANK = '\u0001';

/** The text with the spans blanked, positions kept. */
export function blank(text: string, spans: readonly Span[]): string {
  let out = text;
  for (const { start, end } of spans) out = out.slice(0, start) + BLANK.repeat(end - start) + out.slice(end);
  return out;
}

/** Every match of a pattern as a span. */
export function spansOf(text: string, pattern: RegExp): Span[] {
  return matchesOf(text, pattern).map((m) => ({ start: m.index, end: m.index + m[0].length }));
}

/** Every match of a pattern, in reading order. */
export function matchesOf(text: string, pattern: RegExp): RegExpExecArray[] {
  return [...text.matchAll(new RegExp(pattern, 'gu'))];
}
