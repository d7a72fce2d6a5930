/** Questions answered by what the document says: why, how to apply, where it comes from, everything at once. */
import type { Block } from '../../domain/answer.ts';
import type { Dossier } from '../../domain/records.ts';
import { answerOf, block, headBlock, quoteBlock, say, source, sourceRef } from '../compose.ts';
import { rankClauses } from '../find/evidence.ts';
import type { Outcome, ProjectQuery, QueryInput } from '../query.ts';
import { focusOf } from './project-status.ts';

const CAUSE_BONUS = 0.6;

export const projectReason: ProjectQuery = {
  about: 'project',
  run(project, input) {
    const { cause, remark_clause: remark } = input.cues;
    const tells = (text: string) => cause.test(text) || (project.lagging === true && remark.test(text));
    const hits = ranked(project, input, (text) => (tells(text) ? CAUSE_BONUS : 0));
    const causes = hits.filter(({ clause }) => clause.part === 'reason' || tells(clause.text));
    const none = causes.length === 0 ? [say('text', input.intent.reply.none ?? '', {})] : [];
    const shown = (causes.length > 0 ? causes : hits).slice(0, 2);
    return told(project, [
      ...none,
      ...shown.map(({ clause }) => quoteBlock(clause.text, cause.exec(clause.text)?.[0] ?? null)),
    ]);
  },
};

export const projectHowto: ProjectQuery = {
  about: 'project',
  run(project, input) {
    const shown = ranked(project, input, () => 0).slice(0, 2);
    const quotes = shown.map(({ clause }) => quoteBlock(clause.text, focusOf(clause.text, input)));
    const tells = shown.some(({ clause }) => input.cues.says_how.test(clause.text));
    const unwritten = tells ? [] : [say('text', input.intent.reply.unwritten!, {})];
    const units = project.units.map(({ name }) => name).join('、');
    const contact =
      units === '' ? [] : [say('note', input.intent.reply.contact ?? '', { units }, source(units))];
    return told(project, [...unwritten, ...quotes, ...contact]);
  },
};

const MOST_NUMBERS = 3;

/** Clauses that print a number to call, where the document speaks of one; the units in any case. */
export const projectContact: ProjectQuery = {
  about: 'project',
  run(project, input) {
    const { reply } = input.intent;
    const { office_number: number } = input.cues;
    const found = ranked(project, input, () => 0).filter(({ clause }) => number.test(clause.text));
    const quotes = found
      .slice(0, MOST_NUMBERS)
      .map(({ clause }) => quoteBlock(clause.text, number.exec(clause.text)![0]));
    const said = [say('text', quotes.length > 0 ? reply.told! : reply.none!, {})];
    const units = [...new Set(project.units.map(({ name }) => name))].join('、');
    const answering = units === '' ? [] : [say('note', reply.units!, { units }, source(units))];
    return told(project, [...said, ...quotes, ...answering]);
  },
};

export const projectSource: ProjectQuery = {
  about: 'project',
  run(project, input) {
    const asOf = project.period === null ? '文件未写截止日期' : `截至${project.period.end}`;
    const words = { document: project.documentTitle, asOf };
    return told(project, [say('source', input.intent.reply.value!, words, source(words.document, asOf))]);
  },
};

const DETAIL_LENGTH = 600;

export const projectDetail: ProjectQuery = {
  about: 'project',
  run(project) {
    const part = (label: string, text: string): Block[] =>
      text === '' ? [] : [block('text', `${label}：${clip(text)}`, source(text))];
    const names = (links: readonly { name: string; word: string }[]) =>
      [...new Set(links.map(({ name, word }) => `${word} ${name}`.trim()))].join('；');
    const steps = project.milestones.map(({ printed, what }) => `${printed} ${what}`).join('；');
    return told(project, [
      ...part('目标', project.goal),
      ...part('进展', project.note),
      ...part('原因', project.reason),
      ...part('单位', names(project.units)),
      ...part('领导', names(project.officials)),
      ...part('节点', steps),
    ]);
  },
};

/** Whole sentences up to the limit. */
function clip(text: string): string {
  if (text.length <= DETAIL_LENGTH) return text;
  const end = text.lastIndexOf('。', DETAIL_LENGTH);
  return `${text.slice(0, end > 100 ? end + 1 : DETAIL_LENGTH).replace(/[\d.]+$/u, '')}…`;
}

function ranked(project: Dossier, input: QueryInput, bonus: (text: string) => number) {
  const wanted = { concepts: input.question.concepts, side: null, measure: null };
  return rankClauses(project, wanted, input.measureFit)
    .map((hit) => ({ ...hit, score: hit.score + bonus(hit.clause.text) }))
    .sort((a, b) => b.score - a.score || a.clause.ordinal - b.clause.ordinal);
}

function told(project: Dossier, blocks: readonly Block[]): Outcome {
  return {
    answer: answerOf('answer', {
      projects: [project.id],
      blocks: [headBlock(project), ...blocks],
      sources: [sourceRef(project)],
    }),
  };
}
