/** The mean of stated rates with its denominator, and which projects are behind the year's course. */
import type { ProjectSummary } from '../../domain/records.ts';
import { answerOf, computed, percent, say, source } from '../compose.ts';
import type { Outcome, QueryInput, WideQuery } from '../query.ts';
import { clarifyLists, needsList } from './clarify.ts';
import { filterProjects, withoutTopic } from './filter.ts';
import { describeScope, listOutcome, pageOutcome, scopeEvidence, sourcesOf } from './lists.ts';

export const average: WideQuery = {
  about: 'many',
  async run(asked) {
    const input = withoutTopic(asked);
    const { items } = await filterProjects(input);
    if (needsList(items, input)) return clarifyLists(items, input);
    const rates = items.flatMap(({ statedRate }) => (statedRate === null ? [] : [percentNumber(statedRate)]));
    const scope = describeScope(items, input);
    const { reply } = input.intent;
    const evidence = scopeEvidence(items, { items: [], condition: '' });
    if (rates.length === 0)
      return {
        answer: answerOf('answer', {
          blocks: [say('text', reply.none!, { scope }, evidence)],
          sources: sourcesOf(items, input),
        }),
      };
    const sum = Number(rates.reduce((a, b) => a + b, 0).toFixed(4));
    const mean = Number((sum / rates.length).toFixed(2));
    const words = { scope, count: rates.length, result: `${mean}%`, sum };
    const backing = [
      evidence,
      source(rates.join(' ')),
      computed(`mean(${rates.join(', ')}) = ${mean}`),
      computed(`count = ${rates.length}`),
      computed(`sum(${rates.join(', ')}) = ${sum}`),
    ];
    const unstated = items.length - rates.length;
    return {
      answer: answerOf('answer', {
        projects: items.map(({ id }) => id),
        blocks: [
          say('text', reply.value!, words, ...backing),
          say('note', reply.basis!, words, ...backing),
          ...(unstated === 0
            ? []
            : [say('note', reply.unstated!, { count: unstated }, computed(`count = ${unstated}`))]),
        ],
        sources: sourcesOf(items, input),
      }),
    };
  },
};

const percentNumber = (rate: number) => Number((rate * 100).toFixed(2));

/** Words that only say how things lag are no topic. */
function knownTopic(input: QueryInput): QueryInput {
  const concepts = input.question.concepts.filter(({ known, topic }) => known && topic);
  return { ...input, question: { ...input.question, concepts } };
}

export const lagging: WideQuery = {
  about: 'many',
  async run(input) {
    const { items } = await filterProjects(knownTopic(input), false);
    if (needsList(items, input)) return clarifyLists(items, input);
    const flagged = items.filter((item) => item.lagging === true);
    const anyFlag = items.some((item) => item.lagging !== null);
    return anyFlag ? flaggedOutcome(items, flagged, input) : belowLine(items, input);
  },
};

/** The document's own flags decide where it has any. */
function flaggedOutcome(items: ProjectSummary[], flagged: ProjectSummary[], input: QueryInput): Outcome {
  const { reply } = input.intent;
  const scope = describeScope(items, input);
  const evidence = scopeEvidence(items, { items: [], condition: '' });
  if (flagged.length === 0) return said(reply.none!, items, input);
  const head = say(
    'head',
    reply.head!,
    { scope, count: flagged.length },
    evidence,
    computed(`count = ${flagged.length}`),
  );
  return pageOutcome(flagged, { from: 0, head: [head] }, input);
}

/** No flags: stated rates against the share of the year gone by at the end of the reported period. */
function belowLine(items: ProjectSummary[], input: QueryInput): Outcome {
  const { reply } = input.intent;
  const scope = describeScope(items, input);
  const rated = items.filter((item) => item.statedRate !== null && item.period !== null);
  const first = rated[0];
  if (first === undefined) return said(reply.none!, items, input);
  const planned = yearShare(first.period!.end);
  const behind = rated.filter((item) => item.statedRate! < planned.share);
  const words = { scope, planned: percent(planned.share), count: behind.length || rated.length };
  const head = say(
    'head',
    behind.length > 0 ? reply.below! : reply.fine!,
    words,
    scopeEvidence(items, { items: [], condition: '' }),
    source(`${planned.day} ${planned.days}`),
    computed(`${planned.day} / ${planned.days} * 100 = ${words.planned.slice(0, -1)}`),
    computed(`count = ${words.count}`),
  );
  const unstated = items.length - rated.length;
  const note =
    unstated === 0
      ? []
      : [say('note', reply.unstated!, { count: unstated }, computed(`count = ${unstated}`))];
  if (behind.length > 0) {
    const outcome = listOutcome({ items: behind, condition: '' }, input);
    return {
      ...outcome,
      answer: { ...outcome.answer, blocks: [head, ...outcome.answer.blocks.slice(1), ...note] },
    };
  }
  return { answer: answerOf('answer', { blocks: [head, ...note], sources: sourcesOf(items, input) }) };
}

/** Day of the year and its share of the year. */
function yearShare(day: string): { day: number; days: number; share: number } {
  const start = Date.UTC(Number(day.slice(0, 4)), 0, 1);
  const next = Date.UTC(Number(day.slice(0, 4)) + 1, 0, 1);
  const number = Math.round((Date.parse(`${day}T00:00:00Z`) - start) / 86_400_000) + 1;
  const days = Math.round((next - start) / 86_400_000);
  return { day: number, days, share: number / days };
}

function said(template: string, items: readonly ProjectSummary[], input: QueryInput): Outcome {
  const evidence = scopeEvidence(items, { items: [], condition: '' });
  const line = say('text', template, { scope: describeScope(items, input) }, evidence);
  return { answer: answerOf('answer', { blocks: [line], sources: sourcesOf(items, input) }) };
}
