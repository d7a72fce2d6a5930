/** A list whose items have a mark instead of a number: ☑ 名称 or ◆ 名称 or a picture, with text below. */
import type { Document } from '../../domain/document.ts';
import { findQuantities } from '../../text/quantities.ts';
import { cleanText } from '../cells.ts';
import { projectOf, toldRole } from '../items.ts';
import { markOf, withoutMarks } from '../line-marks.ts';
import { groupState, isCaption, namesSubject } from '../line-words.ts';
import { isPartOfYear } from '../period.ts';
import { above } from '../preamble.ts';
import { type Item, isDivider, itemsBy, type Line, type Start } from '../prose.ts';
import type { ProseReading } from '../prose-reading.ts';
import type { Layout } from '../raw.ts';

/** Only where nothing is numbered but groups, and title or opening speak of such a list. */
export const markedListLayout: Layout<ProseReading> = {
  name: 'marked-list',
  recognise: (document) => (markedOf(document) ? 0.65 : 0),
  read(document) {
    const marked = markedOf(document);
    if (!marked) return null;
    const { title, preamble } = above(document, marked.first);
    const body = toldRole(title, preamble, marked.items);
    const partOfYear = isPartOfYear([title, document.fileName, ...preamble]);
    const projects = marked.items.map((item) => projectOf(item, body, partOfYear));
    return { title, preamble, projects, periodHints: [], layout: 'marked-list' };
  },
};

interface Marked {
  items: Item[];
  /** Block of the first item. */
  first: number;
}

/** A line with the mark it opens with, '' for none. */
interface MarkedLine extends Line {
  mark: string;
}

const FEWEST_MARKED = 3;
/** Longest name of an item. */
const LONGEST_NAME = 60;

function markedOf(document: ProseReading): Marked | null {
  const lines = linesOf(document);
  const mark = commonest(lines.map((line) => line.mark).filter(Boolean));
  const at = lines.findIndex((line) => line.mark === mark);
  if (mark === null || at < 0 || !isAboutList(document, lines.slice(0, at))) return null;
  if (document.numbering() || !numbersGroups(document)) return null;
  const items = itemsBy(lines, startsWith(lines, mark));
  const told = items.filter(isTold);
  return told.length >= FEWEST_MARKED && told.length * 2 > items.length
    ? { items, first: lines[at]!.block }
    : null;
}

/** Every line with the mark it opens with; only marks that nothing but a caption has are captions. */
function linesOf(document: Document): MarkedLine[] {
  return document.blocks.flatMap((block, at) => {
    if (block.kind !== 'paragraph' || block.caption) return [];
    return block.text.split('\n').flatMap((printed, i): MarkedLine[] => {
      const line = cleanText(printed);
      const mark = markOf(line);
      const text = mark ? line.slice(mark.length).trim() : withoutMarks(line);
      if (!text || isCaption(text)) return [];
      const gap = i === 0 ? block.gapBefore : 0;
      return [{ text, gap, heading: block.heading !== null, block: at, mark: mark && kindOf(mark) }];
    });
  });
}

/** Pictures may differ from item to item (🏫, 🌳); they count as one mark. */
const kindOf = (mark: string) => (/\p{Extended_Pictographic}/u.test(mark) ? PICTURE : mark);
const PICTURE = '🖼';

function commonest(marks: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const mark of marks) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best && best[1] >= FEWEST_MARKED ? best[0] : null;
}

const isAboutList = ({ title, fileName }: Document, opening: readonly Line[]) =>
  [title ?? '', fileName, ...opening.map(({ text }) => text)].some(namesSubject);

/** 一、已完成的项目 above marked items is the number of a group; other numbers are those of the list. */
function numbersGroups(document: ProseReading): boolean {
  const found = document.plainNumbering();
  return found === null || found.items.every(({ head }) => groupState(head, true) !== '');
}

/** A marked line of the length of a name; short lines right above one are headings of groups. */
function startsWith(lines: readonly MarkedLine[], mark: string): Start {
  const begins = (i: number) => lines[i]?.mark === mark && lines[i].text.length <= LONGEST_NAME;
  let group: string | null = null;
  const groups = lines.map((line, i) => {
    if (!begins(i) && isDivider(line) && begins(i + 1)) group = line.text;
    return group;
  });
  return (line, i) => (begins(i) ? { number: '', head: line.text, group: groups[i]! } : null);
}

/** A name with text below it, or one that says itself what is counted. */
const isTold = ({ head, lines }: Item) => lines.length > 0 || findQuantities(head).length > 0;
