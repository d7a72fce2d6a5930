/** What a file would change, in a few lines: counts, and the first of everything that a person should look at. */
import type { Block } from '../domain/answer.ts';
import type { ImportedDocument } from '../domain/project.ts';
import type { ImportPreview, ProjectChange } from '../domain/records.ts';
import { changeText } from './changes.ts';
import { brief } from './replies.ts';
import { counted, own, quoted, say } from './say.ts';
import type { CommandWords } from './words.ts';

/** Lines of one kind that are shown. */
const SHOWN = 4;
const NAME_LENGTH = 40;
const FIELDS_SHOWN = 3;

/** The lines before the question whether to store. */
export function previewBlocks(
  document: ImportedDocument,
  { report, projects, gone, doubts }: ImportPreview,
  words: CommandWords,
): Block[] {
  const changed = projects.filter(({ change }) => change === 'changed');
  const counts = {
    added: counted(report.added),
    changed: counted(report.changed),
    unchanged: counted(report.unchanged),
    gone: counted(gone.length),
    doubts: counted(doubts.length),
  };
  const doubtTexts = doubts.map(
    ({ number, message }) => `${number === null ? '' : `第${number}项：`}${message}`,
  );
  return [
    ...headBlocks(document, words),
    say('text', report.stored ? words.import.counts : words.import.same, report.stored ? counts : {}),
    ...few(
      changed.map((project) => changedText(project, words)),
      words.import.changed,
      words,
    ),
    ...few(
      gone.map(({ number, name }) => `第${number}项 ${brief(name, NAME_LENGTH)}`),
      words.import.gone,
      words,
    ),
    ...few(doubtTexts, words.import.doubts, words),
  ];
}

function headBlocks(
  { title, fileName, region, year, period, projects }: ImportedDocument,
  words: CommandWords,
) {
  return [
    say('head', words.import.head, {
      title: quoted(title ?? fileName),
      region: quoted(region.fullName),
      year: quoted(String(year)),
      count: counted(projects.length),
    }),
    say('note', period === null ? words.import.declaredNothing : words.import.period, {
      end: own(period?.end ?? ''),
    }),
  ];
}

function changedText({ number, name, fields }: ProjectChange, words: CommandWords): string {
  const changes = fields.slice(0, FIELDS_SHOWN).map((field) => changeText(field, words));
  return `第${number}项 ${brief(name, NAME_LENGTH)}：${changes.join('；')}`;
}

/** A heading, the first lines and how many more there are; nothing for an empty list. */
function few(lines: readonly string[], heading: string, words: CommandWords): Block[] {
  if (lines.length === 0) return [];
  const rest = lines.length - SHOWN;
  return [
    say('text', heading),
    ...lines.slice(0, SHOWN).map((line) => say('item', '{line}', { line: quoted(line) })),
    ...(rest > 0 ? [say('note', words.import.rest, { count: counted(rest) })] : []),
  ];
}
