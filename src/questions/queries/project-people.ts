/** Which units and officials stand behind a project, by the sheet's own words. */
import type { Dossier } from '../../domain/records.ts';
import { answerOf, block, fill, headBlock, source, sourceBlock, sourceRef } from '../compose.ts';
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
    const lines = byWord(project.units).map(([word, names]) => fill(reply.value!, { word, units: names }));
    return people(project, lines.length > 0 ? lines : [reply.none!], project.units);
  },
};

export const projectOfficial: ProjectQuery = {
  about: 'project',
  run(project, input: QueryInput) {
    const { reply } = input.intent;
    const lines = byWord(project.officials).map(([word, officials]) =>
      fill(reply.value!, { word, officials }),
    );
    const units = project.units.map(({ name }) => name).join('、') || '未写明';
    return people(project, lines.length > 0 ? lines : [fill(reply.none!, { units })], [
      ...project.officials,
      ...project.units,
    ]);
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

function people(project: Dossier, lines: readonly string[], links: readonly Link[]): Outcome {
  const said = source(...links.flatMap(({ name, word }) => [name, word]));
  return {
    answer: answerOf('answer', {
      projects: [project.id],
      blocks: [headBlock(project), ...lines.map((line) => block('text', line, said)), sourceBlock(project)],
      sources: [sourceRef(project)],
    }),
  };
}
