/** Lines that commands answer with: wording of the product, and what fills it with what backs its figures. */
import type { Answer, AnswerKind, Block, Evidence, RefuseReason, SourceRef } from '../domain/answer.ts';
import type { Choice, OutgoingFile } from '../domain/message.ts';

/** What fills a slot, with what backs the figures in it. */
export interface Said {
  text: string;
  evidence: Evidence;
}

/** Words of a stored document. */
export const quoted = (text: string): Said => ({ text, evidence: { kind: 'source', text } });

/** What the person wrote. */
export const echoed = (text: string): Said => ({ text, evidence: { kind: 'echo', text } });

/** What the program itself made: a time, an id, a code. */
export const own = (text: string): Said => ({ text, evidence: { kind: 'fixed', text } });

/** How many there are. */
export const counted = (count: number): Said => ({
  text: String(count),
  evidence: { kind: 'computed', text: `count = ${count}` },
});

/** A plain text fills a slot without backing any figure in it. */
export type Slots = Readonly<Record<string, Said | string>>;

/**
 * A template with its `{slots}` filled; the template's own figures are the product's.
 * @throws RangeError when the template names a slot that is not given
 */
export function say(role: Block['role'], template: string, slots: Slots = {}): Block {
  const evidence: Evidence[] = [{ kind: 'fixed', text: template.replace(/\{\w+\}/g, ' ') }];
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const slot = slots[name];
    if (slot === undefined) throw new RangeError(`"${template}": no slot "${name}"`);
    if (typeof slot === 'string') return slot;
    evidence.push(slot.evidence);
    return slot.text;
  });
  return { role, text, evidence };
}

/** A line that is one filled slot. */
export const lineOf = (role: Block['role'], { text, evidence }: Said): Block => ({
  role,
  text,
  evidence: [evidence],
});

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
