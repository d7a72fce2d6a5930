/** A report without numbers or labels: headings with text below, questions and answers, or a paragraph for each item. */
import type { Document } from '../../domain/document.ts';
import { findQuantities } from '../../text/quantities.ts';
import { bodyRole, projectOf } from '../items.ts';
import { above } from '../preamble.ts';
import { type Item, isDivider, itemsBy, type Line, linesOf, type Start } from '../prose.ts';
import type { Layout } from '../raw.ts';
import {
  asked,
  isSection,
  namesSubject,
  reportsProgress,
  topicOf,
  withoutAnswerMark,
} from '../vocabulary.ts';

/** Only where title or opening speak of such a list, and what it tells is counted. */
export const runningTextLayout: Layout<Document> = {
  name: 'running-text',
  recognise: (document) => (tellingOf(document) ? 0.3 : 0),
  read(document) {
    const telling = tellingOf(document);
    if (!telling) return null;
    const { title, preamble } = above(document, telling.first);
    const told = telling.items.filter((item) => reportsProgress(textOf(item))).length;
    const body = told * 2 >= telling.items.length ? 'note' : bodyRole(title, preamble);
    const projects = telling.items.map((item) => projectOf(item, body));
    return { title, preamble, projects, periodHints: [], layout: 'running-text' };
  },
};

interface Telling {
  items: Item[];
  /** Block of the first item. */
  first: number;
}

/** Fewest items of a list: questions are asked on purpose, paragraphs may only happen to hold figures. */
const FEWEST_ASKED = 2;
const FEWEST_TOLD = 3;
/** Text below a heading is longer than a heading. */
const SHORTEST_TEXT = 25;

function tellingOf(document: Document): Telling | null {
  const lines = linesOf(document);
  const ways: [Start, number][] = [
    [startsQuestion, FEWEST_ASKED],
    [startsSection, FEWEST_TOLD],
    [startsParagraph, FEWEST_TOLD],
  ];
  for (const [start, fewest] of ways) {
    const at = lines.findIndex((line, i) => isItem(start(line, i, lines)));
    const items = itemsBy(lines, start).map(answered).filter(isCounted);
    if (items.length >= fewest && isAboutList(document, lines.slice(0, at)))
      return { items, first: lines[at]!.block };
  }
  return null;
}

const isItem = (begun: ReturnType<Start>) => begun !== null && begun !== 'end';

const isAboutList = ({ title, fileName }: Document, opening: readonly Line[]) =>
  [title ?? '', fileName, ...opening.map(({ text }) => text)].some(namesSubject);

const textOf = ({ head, lines }: Item) => [head, ...lines].join('\n');

/** Tells at least one figure of its own; a section of the report (下一步打算) is none. */
const isCounted = (item: Item) =>
  findQuantities(textOf(item)).length > 0 && !isSection(item.head.slice(0, 12));

const answered = (item: Item): Item => ({ ...item, lines: item.lines.map(withoutAnswerMark) });

/** 问：助餐点建得怎么样了？ */
const startsQuestion: Start = (line) => {
  const head = asked(line.text);
  return head ? { number: '', head, group: null } : null;
};

/** A heading with text below it. */
const startsSection: Start = (line, i, lines) => {
  const below = lines[i + 1];
  if (!isDivider(line) || line.text.length > 40 || below === undefined) return null;
  if (isDivider(below) || below.text.length < SHORTEST_TEXT) return null;
  return isSection(line.text) || namesSubject(line.text)
    ? 'end'
    : { number: '', head: line.text, group: null };
};

/** 养老方面，…: a paragraph with figures that does not speak of the whole list. */
const startsParagraph: Start = ({ text }) => {
  if (
    text.length < SHORTEST_TEXT ||
    namesSubject(text.slice(0, OPENING)) ||
    findQuantities(text).length === 0
  )
    return 'end';
  const topic = topicOf(text);
  return { number: '', head: topic ? `${topic}\n${text}` : text, group: null };
};

/** Where a paragraph on the whole list names it, in characters. */
const OPENING = 60;
