/** Lines broken at a fixed width (text copied from a page image or a PDF) joined to paragraphs again. */
import { splitLabels } from './labels.ts';
import { isNumbered } from './ordinals.ts';
import type { Line } from './prose.ts';

/** Widths in half characters: a Chinese character is two. */
const NARROWEST = 40;
const WIDEST = 130;
/** A full line may end this much before the edge. */
const SLACK = 6;
/** Share of full lines that shows a text to be broken at a width. */
const FULL_SHARE = 0.25;

/** Share of full lines that may end with a sentence: of lines that are whole paragraphs most do. */
const ENDED_SHARE = 0.5;
const ENDED = /[。！？]$/u;

const BEGINS = /^(?:【|\d{2}\s)/u;

/** The lines as they are where the text is not broken at a width. */
export function unwrapLines(lines: readonly Line[]): Line[] {
  const widths = lines.map((line) => widthOf(line.text));
  const edge = widths.reduce((widest, width) => Math.max(widest, width), 0);
  const full = widths.filter((width) => width >= edge - SLACK).length;
  if (edge < NARROWEST || edge > WIDEST || full < 3 || full < lines.length * FULL_SHARE) return [...lines];
  const ended = lines.filter((line, i) => widths[i]! >= edge - SLACK && ENDED.test(line.text)).length;
  if (ended > full * ENDED_SHARE) return [...lines];
  const joined: Line[] = [];
  lines.forEach((line, i) => {
    const last = joined.at(-1);
    if (last && widths[i - 1]! >= edge - SLACK && continues(line)) last.text += line.text;
    else joined.push({ ...line });
  });
  return joined;
}

function continues({ text, gap, heading }: Line): boolean {
  return (
    gap === 0 && !heading && !BEGINS.test(text) && !isNumbered(text) && splitLabels(text)[0]?.label === null
  );
}

function widthOf(text: string): number {
  return [...text].reduce((sum, char) => sum + (char.charCodeAt(0) < 0x2000 ? 1 : 2), 0);
}
