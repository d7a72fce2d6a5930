/** What falls due in a span over a whole list: 年底前要完成的有哪些. */
import { answerOf, block, computed, place, projectEvidence, say, source } from '../compose.ts';
import type { WideQuery } from '../query.ts';
import { clarifyLists, needsList } from './clarify.ts';
import { filterProjects, withoutTopic } from './filter.ts';
import { scopeEvidence, sourcesOf } from './lists.ts';

const MOST = 8;

export const due: WideQuery = {
  about: 'many',
  async run(asked) {
    const input = withoutTopic(asked);
    const { items } = await filterProjects(input, false);
    if (needsList(items, input)) return clarifyLists(items, input);
    const { from, to, label } = input.question.scope.span!;
    const dossiers = await input.reader.dossiers(items.map(({ id }) => id));
    const steps = dossiers.flatMap((project) =>
      project.milestones
        .filter((step) => step.due >= from && step.due <= to)
        .map((step) => ({ project, step })),
    );
    steps.sort((a, b) => (a.step.due < b.step.due ? -1 : a.step.due > b.step.due ? 1 : 0));
    const ids = [...new Set(steps.map(({ project }) => project.id))];
    if (ids.length === 0) {
      const none = say(
        'text',
        input.intents.get('milestone')!.reply.nothing!,
        { period: label },
        source(label),
      );
      return { answer: answerOf('answer', { blocks: [none], sources: sourcesOf(items, input) }) };
    }
    const lines = steps.slice(0, MOST).map(({ project, step }) => {
      const text = `${place(project)} ${project.name}：${step.printed} ${step.what}`;
      return block('item', text, projectEvidence(project), source(step.printed, step.what));
    });
    const words = { period: label, count: ids.length };
    const backing = [
      scopeEvidence(items, { items: [], condition: '' }),
      source(label),
      computed(`count = ${ids.length}`),
    ];
    const head = say('head', input.intents.get('milestone')!.reply.due!, words, ...backing);
    return {
      answer: answerOf(ids.length > 1 ? 'list' : 'answer', {
        projects: ids,
        blocks: [head, ...lines],
        sources: sourcesOf(items, input),
      }),
      remember: { list: { ids, shown: ids.length } },
    };
  },
};
