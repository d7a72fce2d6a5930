/** A report without numbers or labels: headings with text below, questions and answers, or a paragraph for each item. */
import type { Document } from '../../domain/document.ts';
import { findQuantities } from '../../text/quantities.ts';
import { isOfRules } from '../about.ts';
import { cutOutside } from '../enumerations.ts';
import { toldRole } from '../items.ts';
import { splitLabels } from '../labels.ts';
import { asked, isSection, namesSubject, tellsResult, topicOf, withoutAnswerMark } from '../line-words.ts';
import { isPartOfYear } from '../period.ts';
import { above } from '../preamble.ts';
import { type Item, isDivider, itemsBy, type Line, type Start } from '../prose.ts';
import type { ProseReading } from '../prose-reading.ts';
import type { Layout } from '../raw.ts';
import { headAlone } from '../tallies.ts';
import { mentionsState } from '../tally-heads.ts';
import { tallyWords } from '../tally-words.ts';
import { toldProject } from '../told-items.ts';
import { defaultUnitWord } from '../unit-words.ts';

/** Only where title or opening speak of such a list, and what it tells is counted. */
export const runningTextLayout: Layout<ProseReading> = {
  name: 'running-text',
  recognise: (document) => (tellingOf(document) ? 0.3 : 0),
  read(document) {
    const telling = tellingOf(document);
    if (!telling) return null;
    const { title, preamble: before } = above(document, telling.first);
    const preamble = [...new Set([...before, telling.above].filter((text) => text && text !== title))];
    const body = toldRole(title, preamble, telling.items);
    const partOfYear = isPartOfYear([title, document.fileName, ...preamble]);
    const projects = withOwners(telling.items).map((item) => toldProject(item, { body, partOfYear }));
    return { title, preamble, projects, periodHints: [], layout: 'running-text' };
  },
};

interface Telling {
  items: Item[];
  /** Block of the first item. */
  first: number;
  /** The line right above it, which may be the head of the same paragraph. */
  above: string;
}

/** Fewest items of a list: questions are asked on purpose, paragraphs may only happen to hold figures. */
const FEWEST_ASKED = 2;
const FEWEST_TOLD = 3;
/** Text below a heading is longer than a heading. */
const SHORTEST_TEXT = 25;
/** What was planned with what has come of it. */
const SHORTEST_TOLD = 10;

function tellingOf(document: ProseReading): Telling | null {
  if (isOfRules(document)) return null;
  const printed = document.lines();
  const startsTold = printed.filter(isHeaded).length >= FEWEST_TOLD ? startsHeaded : startsParagraph;
  const ways: [Start, number, readonly Line[]][] = [
    [startsQuestion, FEWEST_ASKED, printed],
    [startsPlanned, FEWEST_TOLD, printed.flatMap(atPlans)],
    [startsSection, FEWEST_TOLD, printed],
    [startsTold, FEWEST_TOLD, printed],
    [startsPoint, FEWEST_TOLD, printed.flatMap(atPoints)],
  ];
  for (const [start, fewest, lines] of ways) {
    const at = lines.findIndex((line, i) => isItem(start(line, i, lines)));
    const items = itemsBy(lines, start).map(answered).filter(isProject);
    if (items.length >= fewest && isAboutList(document, lines.slice(0, at)))
      return { items, first: lines[at]!.block, above: lines[at - 1]?.text ?? '' };
  }
  return null;
}

const isItem = (begun: ReturnType<Start>) => begun !== null && begun !== 'end';

const isAboutList = ({ title, fileName }: Document, opening: readonly Line[]) =>
  [title ?? '', fileName, ...opening.map(({ text }) => text)].some(namesSubject);

const textOf = ({ head, lines }: Item) => [head, ...lines].join('\n');

/** Tells something of its own; a section of the report (下一步打算) is none. */
const isProject = (item: Item) =>
  (isTold(textOf(item)) || isStated(item.head)) && !isSection(item.head.slice(0, 12));

const isCounted = (text: string) => findQuantities(text).length > 0;

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
const startsParagraph: Start = ({ text }, i, lines) => {
  const told = isCaptioned(text) || withResultBelow(text) !== text;
  if (text.length < (told ? SHORTEST_TOLD : SHORTEST_TEXT)) return 'end';
  if (namesSubject(text.slice(0, OPENING)) || !isTold(text)) return 'end';
  const topic = topicOf(text);
  const head = topic ? `${topic}\n${text}` : OWNER.test(text) ? text : withResultBelow(text);
  return { number: '', head, group: groupAbove(lines, i) };
};

/** 县医院二期。因资金尚未到位，还没有开工。: where several open with a name and a stop, one may tell but its state. */
const startsHeaded: Start = (line, i, lines) =>
  isStated(line.text) ? { number: '', head: line.text, group: null } : startsParagraph(line, i, lines);

const isHeaded = ({ text }: Line) => HEADED.test(text) && isCounted(text);
const isStated = (text: string) =>
  HEADED.test(text) && !namesSubject(text) && mentionsState(text.replace(HEADED, ''));
const HEADED = /^[^，,。；;：:！？]{2,20}。(?=\S)/u;

/** The nearest of the lines above that is nothing but the state of a group. */
function groupAbove(lines: readonly Line[], at: number): string | null {
  const above = lines.slice(Math.max(0, at - LARGEST_GROUP), at).findLast(({ text }) => headAlone(text));
  return above?.text ?? null;
}

/** Most paragraphs of a group. */
const LARGEST_GROUP = 30;

/** 县教育局：新建幼儿园3所 …: where each paragraph opens with a unit, that is who is in charge of what it tells. */
function withOwners(items: Item[]): Item[] {
  if (!items.every(({ head }) => OWNER.test(head))) return items;
  return items.map((item) => {
    const [opening, unit] = OWNER.exec(item.head)!;
    const head = withResultBelow(item.head.slice(opening.length));
    return { ...item, head, lines: [...item.lines, `${defaultUnitWord}：${unit}`] };
  });
}

const OWNER = new RegExp(`^(${tallyWords.chargers.unit})[：:]\\s*`, 'u');

/** 计划…，已…。计划…，已…: a paragraph of plans with what has come of each, cut between them. */
function atPlans(line: Line): Line[] {
  if (!tallyWords.planned_lead.test(line.text) || topicOf(line.text) !== null) return [line];
  const pieces: string[] = [];
  const text = line.text.replace(tallyWords.further, '');
  for (const piece of text.match(/[^。；;]+[。；;]?/gu) ?? []) {
    if (pieces.length === 0 || isCounted(piece)) pieces.push(piece.trim());
    else pieces.push(`${pieces.pop()}${piece}`);
  }
  return pieces.map((piece) => ({ ...line, text: piece }));
}

/** Pieces of such paragraphs, and other paragraphs between them; none where there are no such. */
const startsPlanned: Start = (line, i, lines) => {
  const isPiece = [lines[i - 1], lines[i + 1]].some((near) => near?.block === line.block);
  if (isPiece) return { number: '', head: withResultBelow(line.text), group: null };
  return tallyWords.planned_lead.test(line.text) ? startsParagraph(line, i, lines) : 'end';
};

/** 老年食堂：新建12家，已开业10家。 */
const isCaptioned = (text: string) => CAPTIONED.test(text) && !splitLabels(text)[0]?.label;
const CAPTIONED = /^[^，,。；;：:]{2,20}[：:][^：:]*[，,。；;]/u;

/** Tells a figure, or of a named project how it stands. */
const isTold = (text: string) => isCounted(text) || (isCaptioned(text) && tallyWords.statement.test(text));

/** 新增泊位900个，已建成700个。: what was to be done, and below it what has come of it. */
function withResultBelow(text: string): string {
  const [task = '', ...next] = cutOutside(text, '，,');
  if (task.includes('。') || tellsResult(task)) return text;
  const told =
    isResult(next[0] ?? '') || (isCounted(task) && !isCounted(next[0] ?? '') && isResult(next[1] ?? ''));
  return told ? `${task}\n${text.slice(task.length + 1)}` : text;
}

const isResult = (clause: string) => tellsResult(clause) || tallyWords.told.test(clause);

/** A paragraph in which all is told, cut at its points: …如下：一是…；二是…；三是…. */
function atPoints(line: Line): Line[] {
  for (const { marks, find } of POINTS) {
    const cuts = [...line.text.matchAll(find)].filter((match, i) => match[1] === marks[i]);
    if (cuts.length < FEWEST_TOLD) continue;
    const edges = [0, ...cuts.map(({ index }) => index), line.text.length];
    const pieces = edges.slice(1).map((end, i) => line.text.slice(edges[i], end).trim());
    return pieces.filter(Boolean).map((text) => ({ ...line, text }));
  }
  return [line];
}

/** Points are counted on from the first, each behind a stop or colon. */
const POINTS = [
  { marks: [...'一二三四五六七八九十'], find: /(?<=[：:。；，,]\s*)([一二三四五六七八九十])是(?!否)/gu },
  { marks: [...'一二三四五六七八九十'], find: /(?<=[：:。；]\s*)[（(]([一二三四五六七八九十])[）)]/gu },
  { marks: [...'①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'], find: /(?<=[：:。；]\s*)([①-⑳])/gu },
  {
    marks: Array.from({ length: 40 }, (_, i) => String(i + 1)),
    find: /(?<=[：:。；]\s*)[（(]?(\d{1,2})(?:[）)、]|[.．](?!\d))/gu,
  },
];
const POINT =
  /^(?:([一二三四五六七八九十])是|[（(]?([一二三四五六七八九十①-⑳]|\d{1,2})[）)、.．]?)\s*(?=\D)(.*)$/u;

const startsPoint: Start = ({ text }, i, lines) => {
  const point = POINT.exec(text);
  const cut = lines[i - 1]?.block === lines[i]?.block;
  if (!point || !cut) return 'end';
  return { number: (point[1] ?? point[2])!.normalize('NFKC'), head: withResultBelow(point[3]!), group: null };
};

/** Where a paragraph on the whole list names it, in characters. */
const OPENING = 60;
