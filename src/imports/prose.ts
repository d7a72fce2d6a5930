/** Lists printed as running text: its lines, and which of them make up one item. Layouts say which lines begin one. */
import type { Document } from '../domain/document.ts';
import { cleanText, namesPeople } from './cells.ts';
import type { ColumnRole } from './header-words.ts';
import { type Part, splitLabels } from './labels.ts';
import { withoutBullet, withoutMarks } from './line-marks.ts';
import { isAfterList, isCaption, isClosing, isClosingAlone } from './line-words.ts';
import { isNumbered, numberFirst, ordinalOf, STYLES } from './ordinals.ts';
import { looksLikeUnit } from './unit-words.ts';
import { unwrapLines } from './wraps.ts';

/** A line of running text. */
export interface Line {
  text: string;
  /** Empty lines before it. */
  gap: number;
  heading: boolean;
  /** Index of its block in the document. */
  block: number;
}

/** One item: its number as printed, the rest of its first line, and the lines below. */
export interface Item {
  number: string;
  head: string;
  lines: string[];
  /** Heading of the group of items it stands in (二、正在推进的项目), null when none. */
  group: string | null;
}

/** Lines of all paragraphs; captions are left out. */
export function linesOf(document: Document): Line[] {
  const lines = document.blocks.flatMap((block, at) => {
    if (block.kind !== 'paragraph' || block.caption) return [];
    return block.text
      .split('\n')
      .flatMap(atRepeats)
      .flatMap((line, i): Line[] => {
        const text = numberFirst(withoutMarks(cleanText(line)));
        if (!text || isCaption(text)) return [];
        return [{ text, gap: i === 0 ? block.gapBefore : 0, heading: block.heading !== null, block: at }];
      });
  });
  return unwrapLines(withNumbers(lines));
}

const AIMS: readonly ColumnRole[] = ['goal', 'task'];

/** 任务目标：… 进展情况：… 任务目标：…: items that run on in one line are a line each, from the label that opens the first. */
function atRepeats(line: string): string[] {
  const opener = splitLabels(line).find(({ label }) => label !== null && AIMS.includes(label.role))?.printed;
  const word = opener?.trim() ?? '';
  if (!/[：:】]$/u.test(word) || line.split(word).length < 3) return [line];
  return line.split(
    new RegExp(`(?<=[。；）)\\s])\\s*(?=${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})`, 'u'),
  );
}

/** A number printed on a line of its own goes before the name on the next. */
function withNumbers(lines: readonly Line[]): Line[] {
  return lines.flatMap((line, i) => {
    const above = lines[i - 1];
    if (isNumber(line.text) && lines[i + 1] && !isNumbered(lines[i + 1]!.text)) return [];
    if (!above || !isNumber(above.text) || isNumbered(line.text)) return [line];
    return [{ ...line, text: `${above.text} ${line.text}`, gap: above.gap }];
  });
}

/** 一、 or （3） or 03 and nothing else; a bare 3 is rather the number of a page. */
const isNumber = (text: string) =>
  /^0\d$/u.test(text) || STYLES.some((style) => ordinalOf(text, style)?.head === '');

/** What a line that begins an item yields, `end` for a heading between groups of items, null for other lines. */
export type Start = (line: Line, index: number, lines: readonly Line[]) => Omit<Item, 'lines'> | 'end' | null;

/** Items in reading order; a heading between two items belongs to neither, lines after the list to none. */
export function itemsBy(lines: readonly Line[], start: Start): Item[] {
  const beginsItem = (line: Line | undefined, i: number) =>
    line !== undefined && start(line, i, lines) !== null;
  const items: Item[] = [];
  let open = false;
  lines.forEach((line, i) => {
    const begun = start(line, i, lines);
    open = begun === 'end' ? false : open || begun !== null;
    if (begun === 'end') return;
    if (begun) items.push({ ...begun, lines: [] });
    else if (open && !(isDivider(line) && !isNames(lines, i) && beginsItem(lines[i + 1], i + 1)))
      items.at(-1)?.lines.push(line.text);
  });
  dropClosing(items);
  return items;
}

/** Units in lines below their label: 责任单位, 县人社局. */
const isNames = (lines: readonly Line[], i: number) =>
  looksLikeUnit(lines[i]!.text) || splitLabels(`${lines[i - 1]?.text}\n`)[0]?.text === '';

/** What stands below the last item and is about the whole: closing words, source, signature. */
function dropClosing(items: readonly Item[]): void {
  const last = items.at(-1);
  if (!last) return;
  const own = items.slice(0, -1).some(({ lines }) => lines.some(isClosingAlone));
  const end = last.lines.findIndex(
    (line) => isAfterList(line) || isClosing(line) || (!own && isClosingAlone(line)),
  );
  if (end >= 0) last.lines.length = end;
  dropSignature(last.lines);
  if (last.lines.length === 0) last.head = unsigned(last.head);
  else last.lines.push(unsigned(last.lines.pop()!));
  dropSurplus(last, items.slice(0, -1));
}

/** Fewest items that show how many lines one has. */
const FEWEST_ALIKE = 3;

/** Where all the others have as many lines, further ones without label or number below the last are none of its own. */
function dropSurplus(last: Item, others: readonly Item[]): void {
  const [count = 0, ...differing] = new Set(others.map(({ lines }) => lines.length));
  const surplus = last.lines.slice(count);
  if (others.length < FEWEST_ALIKE || differing.length > 0) return;
  if (surplus.every((line) => !splitLabels(line)[0]?.label && !isNumbered(line)))
    last.lines.length -= surplus.length;
}

const DATE_LINE = /^(?:20\d\d|二[〇○零Ｏ0]\S{2})年\s?\S{1,3}月\s?\S{1,3}日(?:印发)?$/u;

/** Who signed behind the last sentence of a line: ….　县民生办 2017年8月9日. */
function unsigned(text: string): string {
  const [, told, ...signed] = /^(.*。)[ \t\u3000]+(\S+)(?:[ \t\u3000]+(\S+))?$/su.exec(text) ?? [];
  const [unit = '', date] = signed;
  return told && looksLikeUnit(unit) && (date === undefined || DATE_LINE.test(date)) ? told : text;
}

/** Who signed and when, below the last item. */
function dropSignature(lines: string[]): void {
  if (!DATE_LINE.test(lines.at(-1) ?? '')) return;
  lines.pop();
  if (looksLikeUnit(lines.at(-1) ?? '')) lines.pop();
}

/** A short line without a stop or label: the name of a group of items. */
export const isDivider = ({ text, heading }: Line) =>
  heading ||
  (text.length <= 25 &&
    !/[。；;，,：:】]/u.test(text) &&
    !splitLabels(text)[0]?.label &&
    !/\d\s+\d|\d+(?:个|处|户|人|项|公里|万)/u.test(text));

/** Heading and labelled texts of an item. */
export const partsOf = (item: Item): Part[] =>
  splitLabels([item.head, ...item.lines.map(withoutBullet)].filter(Boolean).join('\n'));

const PROGRESS: readonly ColumnRole[] = ['note', 'rate', 'status'];

/** An item that reads like one project: named, labelled, no label of a goal or a progress twice over. */
export function isLabelled(item: Item): boolean {
  const parts = partsOf(item);
  const roles = parts.flatMap((part) => (part.label && part.text !== '' ? part.label.role : []));
  const known = roles.filter(
    (role) => role === 'goal' || role === 'task' || PROGRESS.includes(role) || namesPeople(role),
  );
  const goals = roles.filter((role) => role === 'goal' || role === 'task').length;
  const units = roles.filter((role) => role === 'leadUnit' || role === 'responsibleUnit').length;
  const named = item.number === '' || parts[0]?.label === null || roles.includes('title');
  const notes = roles.filter((role) => role === 'note').length;
  return named && known.length > 0 && goals <= 1 && units <= 3 && notes <= 2;
}
