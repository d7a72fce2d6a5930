/** Items without numbers: 目标：… 进展情况：… 牵头单位：…, or 【目标】… 【完成情况】…, again and again. */
import type { ColumnRole } from '../header-words.ts';
import { splitLabels } from '../labels.ts';
import { isClosingSection, namesSubject } from '../line-words.ts';
import type { Numbering } from '../numbered.ts';
import { listOf } from '../numbered.ts';
import { type Item, isDivider, isLabelled, itemsBy, type Line, type Start } from '../prose.ts';
import type { ProseReading } from '../prose-reading.ts';
import type { Layout } from '../raw.ts';
import { looksLikeUnit } from '../unit-words.ts';

/** Every line with the label that opens the first item begins another one. */
export const labelledBlocksLayout: Layout<ProseReading> = {
  name: 'labelled-blocks',
  recognise: (document) => (blocksOf(document) ? 0.6 : 0),
  read(document) {
    const found = blocksOf(document);
    return found && listOf(document, found, 'labelled-blocks');
  },
};

const OPENERS: readonly ColumnRole[] = ['title', 'task', 'goal'];

function blocksOf(document: ProseReading): Numbering | null {
  const lines = document.lines();
  return openedByLabel(lines) ?? openedByHeading(lines);
}

const NAME = /\p{Script=Han}{2}/u;

/** Short lines with labelled text below, the first of it without a label: 口袋公园 / 新建5个。 / 完成情况：…. */
function openedByHeading(lines: readonly Line[]): Numbering | null {
  const start: Start = (line, i) => {
    const below = lines[i + 1];
    const opens =
      isDivider(line) && NAME.test(line.text) && !namesSubject(line.text) && !looksLikeUnit(line.text);
    if (!opens || below === undefined || isDivider(below)) return null;
    return isClosingSection(line.text) ? 'end' : { number: '', head: line.text, group: null };
  };
  return numberingOf(lines, start);
}

function openedByLabel(lines: readonly Line[]): Numbering | null {
  const opener = lines.map(labelOf).find((role) => role !== null && OPENERS.includes(role));
  if (!opener) return null;
  const start: Start = (line) =>
    labelOf(line) === opener ? { number: '', head: line.text, group: null } : null;
  const found = numberingOf(lines, start);
  if (found) nameByHeadings(found.items, lines, start);
  return found;
}

function numberingOf(lines: readonly Line[], start: Start): Numbering | null {
  const items = itemsBy(lines, start);
  const labelled = items.filter(isLabelled);
  if (labelled.length < 2 || labelled.length * 2 < items.length) return null;
  const first = lines.findIndex((line, i) => isItem(start(line, i, lines)));
  return { style: 'labels', items, first: lines[first]!.block, inline: false };
}

const isItem = (begun: ReturnType<Start>) => begun !== null && begun !== 'end';

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
