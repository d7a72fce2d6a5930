/** Items without numbers: 目标：… 进展情况：… 牵头单位：…, or 【目标】… 【完成情况】…, again and again. */
import type { Document } from '../../domain/document.ts';
import { splitLabels } from '../labels.ts';
import type { Numbering } from '../numbered.ts';
import { listOf } from '../numbered.ts';
import { type Item, isDivider, isLabelled, itemsBy, type Line, linesOf, type Start } from '../prose.ts';
import type { Layout } from '../raw.ts';
import type { ColumnRole } from '../vocabulary.ts';

/** Every line with the label that opens the first item begins another one. */
export const labelledBlocksLayout: Layout<Document> = {
  name: 'labelled-blocks',
  recognise: (document) => (blocksOf(document) ? 0.6 : 0),
  read(document) {
    const found = blocksOf(document);
    return found && listOf(document, found, 'labelled-blocks');
  },
};

const OPENERS: readonly ColumnRole[] = ['title', 'task', 'goal'];

function blocksOf(document: Document): Numbering | null {
  const lines = linesOf(document);
  const opener = lines.map(labelOf).find((role) => role !== null && OPENERS.includes(role));
  if (!opener) return null;
  const start: Start = (line) =>
    labelOf(line) === opener ? { number: '', head: line.text, group: null } : null;
  const items = itemsBy(lines, start);
  const labelled = items.filter(isLabelled);
  if (labelled.length < 2 || labelled.length * 2 < items.length) return null;
  const first = lines.findIndex((line, i) => start(line, i, lines));
  nameByHeadings(items, lines, start);
  return { style: 'labels', items, first: lines[first]!.block, inline: false };
}

/** Where every item has a short line of its own before it, that line is its name. */
function nameByHeadings(items: readonly Item[], lines: readonly Line[], start: Start): void {
  const starts = lines.flatMap((line, i) => (start(line, i, lines) ? [i] : []));
  const headings = starts.map((i) => lines[i - 1]).filter((line) => line !== undefined && isDivider(line));
  if (headings.length < items.length) return;
  items.forEach((item, i) => {
    item.lines.unshift(item.head);
    item.head = headings[i]!.text;
  });
}

/** The role of the label a line begins with. */
function labelOf(line: Line): ColumnRole | null {
  return splitLabels(line.text)[0]?.label?.role ?? null;
}
