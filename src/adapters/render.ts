/** Words an answer for a channel: one place for all channels, so that they all say the same. */
import type { Answer, Block, SourceRef } from '../domain/answer.ts';
import type { Capabilities, Choice, OutgoingMessage } from '../domain/message.ts';
import { splitText } from './split.ts';
import { AS_OF, SOURCE } from './wording.ts';

/**
 * The messages to send for an answer: plain text, at most `maxLength` each, in order. Choices go with the last one,
 * as buttons where the channel has them, otherwise as numbered lines of its text.
 */
export function render(answer: Answer, capabilities: Capabilities): OutgoingMessage[] {
  const choices = capabilities.buttons ? answer.choices : [];
  const numbered = capabilities.buttons ? [] : numberChoices(answer.choices);
  const text = [...answerLines(answer), ...numbered].join('\n');
  const parts = splitText(text, capabilities.maxLength);
  return parts.map((part, index) => ({
    text: part,
    choices: index === parts.length - 1 ? choices : [],
    answer,
  }));
}

/** Choices as lines `1. 济南市槐荫区` for channels where a number is typed. */
export function numberChoices(choices: readonly Choice[]): string[] {
  return choices.map((choice, index) => `${index + 1}. ${choice.label}`);
}

/** `截至 2025-06-30 · 来源：《…》`; without the day for a plan that reports no progress. */
export function sourceLine(source: SourceRef): string {
  const document = SOURCE(source.document);
  return source.asOf ? `${AS_OF(source.asOf)} · ${document}` : document;
}

/** The blocks as lines; the composer's own source lines stand for the list of sources when it wrote any. */
function answerLines(answer: Answer): string[] {
  const worded = answer.blocks.some((block) => block.role === 'source');
  const sources = worded ? [] : [...new Set(answer.sources.map(sourceLine))];
  return [...answer.blocks.map(blockLine), ...sources].map((line) => line.replace(/\n{2,}/g, '\n'));
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
