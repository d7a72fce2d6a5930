/** What an import would change, in the words of the chat, for the command line and the pages. */
import { type ChangeLines, changeLines } from './commands/import-preview.ts';
import { type CommandWords, loadCommandWords } from './commands/words.ts';
import type { ImportPreview } from './domain/records.ts';

/** Turns previews into lines. */
export type DescribeChanges = (preview: ImportPreview) => ChangeLines;

/** @throws InputError naming every problem of the words of commands */
export function createDescribeChanges(words: CommandWords = loadCommandWords()): DescribeChanges {
  return (preview) => changeLines(preview, words);
}

export type { ChangeLines };
