/** Which units and officials stand behind a project, by the sheet's own words. */
import type { Block } from '../../domain/answer.ts';
import type { Dossier } from '../../domain/records.ts';
import { answerOf, headBlock, itemBlock, say, source, sourceRef } from '../compose.ts';
import type { Outcome, ProjectQuery, QueryInput, WideQuery } from '../query.ts';
import { extraOf, sourcesOf } from './lists.ts';

interface Link {
  name: string;
  word: string;
}

const UNIT_WORD = '责任单位';

export const projectUnit: ProjectQuery = {
  about: 'project',
  run(project, { intent: { reply } }) {
    const lines = unitLines(project, reply.value!);
    return told(project, lines.length > 0 ? lines : [say('text', reply.none!, {})]);
  },
};

/** Who leads it, and the units as well where both are asked for: 谁家牵头谁分管. */
export const projectOfficial: ProjectQuery = {
  about: 'project',
  run(project, { intent: { reply }, intents, question }: QueryInput) {
    const said = evidence(project.officials);
    const officials = byWord(project.officials).map(([word, names]) =>
      say('text', reply.value!, { word, officials: names }, said),
    );
    const asksUnits = question.intents.some(({ name }) => name === 'unit');
    const units = asksUnits ? unitLines(project, intents.get('unit')!.reply.value!) : [];
    if (officials.length > 0) return told(project, [...units, ...officials]);
    const names = project.units.map(({ name }) => name).join('、') || '未写明';
    return told(project, [say('text', reply.none!, { units: names }, evidence(project.units))]);
  },
};

function unitLines(project: Dossier, wording: string): Block[] {
  const said = evidence(project.units);
  return byWord(project.units).map(([word, units]) => say('text', wording, { word, units }, said));
}

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

function told(project: Dossier, lines: readonly Block[]): Outcome {
  return {
    answer: answerOf('answer', {
      projects: [project.id],
      blocks: [headBlock(project), ...lines],
      sources: [sourceRef(project)],
    }),
  };
}

const MOST_LISTED = 10;

/** The same for every project of the list just shown. */
export const people: WideQuery = {
  about: 'many',
  async run(input) {
    const { state, intent, reader } = input;
    const dossiers = await reader.dossiers((state.list?.ids ?? state.projects).slice(0, MOST_LISTED));
    const wide = new Set(dossiers.map(({ regionSlug, year }) => `${regionSlug}-${year}`)).size > 1;
    const role = intent.name === 'official' ? 'officials' : 'units';
    const lines = dossiers.map((project, i) => {
      const names = project[role].map(({ name }) => name).join('、') || '文件未写明';
      const where = wide ? extraOf({ ...project, statedRate: null }, wide) : '';
      const line = itemBlock(project, i, `${where}：${names}`);
      return { ...line, evidence: [...line.evidence, source(names)] };
    });
    return {
      answer: answerOf('list', {
        projects: dossiers.map(({ id }) => id),
        blocks: lines,
        sources: sourcesOf(dossiers, input),
      }),
      remember: { list: state.list },
    };
  },
};
