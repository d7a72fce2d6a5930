/** Which units and officials stand behind a project, by the sheet's own words. */
import type { Block } from '../../domain/answer.ts';
import type { Dossier } from '../../domain/records.ts';
import { answerOf, headBlock, say, source, sourceRef } from '../compose.ts';
import type { Outcome, ProjectQuery, QueryInput } from '../query.ts';

interface Link {
  name: string;
  word: string;
}

const UNIT_WORD = '责任单位';

export const projectUnit: ProjectQuery = {
  about: 'project',
  run(project, input) {
    const { reply } = input.intent;
    const said = evidence(project.units);
    const lines = byWord(project.units).map(([word, units]) =>
      say('text', reply.value!, { word, units }, said),
    );
    return people(project, lines.length > 0 ? lines : [say('text', reply.none!, {})]);
  },
};

export const projectOfficial: ProjectQuery = {
  about: 'project',
  run(project, input: QueryInput) {
    const { reply } = input.intent;
    const said = evidence(project.officials);
    const lines = byWord(project.officials).map(([word, officials]) =>
      say('text', reply.value!, { word, officials }, said),
    );
    const units = project.units.map(({ name }) => name).join('、') || '未写明';
    return people(
      project,
      lines.length > 0 ? lines : [say('text', reply.none!, { units }, evidence(project.units))],
    );
  },
};

/** 责任单位 → 区民政局、区卫健局 */
function byWord(links: readonly Link[]): [word: string, names: string][] {
  const words = new Map<string, string[]>();
  for (const { name, word } of links) {
    const key = word || UNIT_WORD;
    words.set(key, [...(words.get(key) ?? []), name]);
  }
  return [...words].map(([word, names]) => [word, names.join('、')]);
}

const evidence = (links: readonly Link[]) => source(...links.flatMap(({ name, word }) => [name, word]));

function people(project: Dossier, lines: readonly Block[]): Outcome {
  return {
    answer: answerOf('answer', {
      projects: [project.id],
      blocks: [headBlock(project), ...lines],
      sources: [sourceRef(project)],
    }),
  };
}
