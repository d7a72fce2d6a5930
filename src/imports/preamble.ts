/** What stands above a list: its title and the statements on the whole of it. */
import type { Document, Paragraph } from '../domain/document.ts';
import { cleanText, unwrapped } from './cells.ts';
import { isAnnexMark, isCaption, namesSubject } from './line-words.ts';

const LONGEST_TITLE = 60;

/** Title and opening paragraphs before block `end`. The title is a heading, or the first short line without a stop that is more than 附件1. */
export function above(document: Document, end: number): { title: string | null; preamble: string[] } {
  const lines = document.blocks
    .slice(0, Math.max(0, end))
    .filter((block) => block.kind === 'paragraph' && !block.caption)
    .map((block) => ({ ...(block as Paragraph), text: cleanText((block as Paragraph).text) }))
    .filter(({ text }) => text && !isCaption(text));
  const titles = lines.filter((line) => isTitle(line) && !isAnnexMark(line.text));
  const heading = titles.find((p) => p.heading !== null && namesSubject(p.text));
  const title = heading ?? titles.find((p) => namesSubject(p.text) && /20\d\d|年/u.test(p.text)) ?? titles[0];
  return {
    title: title ? unwrapped(title.text) : (document.title ?? null),
    preamble: lines.filter((p) => p !== title).map((p) => p.text),
  };
}

function isTitle({ text, heading }: Paragraph): boolean {
  return heading !== null || (text.length <= LONGEST_TITLE && !/[。；;]$/u.test(text));
}
