/** Where a document does not agree with itself. Findings are for staff; figures side by side are for everybody. */
import type { Block, Evidence } from '../../domain/answer.ts';
import type { Dossier, ProjectSummary } from '../../domain/records.ts';
import {
  answerOf,
  block,
  computed,
  fill,
  headBlock,
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
import { pairBlock } from './project-figure.ts';
import { focusOf } from './project-status.ts';
import { readLists } from './read-lists.ts';

/** Whoever may not know the findings is not told that there are none. */
const noneWords = ({ role, wording }: QueryInput): string =>
  role === 'resident' ? wording.doubts_by_project : wording.no_doubts;

export const projectDoubts: ProjectQuery = {
  about: 'project',
  run(project, input): Outcome {
    const findings = input.role === 'resident' ? [] : findingBlocks(project, input);
    const pair = weakestPair(project, input);
    const { none: agreed, beside } = input.intent.reply;
    const words = input.role === 'resident' ? beside! : agreed!;
    const none = findings.length + pair.length === 0 ? [say('text', words, {})] : [];
    return {
      answer: answerOf('answer', {
        projects: [project.id],
        blocks: [headBlock(project), ...findings, ...pair, ...none, ...bothSides(project, input)],
        sources: [sourceRef(project)],
      }),
    };
  },
};

function findingBlocks(project: Dossier, input: QueryInput): Block[] {
  if (project.findings.length === 0) return [];
  const texts = project.clauses.map(({ text }) => text).join('\n');
  const rate = project.statedRate === null ? '' : `${Number((project.statedRate * 100).toFixed(1))}%`;
  return [
    say('text', input.intent.reply.head ?? '', {}),
    ...project.findings
      .slice(0, 3)
      .map(({ message }) => block('item', message, source(texts, rate, message))),
  ];
}

function weakestPair(project: Dossier, input: QueryInput): Block[] {
  const hits = rankFigures(
    project,
    { concepts: input.question.concepts, side: null, measure: null },
    input.measureFit,
  );
  const paired = hits.find(({ index }) =>
    project.pairs.some((p) => p.target === index || p.actual === index),
  );
  return paired === undefined ? [] : pairBlock(project, paired.index, input);
}

/** The clause of the goal and the clause of the note that the question is about. */
function bothSides(project: Dossier, input: QueryInput): Block[] {
  const wanted = { concepts: input.question.concepts, side: null, measure: null };
  const hits = rankClauses(project, wanted, input.measureFit);
  return (['goal', 'note'] as const).flatMap((part) => {
    const hit = hits.find(({ clause }) => clause.part === part);
    return hit === undefined ? [] : [quoteBlock(hit.clause.text, focusOf(hit.clause.text, input))];
  });
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
    const none = lines.length + declared.length === 0 ? [say('text', noneWords(input), {})] : [];
    return {
      answer: answerOf('answer', {
        projects: [...new Set(own.map(({ id }) => id))],
        blocks: [...declared, ...lines, ...none],
        sources: sourcesOf(items, input),
      }),
    };
  },
};

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
  return dossiers.flatMap((project) => {
    const stored = project.findings.map(({ message }): Doubt => ({ message }));
    const told = project.findings.some(({ kind }) => kind === 'partsVersusTotal');
    const doubts = told ? stored : [...stored, ...partsShort(project, input)];
    return doubts.map(({ message, ...rest }) => ({
      ...rest,
      id: project.id,
      message: `第${project.position}项 ${project.name}：${message}`,
    }));
  });
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
