/** Reports of which a single chapter is about the list: 三、民生实事办理情况 in the year's report of a county. */
import type { Block, Document } from '../domain/document.ts';
import { parseNumeral } from '../text/numerals.ts';
import { cleanText } from './cells.ts';
import { isSection, namesSubject } from './line-words.ts';
import { ordinalOf } from './ordinals.ts';

/** Longest heading of a chapter, in characters. */
const LONGEST = 30;
/** Opening lines that may be the title. */
const OPENING = 3;

interface Heading {
  at: number;
  text: string;
}

/** The document with only that chapter and what stands above the first; null where chapters are no such thing. */
export function chapterOf(document: Document): Document | null {
  const headings = headingsOf(document.blocks);
  const own = headings.filter(({ text }) => namesSubject(text));
  const [chapter] = own;
  if (headings.length < 2 || own.length !== 1 || !chapter) return null;
  const others = headings.filter((heading) => heading !== chapter);
  if (isAboutList(document, headings[0]!.at) && !others.every(({ text }) => isSection(text))) return null;
  const next = headings.find(({ at }) => at > chapter.at)?.at ?? document.blocks.length;
  const { blocks } = document;
  return { ...document, blocks: [...blocks.slice(0, headings[0]!.at), ...blocks.slice(chapter.at, next)] };
}

/** 一、二、三、 in lines of their own, counted on. */
function headingsOf(blocks: readonly Block[]): Heading[] {
  let count = 0;
  return blocks.flatMap((block, at) => {
    if (block.kind !== 'paragraph') return [];
    const found = ordinalOf(cleanText(block.text), 'chinese');
    if (!found || found.head.length > LONGEST || /[。；\n]/u.test(found.head)) return [];
    if (parseNumeral(found.number) !== count + 1) return [];
    count++;
    return [{ at, text: found.head }];
  });
}

function isAboutList({ blocks, title, fileName }: Document, end: number): boolean {
  const opening = blocks
    .slice(0, Math.min(end, OPENING))
    .flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
  return [fileName, title ?? '', ...opening].some(namesSubject);
}
