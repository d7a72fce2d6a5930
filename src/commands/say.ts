/** What commands answer with: lines of wording, and a file to go with them. */
import type { Answer, AnswerKind, Block, RefuseReason, SourceRef } from '../domain/answer.ts';
import type { Choice, OutgoingFile } from '../domain/message.ts';

export { counted, echoed, lineOf, own, quoted, type Said, type Slots, say } from '../domain/lines.ts';

/** What is said back: an answer, and a file to go with it. */
export interface Reply {
  answer: Answer;
  file?: OutgoingFile;
}

interface ReplyParts {
  kind?: AnswerKind;
  reason?: RefuseReason;
  projects?: readonly string[];
  choices?: readonly Choice[];
  sources?: readonly SourceRef[];
  file?: OutgoingFile;
}

/** A reply of some lines. */
export function replyOf(blocks: readonly Block[], parts: ReplyParts = {}): Reply {
  const { kind = 'answer', reason = null, projects = [], choices = [], sources = [], file } = parts;
  const answer: Answer = { kind, reason, projects, blocks, choices, sources };
  return file === undefined ? { answer } : { answer, file };
}
