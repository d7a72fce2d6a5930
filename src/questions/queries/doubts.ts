/** Where a document does not agree with itself. Findings are for staff; figures side by side are for everybody. */
import type { Block } from '../../domain/answer.ts';
import type { Dossier, ProjectSummary } from '../../domain/records.ts';
import { answerOf, block, headBlock, quoteBlock, say, source, sourceRef } from '../compose.ts';
import { rankClauses, rankFigures } from '../find/evidence.ts';
import type { Outcome, ProjectQuery, QueryInput, WideQuery } from '../query.ts';
import { clarifyLists, needsList } from './clarify.ts';
import { scopeFilter } from './filter.ts';
import { declaredBlocks, sourcesOf } from './lists.ts';
import { pairBlock } from './project-figure.ts';
import { focusOf } from './project-status.ts';
import { readLists } from './read-lists.ts';

export const projectDoubts: ProjectQuery = {
  about: 'project',
  run(project, input): Outcome {
    const findings = input.role === 'resident' ? [] : findingBlocks(project, input);
    const pair = weakestPair(project, input);
    const none = findings.length + pair.length === 0 ? [say('text', input.intent.reply.none ?? '', {})] : [];
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

/** Doubts about a list as a whole: counts that differ, numbering; for residents only the counts. */
export const documentDoubts: WideQuery = {
  about: 'many',
  async run(input) {
    const items = await readLists(scopeFilter(input.scope), input);
    if (needsList(items, input)) return clarifyLists(items, input);
    const ids = new Set(items.map(({ documentId }) => documentId));
    const documents = input.snapshot.documents.filter(({ id }) => ids.has(id));
    const findings = documents.flatMap((document) =>
      document.findings.filter(({ kind }) => kind !== 'declaredCount'),
    );
    const own = items.length === 0 ? [] : await projectFindings(items, input);
    const shown = input.role === 'resident' ? [] : [...findings, ...own].slice(0, 8);
    const lines = shown.map(({ message }) => block('item', message, source(message)));
    const declared = declaredBlocks(items, input);
    const none = lines.length + declared.length === 0 ? [say('text', input.wording.no_doubts, {})] : [];
    const doubted = input.role === 'resident' ? [] : own.map(({ id }) => id);
    return {
      answer: answerOf('answer', {
        projects: [...new Set(doubted)],
        blocks: [...declared, ...lines, ...none],
        sources: sourcesOf(items, input),
      }),
    };
  },
};

async function projectFindings(items: readonly ProjectSummary[], { reader }: QueryInput) {
  const dossiers = await reader.dossiers(items.map(({ id }) => id));
  return dossiers.flatMap((d) =>
    d.findings.map((finding) => ({
      ...finding,
      id: d.id,
      message: `第${d.position}项 ${d.name}：${finding.message}`,
    })),
  );
}
