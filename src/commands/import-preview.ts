/** What a file would change, in a few lines: counts, and the first of everything that a person should look at. */
import type { Block } from '../domain/answer.ts';
import type { ImportedDocument } from '../domain/project.ts';
import type { FieldChange, ImportPreview, ProjectChange } from '../domain/records.ts';
import { changeText } from './changes.ts';
import { brief } from './replies.ts';
import { counted, own, quoted, say } from './say.ts';
import type { CommandWords } from './words.ts';

/** Lines of one kind that are shown. */
const SHOWN = 4;
const NAME_LENGTH = 40;
const INDICATOR_LENGTH = 16;
const CHANGES_SHOWN = 5;

/** Lines of one kind that are shown when everything is asked for. */
const SHOWN_IN_DETAIL = 60;

/** The lines before the question whether to store. */
export function previewBlocks(
  document: ImportedDocument,
  preview: ImportPreview,
  words: CommandWords,
): Block[] {
  const { changed, gone, doubts } = changeLines(preview, words);
  return [
    ...headBlocks(document, words),
    countsBlock(preview, words),
    ...few(changed, words.import.changed, words),
    ...few(gone, words.import.gone, words),
    ...few(doubts, words.import.doubts, words),
  ];
}

/** The same with every change, new projects too. */
export function detailBlocks(
  document: ImportedDocument,
  preview: ImportPreview,
  words: CommandWords,
): Block[] {
  const { added, changed, gone, doubts } = changeLines(preview, words);
  const all = (lines: readonly string[], heading: string) => few(lines, heading, words, SHOWN_IN_DETAIL);
  return [
    ...headBlocks(document, words),
    say('text', words.import.detailsHead),
    countsBlock(preview, words),
    ...all(added, words.import.added),
    ...all(changed, words.import.changed),
    ...all(gone, words.import.gone),
    ...all(doubts, words.import.doubts),
  ];
}

/** What an import would do, one line for each project or doubt. */
export interface ChangeLines {
  added: string[];
  /** With every changed field and figure, from → to. */
  changed: string[];
  /** Stored, and not in this document; they stay. */
  gone: string[];
  doubts: string[];
}

/** The lines of a preview, the same in the chat, on the page and at the command line. */
export function changeLines({ projects, gone, doubts }: ImportPreview, words: CommandWords): ChangeLines {
  const named = ({ number, name }: Pick<ProjectChange, 'number' | 'name'>) =>
    `第${number}项 ${brief(name, NAME_LENGTH)}`;
  return {
    added: projects.filter(({ change }) => change === 'added').map(named),
    changed: projects
      .filter(({ change }) => change === 'changed')
      .map((project) => `${named(project)}：${changesOf(project, words)}`),
    gone: gone.map(named),
    doubts: doubts.map(({ number, message }) => `${number === null ? '' : `第${number}项：`}${message}`),
  };
}

/** States, rates and figures before long texts: they tell more in a line. */
function changesOf({ fields, figures }: ProjectChange, words: CommandWords): string {
  const told = (some: readonly FieldChange[]) => some.map((field) => changeText(field, words));
  const ofFigures = figures.map(
    ({ indicator, before, after, fell }) =>
      `${brief(indicator, INDICATOR_LENGTH)} ${before} → ${after}${fell ? '（比上次少，请核对）' : ''}`,
  );
  const others = told(fields.filter((field) => !isText(field)));
  return [...others, ...ofFigures, ...told(fields.filter(isText))].slice(0, CHANGES_SHOWN).join('；');
}

const isText = ({ field }: FieldChange): boolean => ['goal', 'note', 'reason'].includes(field);

function countsBlock({ report, gone, doubts }: ImportPreview, words: CommandWords): Block {
  const counts = {
    added: counted(report.added),
    changed: counted(report.changed),
    unchanged: counted(report.unchanged),
    gone: counted(gone.length),
    doubts: counted(doubts.length),
  };
  return say('text', report.stored ? words.import.counts : words.import.same, report.stored ? counts : {});
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

/** A heading, the first lines and how many more there are; nothing for an empty list. */
function few(lines: readonly string[], heading: string, words: CommandWords, most = SHOWN): Block[] {
  if (lines.length === 0) return [];
  const rest = lines.length - most;
  return [
    say('text', heading),
    ...lines.slice(0, most).map((line) => say('item', '{line}', { line: quoted(line) })),
    ...(rest > 0 ? [say('note', words.import.rest, { count: counted(rest) })] : []),
  ];
}
