/** The mean of stated rates with its denominator. */
import type { Evidence } from '../../domain/answer.ts';
import type { ProjectSummary } from '../../domain/records.ts';
import { answerOf, computed, say, source } from '../compose.ts';
import type { Outcome, QueryInput, WideQuery } from '../query.ts';
import { clarifyLists, needsList } from './clarify.ts';
import { poolOf } from './filter.ts';
import { describeScope, scopeEvidence, sourcesOf } from './lists.ts';

export interface Mean {
  /** In percent, two decimals. */
  value: number;
  sum: number;
  /** How many projects state a rate. */
  count: number;
  evidence: Evidence[];
}

export const average: WideQuery = {
  about: 'many',
  uses: ['rate', 'status', 'pace', 'positions', 'exceeded', 'units', 'officials', 'topic'],
  async run(asked) {
    const { input, items } = await poolOf(asked);
    if (needsList(items, input)) return clarifyLists(items, input);
    const mean = meanOf(items);
    return mean === null ? noRates(items, input) : meanOutcome(mean, items, input);
  },
};

/** Null when none of them states a rate. */
export function meanOf(items: readonly ProjectSummary[]): Mean | null {
  const rates = items.flatMap(({ statedRate }) => (statedRate === null ? [] : [percentNumber(statedRate)]));
  if (rates.length === 0) return null;
  const sum = Number(rates.reduce((a, b) => a + b, 0).toFixed(4));
  const value = Number((sum / rates.length).toFixed(2));
  const evidence = [
    source(rates.join(' ')),
    computed(`mean(${rates.join(', ')}) = ${value}`),
    computed(`count = ${rates.length}`),
    computed(`sum(${rates.join(', ')}) = ${sum}`),
  ];
  return { value, sum, count: rates.length, evidence };
}

function noRates(items: readonly ProjectSummary[], input: QueryInput): Outcome {
  const scope = describeScope(items, input);
  const evidence = scopeEvidence(items, { items: [], condition: '' });
  return {
    answer: answerOf('answer', {
      blocks: [say('text', input.intent.reply.none!, { scope }, evidence, source(scope))],
      sources: sourcesOf(items, input),
    }),
  };
}

function meanOutcome(mean: Mean, items: readonly ProjectSummary[], input: QueryInput): Outcome {
  const { reply } = input.intent;
  const words = {
    scope: describeScope(items, input),
    count: mean.count,
    result: `${mean.value}%`,
    sum: mean.sum,
  };
  const backing = [scopeEvidence(items, { items: [], condition: '' }), ...mean.evidence];
  const unstated = items.length - mean.count;
  const note = say('note', reply.unstated!, { count: unstated }, computed(`count = ${unstated}`));
  return {
    answer: answerOf('answer', {
      projects: items.map(({ id }) => id),
      blocks: [
        say('text', reply.value!, words, ...backing),
        say('note', reply.basis!, words, ...backing),
        ...(unstated === 0 ? [] : [note]),
      ],
      sources: sourcesOf(items, input),
    }),
  };
}

const percentNumber = (rate: number) => Number((rate * 100).toFixed(2));
