/** The mean of stated rates with its denominator. */
import { answerOf, computed, say, source } from '../compose.ts';
import type { WideQuery } from '../query.ts';
import { clarifyLists, needsList } from './clarify.ts';
import { filterProjects, withoutTopic } from './filter.ts';
import { describeScope, scopeEvidence, sourcesOf } from './lists.ts';

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
