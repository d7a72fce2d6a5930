/** The words of a page as a browser would show them. */
import { tidy } from './blocks.ts';

/** Elements that begin and end a paragraph. */
export const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 ' +
    'h5 h6 header hr legend li main ol p pre section summary td th tr ul'
  ).split(' '),
);

/** Stands for `<br>` until white space is collapsed; no page text holds it. */
export const BREAK = '\v';

/** Two line breaks, or one before a paragraph's first-line indent. */
const PARAGRAPH_BREAK = /\n\s*\n|\n(?=[\u3000\u00a0\u2003]{2})/;

/** White space with a line end between two characters that Chinese writes without a space. */
const WRAP_IN_CHINESE =
  /(?<=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[\p{Script=Han}\u3000-\u303f\uff00-\uffef])/gu;

/** Source text with `BREAK` marks → the paragraphs it shows, trimmed, soft breaks as `\n`; blank ones left out. */
export function shownParagraphs(source: string): string[] {
  const shown = source
    .replace(WRAP_IN_CHINESE, '')
    .replace(/[ \t\r\n\f]+/g, ' ')
    .replaceAll(BREAK, '\n')
    .replace(/\n +/g, '\n');
  return shown.split(PARAGRAPH_BREAK).map(tidy).filter(Boolean);
}
