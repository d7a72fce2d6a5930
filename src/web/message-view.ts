/** What the page gets of an answer: words and structure, none of the evidence behind them. */
import type { AnswerKind, Block, SourceRef } from '../domain/answer.ts';
import type { Choice, OutgoingMessage } from '../domain/message.ts';

export interface MessageView {
  kind: AnswerKind;
  text: string;
  /** Lines with their roles; null when the message is only a part of its answer. */
  blocks: readonly Pick<Block, 'role' | 'text'>[] | null;
  choices: readonly Choice[];
  sources: readonly SourceRef[];
  projects: readonly string[];
}

/** The messages for the page, in order. Structure only where one message holds the whole answer. */
export function messageViews(messages: readonly OutgoingMessage[]): MessageView[] {
  return messages.map((message) => {
    const { answer, text, choices } = message;
    const whole = messages.filter((other) => other.answer === answer).length === 1;
    return {
      kind: answer.kind,
      text,
      blocks: whole ? answer.blocks.map((block) => ({ role: block.role, text: block.text })) : null,
      choices,
      sources: whole ? answer.sources : [],
      projects: whole ? answer.projects : [],
    };
  });
}
