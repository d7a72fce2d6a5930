/** Several answers as one: heads, sources and repeated lines once, the parts in their order. Pure. */
import type { Answer, AnswerKind, Block } from '../../domain/answer.ts';

/** From this length on (characters) the later parts leave out what only backs their own lines. */
const ROOMY = 420;
const KINDS: readonly AnswerKind[] = ['answer', 'list', 'clarify', 'refuse', 'smalltalk'];

/** @param answers at least one, in the order asked */
export function joinAnswers(answers: readonly Answer[]): Answer {
  const kinds = new Set(answers.map(({ kind }) => kind));
  const kind = KINDS.find((one) => kinds.has(one))!;
  const projects = [...new Set(answers.flatMap((answer) => answer.projects))];
  return {
    kind,
    reason: kind === 'refuse' ? answers[0]!.reason : null,
    projects,
    blocks: joinBlocks(answers.map(({ blocks }) => blocks)),
    choices: distinct(
      answers.flatMap(({ choices }) => choices),
      ({ text }) => text,
    ),
    sources: distinct(
      answers.flatMap(({ sources }) => sources),
      (each) => `${each.document} ${each.asOf}`,
    ),
  };
}

function joinBlocks(parts: readonly (readonly Block[])[]): Block[] {
  const blocks: Block[] = [];
  for (const part of parts) {
    const fresh = part.filter(({ text }) => !blocks.some((block) => block.text.includes(text)));
    const roomy = lengthOf([...blocks, ...fresh]) <= ROOMY;
    blocks.push(...(roomy || blocks.length === 0 ? fresh : shortened(fresh)));
  }
  return blocks;
}

/** Quotes only back the lines above them; where there are no such lines the first quote is the answer. */
function shortened(blocks: readonly Block[]): Block[] {
  const telling = blocks.filter(({ role }) => role !== 'quote' && role !== 'note');
  const [quote] = blocks.filter(({ role }) => role === 'quote');
  const told = telling.some(({ role }) => role !== 'head');
  return told || quote === undefined ? telling : [...telling, quote];
}

const lengthOf = (blocks: readonly Block[]) => blocks.reduce((sum, { text }) => sum + text.length, 0);

function distinct<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  return [...new Map(values.map((value) => [keyOf(value), value] as const)).values()];
}
