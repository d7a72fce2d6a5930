/** Pieces of text put together again: pieces to lines, lines to the text of a cell or to paragraphs. */
import type { Paragraph } from '../../domain/document.ts';
import { paragraph } from '../blocks.ts';
import type { Run } from './page.ts';

/** A printed line. */
export interface Line {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
}

/** Baselines this close are one line, in font sizes. */
const SAME_LINE = 0.45;
/** A gap this wide between pieces is a blank, in font sizes; between Latin letters much less. */
const BLANK = 0.7;
const LATIN_BLANK = 0.15;
/** A line ending this near the edge went on because it was full, in font sizes and points of padding. */
const FULL = 1.2;
const PADDING = 7;
/** Room for nothing more, in font sizes. */
const NO_ROOM = 0.3;
/** Persons stand below each other. */
const NAME = /^\p{Script=Han}(?:\p{Script=Han}{1,3}| +\p{Script=Han})$/u;
/** Lines further apart than this are not of one paragraph, in font sizes. */
const LEADING = 2.6;
/** Characters this much larger than the page's are a heading. */
const HEADING = 1.2;
/** Indent of a paragraph's first line, in font sizes. */
const INDENT = 1.4;

const BEGINS =
  /^(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,3})[）)]|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．](?!\d)|[①-⑳]|第[一二三四五六七八九十\d]{1,4}[件项条]|【)/u;
const ENDS = /[。！？；：]$/u;

/** Pieces of each printed line from left to right, lines from top to bottom. */
export function linesOf(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [];
  for (const run of [...runs].sort((a, b) => a.y - b.y || a.left - b.left)) {
    const line = lines.at(-1);
    const near = line !== undefined && run.y - line[0]!.y <= SAME_LINE * Math.max(run.size, line[0]!.size);
    if (near) line.push(run);
    else lines.push([run]);
  }
  return lines.map((line) => line.sort((a, b) => a.left - b.left));
}

/** Lines from top to bottom. */
export const toLines = (runs: readonly Run[]): Line[] => linesOf(runs).map(joinRuns);

function joinRuns(runs: readonly Run[]): Line {
  let text = '';
  runs.forEach((run, i) => {
    const before = runs[i - 1];
    text += before === undefined ? run.text : between(before, run) + run.text;
  });
  return {
    text,
    left: runs[0]!.left,
    right: Math.max(...runs.map(({ right }) => right)),
    y: Math.max(...runs.map(({ y }) => y)),
    size: Math.max(...runs.map(({ size }) => size)),
  };
}

function between(before: Run, after: Run): string {
  const gap = (after.left - before.right) / after.size;
  const latin = /[A-Za-z]$/.test(before.text) && /^[A-Za-z]/.test(after.text);
  return gap > (latin ? LATIN_BLANK : BLANK) ? ' ' : '';
}

/** Where lines of a cell end at most: at its right border, and where the longest line of its column ends. */
export interface Edges {
  border: number;
  longest: number;
}

/** The text of a cell: full lines go on, short ones end. */
export function cellText(runs: readonly Run[], edges: Edges): string {
  const lines = toLines(runs);
  const isProse = ENDS.test(lines.at(-1)?.text ?? '');
  return lines.reduce((text, line, i) => {
    const before = lines[i - 1];
    if (before === undefined) return line.text;
    const unended = isProse && !ENDS.test(before.text) && !BEGINS.test(line.text);
    return text + (unended || goesOn(before, line, edges) ? seam(before, line) : '\n') + line.text;
  }, '');
}

function goesOn(before: Line, line: Line, { border, longest }: Edges): boolean {
  if (BEGINS.test(line.text)) return false;
  if (border - before.right < FULL * before.size + PADDING) return true;
  const listed = NAME.test(before.text) && NAME.test(line.text);
  return longest - before.right < NO_ROOM * before.size && !listed;
}

/** Words in Latin letters were apart at the end of the line. */
const seam = (before: Line, line: Line) =>
  /[A-Za-z]$/.test(before.text) && /^[A-Za-z]/.test(line.text) ? ' ' : '';

/** Paragraphs of running text between two tables. `bodySize` is the font size that most of the text has. */
export function toParagraphs(lines: readonly Line[], bodySize: number): Paragraph[] {
  const edge = Math.max(0, ...lines.map(({ right }) => right));
  const margin = Math.min(...lines.map(({ left }) => left));
  const paragraphs: { text: string; lines: Line[] }[] = [];
  for (const line of lines) {
    const open = paragraphs.at(-1);
    const before = open?.lines.at(-1);
    if (open && before && continues(before, line, { edge, margin })) {
      open.text += seam(before, line) + line.text;
      open.lines.push(line);
    } else paragraphs.push({ text: line.text, lines: [line] });
  }
  return paragraphs.map(({ text, lines: own }, i) => {
    const above = paragraphs[i - 1]?.lines.at(-1);
    const first = own[0]!;
    const gapBefore = above !== undefined && first.y - above.y > LEADING * first.size ? 1 : 0;
    const heading = isHeading(first, text, bodySize) ? 1 : null;
    return paragraph(text, { gapBefore, heading });
  });
}

function continues(before: Line, line: Line, { edge, margin }: { edge: number; margin: number }): boolean {
  if (Math.abs(before.size - line.size) > 1 || line.y - before.y > LEADING * line.size) return false;
  if (BEGINS.test(line.text)) return false;
  const large = isCentred(before, margin) && isCentred(line, margin) && !ENDS.test(before.text);
  if (large) return true;
  const full = edge - before.right < FULL * before.size + PADDING;
  return full && line.left - margin < INDENT * line.size;
}

/** Begins well inside the margin: a title set over two lines. */
const isCentred = (line: Line, margin: number) => line.left - margin > 2 * INDENT * line.size;

const isHeading = (line: Line, text: string, bodySize: number) =>
  line.size >= bodySize * HEADING && text.length <= 60 && !/[。；]$/u.test(text);
