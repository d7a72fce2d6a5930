/** Where a document does not agree with itself. Findings are for staff; figures side by side are for everybody. */
import type { Block, Evidence } from '../../domain/answer.ts';
import type { FigurePair } from '../../domain/project.ts';
import type { Dossier, ProjectSummary } from '../../domain/records.ts';
import { findNumbers } from '../../text/numerals.ts';
import {
  answerOf,
  block,
  computed,
  figureLabel,
  fill,
  headBlock,
  percent,
  quoteBlock,
  say,
  source,
  sourceRef,
} from '../compose.ts';
import { rankClauses, rankFigures } from '../find/evidence.ts';
import type { Outcome, ProjectQuery, QueryInput, WideQuery } from '../query.ts';
import { clarifyLists, needsList } from './clarify.ts';
import { scopeFilter } from './filter.ts';
import { declaredBlocks, sourcesOf } from './lists.ts';
import { focusOf } from './project-status.ts';
import { readLists } from './read-lists.ts';

/** Whoever may not know the findings is not told that there are none. */
const noneWords = ({ role, wording }: QueryInput): string =>
  role === 'resident' ? wording.doubts_by_project : wording.no_doubts;

/** Figures side by side for everybody; findings for those who may know them. */
export const projectDoubts: ProjectQuery = {
  about: 'project',
  run(project, input): Outcome {
    const findings = input.role === 'resident' ? [] : findingBlocks(project, input);
    const pairs = [...statedRate(project, input), ...pairBlocks(project, input)];
    const { none: agreed, beside } = input.intent.reply;
    const words = input.role === 'resident' ? beside! : agreed!;
    const none = findings.length + pairs.length === 0 ? [say('text', words, {})] : [];
    return {
      answer: answerOf('answer', {
        projects: [project.id],
        blocks: [headBlock(project), ...findings, ...pairs, ...none, ...bothSides(project, input)],
        sources: [sourceRef(project)],
      }),
    };
  },
};

function findingBlocks(project: Dossier, input: QueryInput): Block[] {
  const doubts = doubtsOf(project, input);
  if (doubts.length === 0) return [];
  const texts = project.clauses.map(({ text }) => text).join('\n');
  const rate = project.statedRate === null ? '' : percent(project.statedRate);
  return [
    say('text', input.intents.get('doubts')!.reply.head!, {}),
    ...doubts
      .slice(0, 3)
      .map(({ message, evidence = [] }) => block('item', message, source(texts, rate, message), ...evidence)),
  ];
}

function statedRate({ statedRate: rate }: Dossier, { intents }: QueryInput): Block[] {
  if (rate === null) return [];
  const words = { rate: percent(rate) };
  return [say('text', intents.get('doubts')!.reply.stated!, words, source(words.rate))];
}

/** Most pairs that one answer sets side by side. */
const MOST_PAIRS = 3;

/** Targets beside what was done, those that the question is about first. */
function pairBlocks(project: Dossier, input: QueryInput): Block[] {
  const wanted = { concepts: input.question.concepts, side: null, measure: null };
  const places = rankFigures(project, wanted, input.measureFit).map(({ index }) => index);
  const rank = ({ target, actual }: FigurePair) => Math.min(places.indexOf(target), places.indexOf(actual));
  const named = [...project.pairs].sort((a, b) => rank(a) - rank(b)).slice(0, MOST_PAIRS);
  return named.flatMap((pair) => pairLine(project, pair, input));
}

/** 停车位：目标300个，已完成260个，按指标折算86.7% */
function pairLine({ figures }: Dossier, { target, actual, ratio }: FigurePair, { intents }: QueryInput) {
  const [goal, done] = [figures[target]!, figures[actual]!];
  if (ratio === null || goal.unit === '%') return [];
  const words = {
    name: figureLabel(goal) || figureLabel(done),
    target: goal.printed,
    actual: done.printed,
    ratio: percent(done.value / goal.value),
  };
  const said = source(words.name, goal.printed, done.printed);
  const sum = computed(`${done.value} / ${goal.value} * 100 = ${words.ratio.slice(0, -1)}`);
  return [say('note', intents.get('doubts')!.reply.pair!, words, said, sum)];
}

/** What a number of the question adds to a clause that prints it. */
const NAMED_BONUS = 0.5;
const MOST_NOTES = 2;

/** The clause of the goal and those of the note that the question is about. */
function bothSides(project: Dossier, input: QueryInput): Block[] {
  const wanted = { concepts: input.question.concepts, side: null, measure: null };
  const named = findNumbers(input.question.text).map(({ value }) => value);
  const bonus = (ordinal: number) =>
    project.figures.some(({ clause, value }) => clause === ordinal && named.includes(value))
      ? NAMED_BONUS
      : 0;
  const hits = rankClauses(project, wanted, input.measureFit)
    .map((hit) => ({ ...hit, score: hit.score + bonus(hit.clause.ordinal) }))
    .sort((a, b) => b.score - a.score);
  const of = (part: 'goal' | 'note', most: number) =>
    hits.filter(({ clause }) => clause.part === part).slice(0, most);
  return [...of('goal', 1), ...of('note', MOST_NOTES)].map(({ clause }) =>
    quoteBlock(clause.text, focusOf(clause.text, input)),
  );
}

/** Most findings that one answer tells. */
const MOST_FINDINGS = 8;

/** Doubts about a list as a whole: counts that differ, numbering; for residents only the counts. */
export const documentDoubts: WideQuery = {
  about: 'many',
  async run(input) {
    const items = await readLists(scopeFilter(input.scope), input);
    if (needsList(items, input)) return clarifyLists(items, input);
    const agreeing = input.cues.doubts_count.test(input.question.text);
    const declared = declaredBlocks(items, input, { agreeing });
    const own = input.role === 'resident' ? [] : await projectFindings(items, input);
    const shown = input.role === 'resident' ? [] : [...listFindings(items, input), ...own];
    const lines = shown
      .slice(0, MOST_FINDINGS)
      .map(({ message, evidence = [] }) => block('item', message, source(message), ...evidence));
    const none = lines.length === 0 && !isCounted(items, input) ? [say('text', noneWords(input), {})] : [];
    return {
      answer: answerOf('answer', {
        projects: [...new Set(own.map(({ id }) => id))],
        blocks: [...declared, ...lines, ...none],
        sources: sourcesOf(items, input),
      }),
    };
  },
};

/** The counts tell all there is: two that differ, or as much as a resident may know. */
function isCounted(items: readonly ProjectSummary[], input: QueryInput): boolean {
  const agreeing = input.role === 'resident' && input.cues.doubts_count.test(input.question.text);
  return declaredBlocks(items, input, { agreeing }).length > 0;
}

interface Doubt {
  message: string;
  evidence?: Evidence[];
}

/** What concerns the documents as a whole; their counts are told by themselves. */
function listFindings(items: readonly ProjectSummary[], { snapshot }: QueryInput): Doubt[] {
  const ids = new Set(items.map(({ documentId }) => documentId));
  return snapshot.documents
    .filter(({ id }) => ids.has(id))
    .flatMap(({ findings }) => findings.filter(({ kind }) => kind !== 'declaredCount'));
}

async function projectFindings(
  items: readonly ProjectSummary[],
  input: QueryInput,
): Promise<(Doubt & { id: string })[]> {
  const dossiers = await input.reader.dossiers(items.map(({ id }) => id));
  return dossiers.flatMap((project) =>
    doubtsOf(project, input).map(({ message, ...rest }) => ({
      ...rest,
      id: project.id,
      message: `第${project.position}项 ${project.name}：${message}`,
    })),
  );
}

/** What was found at the import, and parts that leave a rest unsaid. */
function doubtsOf(project: Dossier, input: QueryInput): Doubt[] {
  const stored = project.findings.map(({ message }): Doubt => ({ message }));
  const told = project.findings.some(({ kind }) => kind === 'partsVersusTotal');
  return told ? stored : [...stored, ...partsShort(project, input)];
}

/** 412个，其中260个、120个: parts in one clause that do not make up its total. */
function partsShort({ clauses, figures }: Dossier, { cues, intents }: QueryInput): Doubt[] {
  const reply = intents.get('doubts')!.reply.parts!;
  return clauses.flatMap(({ ordinal, part, text }) => {
    const open = cues.parts_open.exec(text)?.index;
    const own = figures.filter(({ clause }) => clause === ordinal);
    const [total] = own;
    if (part !== 'note' || open === undefined || total === undefined) return [];
    const parts = own.filter(({ unit, printed }) => unit === total.unit && text.indexOf(printed) > open);
    const sum = parts.reduce((whole, { value }) => whole + value, 0);
    const rest = Number((total.value - sum).toFixed(4));
    if (text.indexOf(total.printed) > open || parts.length < 2 || rest <= 0) return [];
    const words = {
      total: total.printed,
      parts: parts.map(({ printed }) => printed).join('、'),
      sum: `${sum}${total.unit}`,
      rest: `${rest}${total.unit}`,
    };
    const arithmetic = `sum(${parts.map(({ value }) => value).join(', ')}) = ${sum}`;
    const evidence = [source(text), computed(arithmetic), computed(`${total.value} - ${sum} = ${rest}`)];
    return [{ message: fill(reply, words), evidence }];
  });
}
