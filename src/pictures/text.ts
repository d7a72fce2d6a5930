/** Text that fits into a picture: only characters that the font has, cut or broken by width. */
import { readFileSync } from 'node:fs';

const CHARACTERS = new Set(
  readFileSync(new URL('./fonts/characters.txt', import.meta.url), 'utf8').replace(/\n$/, ''),
);
const MISSING = '□';
const OMITTED = '…';
/** Pictographs with what joins and colours them. They are left out: a box in their place says nothing. */
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u{1F1E6}-\u{1F1FF}]|\u200d|\ufe0f|\u20e3/gu;

/** One line without emoji, its blanks single; characters that the font lacks become □. */
export function drawable(text: string): string {
  const line = text.replace(EMOJI, '').replace(/\s+/g, ' ').trim();
  return [...line].map((char) => (CHARACTERS.has(char) ? char : MISSING)).join('');
}

/** Width of a text in ems, rather too wide than too narrow. */
export function widthEm(text: string): number {
  return [...text].reduce((sum, char) => sum + charEm(char), 0);
}

function charEm(char: string): number {
  if (char > '\u024f') return 1;
  return /[A-Z@%&mw]/.test(char) ? 0.92 : 0.6;
}

/** The text, or as much of its beginning as fits with … behind it. */
export function cut(text: string, maxEm: number): string {
  return wrap(text, { maxEm, lines: 1 })[0] ?? '';
}

/** The text in lines that fit; what does not fit into the last line is cut off with …. */
export function wrap(text: string, { maxEm, lines }: { maxEm: number; lines: number }): string[] {
  const wrapped: string[] = [];
  let rest = text;
  while (rest !== '' && wrapped.length < lines) {
    const last = wrapped.length === lines - 1;
    const line = last && widthEm(rest) > maxEm ? fitting(rest, maxEm - 1) + OMITTED : fitting(rest, maxEm);
    wrapped.push(line);
    rest = rest.slice(line.length).trimStart();
  }
  return wrapped;
}

function fitting(text: string, maxEm: number): string {
  let width = 0;
  let end = 0;
  for (const char of text) {
    width += charEm(char);
    if (width > maxEm) break;
    end += char.length;
  }
  return text.slice(0, end);
}
