/** One pass over a page: its elements in reading order become paragraphs and tables. */
import type { AnyNode, Element } from 'domhandler';
import type { Block } from '../domain/document.ts';
import { paragraph, tableOrText } from './blocks.ts';
import { gridSize, isLayoutTable, readTable, rowCells, tableRows } from './html-table.ts';
import { BLOCKS, BREAK, shownParagraphs } from './html-text.ts';

/** Longest centred text with or right under a picture that counts as its caption, in characters. */
const CAPTION_LENGTH = 80;

const CAPTION_CLASS = /caption|img-?(desc|info|title)|pic-?(desc|info|title)/i;

interface Marks {
  heading: number | null;
  caption: boolean;
  centred: boolean;
}

export interface WalkOptions {
  /** Write the number before an item of a numbered list, as browsers do. */
  numberLists: boolean;
  /** Told the number of table cells so far before a table is built; throws to stop. */
  onCells(cells: number): void;
}

/** Gathers the blocks of one page, or the text of one table cell. */
export class PageWalk {
  readonly #blocks: Block[] = [];
  readonly #options: WalkOptions;
  #cells = 0;
  #text = '';
  #gapBefore = 0;
  #marks: Marks = { heading: null, caption: false, centred: false };
  /** Number of a list item whose text has not begun yet. */
  #number = '';
  /** A picture was the last thing shown. */
  #picture = false;

  constructor(options: WalkOptions) {
    this.#options = options;
  }

  /** Everything shown inside the element. */
  read(element: Element): Block[] {
    this.#children(element);
    this.#flush();
    return this.#blocks;
  }

  #children(element: Element): void {
    let items = 0;
    for (const node of element.children) {
      this.#node(node, element, items);
      if (node.type === 'tag' && node.name === 'li') items++;
    }
  }

  #node(node: AnyNode, parent: Element, itemsAbove: number): void {
    if (node.type === 'text')
      this.#text += parent.name === 'pre' ? node.data.replaceAll('\n', BREAK) : node.data;
    if (node.type !== 'tag') return;
    if (node.name === 'br') this.#text += BREAK;
    else if (node.name === 'img') this.#picture = true;
    else if (node.name === 'table') this.#table(node);
    else if (BLOCKS.has(node.name)) this.#block(node, itemsAbove);
    else this.#children(node);
  }

  /** @param itemsAbove items of a list that it stands in, before it */
  #block(element: Element, itemsAbove = 0): void {
    this.#flush();
    const outer = this.#marks;
    const before = this.#blocks.length;
    const picturesBefore = this.#picture;
    this.#marks = marksOf(element, outer);
    if (this.#options.numberLists) this.#number ||= listNumber(element, itemsAbove);
    this.#children(element);
    this.#flush();
    if (element.name === 'li' && this.#number) this.#add(this.#number.trim());
    this.#marks = outer;
    const empty = this.#blocks.length === before && this.#picture === picturesBefore;
    if (empty && element.name === 'p') this.#gapBefore++;
  }

  #table(element: Element): void {
    this.#flush();
    if (isLayoutTable(element)) {
      for (const td of tableRows(element).flatMap(rowCells)) this.#block(td);
      return;
    }
    this.#cells += gridSize(element);
    this.#options.onCells(this.#cells);
    const grid = readTable(element, (td) => cellText(new PageWalk(this.#options).read(td)));
    if (grid.name) this.#blocks.push(paragraph(grid.name));
    this.#blocks.push(...tableOrText(grid));
    this.#gapBefore = 0;
    this.#picture = false;
  }

  /** Ends the paragraph being gathered. */
  #flush(): void {
    const texts = shownParagraphs(this.#text);
    this.#text = '';
    for (const text of texts) this.#add(this.#number + text);
  }

  #add(text: string): void {
    const { heading, centred } = this.#marks;
    const under = this.#picture && centred && heading === null && text.length <= CAPTION_LENGTH;
    const caption = this.#marks.caption || under;
    this.#blocks.push(paragraph(text, { heading, caption, gapBefore: this.#gapBefore }));
    this.#gapBefore = 0;
    this.#picture = false;
    this.#number = '';
  }
}

/** Blocks of a cell as text: tables within it a line a row, cells apart by tabs. */
function cellText(blocks: readonly Block[]): string {
  const lines = blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block.text] : block.rows.map((row) => row.map((c) => c.text).join('\t')),
  );
  return lines.join('\n');
}

function marksOf(element: Element, outer: Marks): Marks {
  const { class: names = '', align = '', style = '' } = element.attribs;
  const own = align || /text-align:\s*(\w+)/.exec(style)?.[1];
  return {
    heading: /^h[1-6]$/.test(element.name) ? Number(element.name[1]) : outer.heading,
    caption: outer.caption || element.name === 'figcaption' || CAPTION_CLASS.test(names),
    centred: element.name === 'center' || (own ? own === 'center' : outer.centred),
  };
}

/** The number a browser shows before an item of a numbered list: `3. `; '' for everything else. */
function listNumber(element: Element, itemsAbove: number): string {
  const list = element.parent;
  if (element.name !== 'li' || list?.type !== 'tag' || list.name !== 'ol') return '';
  if (/list-style(-type)?:\s*none/.test(list.attribs.style ?? '')) return '';
  const number = Number(element.attribs.value ?? Number(list.attribs.start ?? 1) + itemsAbove);
  return Number.isInteger(number) ? `${number}. ` : '';
}
