/** Words an answer for a channel: one place for all channels, so that they all say the same. */
import type { Answer, Block, SourceRef } from '../domain/answer.ts';
import type { Capabilities, Choice, OutgoingFile, OutgoingMessage } from '../domain/message.ts';
import { splitText } from './split.ts';
import { AS_OF, MORE_SOURCES, NOT_SHOWN, SOURCE } from './wording.ts';

/** Longest label that every platform still shows whole on a button. */
const LONGEST_LABEL = 20;

/** More buttons than this are worse to choose from than numbered lines, and some platforms refuse them. */
const MOST_BUTTONS = 10;

/**
 * The messages to send for an answer: plain text, each within the channel's length, in order. Choices and the file go
 * with the last one: choices as buttons where the channel has them, otherwise as numbered lines; a file that the
 * channel cannot carry as a line that says so.
 */
export function render(answer: Answer, capabilities: Capabilities, file?: OutgoingFile): OutgoingMessage[] {
  const offer = offerChoices(answer.choices, capabilities);
  const carried = file && carriedAs(file, capabilities);
  const missing = file && !carried ? [NOT_SHOWN(file)] : [];
  const text = [...answerLines(answer), ...missing, ...offer.lines].join('\n');
  const parts = splitText(text, capabilities.maxLength, capabilities.lengthUnit);
  return parts.map((part, index) =>
    index < parts.length - 1
      ? { text: part, choices: [], answer }
      : { text: part, choices: offer.buttons, answer, ...(carried && { file: carried }) },
  );
}

/** Labels too long for a button stand in the text, with their numbers on the buttons; too many choices get none. */
function offerChoices(
  choices: readonly Choice[],
  capabilities: Capabilities,
): { lines: string[]; buttons: readonly Choice[] } {
  if (!capabilities.buttons || choices.length > MOST_BUTTONS) {
    return { lines: numberChoices(choices), buttons: [] };
  }
  if (choices.every(({ label }) => label.length <= LONGEST_LABEL)) return { lines: [], buttons: choices };
  const buttons = choices.map(({ text }, index) => ({ label: `${index + 1}`, text }));
  return { lines: numberChoices(choices), buttons };
}

/** A picture may go as a document, never the other way round. */
function carriedAs(file: OutgoingFile, { images, files }: Capabilities): OutgoingFile | undefined {
  if (file.kind === 'image' && images) return file;
  return files ? { ...file, kind: 'document' } : undefined;
}

/** Choices as lines `1. 济南市槐荫区` for channels where a number is typed. */
export function numberChoices(choices: readonly Choice[]): string[] {
  return choices.map((choice, index) => `${index + 1}. ${choice.label}`);
}

/** What is said when a file could not go with a text after all. */
export function withoutFile(text: string, file: OutgoingFile): string {
  return text === '' ? NOT_SHOWN(file) : `${text}\n${NOT_SHOWN(file)}`;
}

/** `截至 2025-06-30 · 来源：《…》`; without the day for a plan that reports no progress. */
export function sourceLine(source: SourceRef): string {
  const document = SOURCE(source.document);
  return source.asOf ? `${AS_OF(source.asOf)} · ${document}` : document;
}

/** The blocks as lines; the composer's own source lines stand for the list of sources when it wrote any. */
function answerLines(answer: Answer): string[] {
  const worded = answer.blocks.some((block) => block.role === 'source');
  return [...answer.blocks.map(blockLine), ...(worded ? [] : sourceLines(answer.sources))].map((line) =>
    line.replace(/\n{2,}/g, '\n'),
  );
}

/** More documents than this are counted instead of named. */
const MOST_SOURCES = 4;

function sourceLines(sources: readonly SourceRef[]): string[] {
  const lines = [...new Set(sources.map(sourceLine))];
  if (lines.length <= MOST_SOURCES) return lines;
  return [...lines.slice(0, MOST_SOURCES - 1), MORE_SOURCES(lines.length)];
}

function blockLine(block: Block): string {
  switch (block.role) {
    case 'quote':
      return `「${block.text}」`;
    case 'item':
      return /^[\d（(·•\-—一二三四五六七八九十]/u.test(block.text) ? block.text : `· ${block.text}`;
    case 'head':
    case 'text':
    case 'note':
    case 'source':
      return block.text;
    default:
      return block.role satisfies never;
  }
}
