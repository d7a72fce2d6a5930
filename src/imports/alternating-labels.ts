/** Labels in words of a document's own (我们说了：… 我们做了：… 谁来办：…), understood by how they come back and by what follows them. */
import type { Block, Document, Paragraph } from '../domain/document.ts';
import { headerWords } from './header-words.ts';
import { looksLikeUnit } from './unit-words.ts';
import { classifyLabel } from './vocabulary.ts';

type Meaning = keyof typeof headerWords.plain_labels;

/** A line that opens with a short text and a colon. */
interface LabelledLine {
  word: string;
  value: string;
}

const OPENING =
  /^(\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[）).、．]|[①-⑳●▪·•-])?\s*)(\p{Script=Han}{2,8})\s*[：:](?=\s*\S)/u;
/** —— 县民政局 below an item. */
const SIGNED = /^\s*[—–―-]{1,4}\s*(?=\p{Script=Han})/u;
/** Fewest times that a word must come back to be a label. */
const FEWEST = 3;

/** The same document with plain labels in place of such words. */
export function withPlainLabels(document: Document): Document {
  const meanings = meaningsIn(document.blocks.filter((block) => block.kind === 'paragraph'));
  const relabelled = (block: Block): Block =>
    block.kind === 'paragraph' ? { ...block, text: linesOf(block).map(relabel).join('\n') } : block;
  const relabel = (line: string) => {
    if (isSigned(line)) return line.replace(SIGNED, `${headerWords.plain_labels.unit}：`);
    const meaning = meanings.get(OPENING.exec(line)?.[2] ?? '');
    return meaning ? line.replace(OPENING, `$1${headerWords.plain_labels[meaning]}：`) : line;
  };
  return { ...document, blocks: document.blocks.map(relabelled) };
}

const linesOf = (paragraph: Paragraph) => paragraph.text.split('\n');

const isSigned = (line: string) => SIGNED.test(line) && areUnits(line.replace(SIGNED, ''));

function meaningsIn(paragraphs: readonly Paragraph[]): Map<string, Meaning> {
  const lines = paragraphs.flatMap(linesOf).flatMap(labelledLine);
  const words = [...new Set(lines.map(({ word }) => word))];
  const valuesOf = (word: string) => lines.filter((line) => line.word === word).map(({ value }) => value);
  const unknown = words.filter((w) => classifyLabel(w) === null && valuesOf(w).length >= FEWEST);
  const units = unknown.filter((word) => valuesOf(word).every(areUnits));
  const others = unknown.filter((word) => !units.includes(word));
  return new Map([...units.map((word) => [word, 'unit'] as const), ...told(others, lines)]);
}

function labelledLine(line: string): LabelledLine[] {
  const match = OPENING.exec(line);
  return match ? [{ word: match[2]!, value: line.slice(match[0].length).trim() }] : [];
}

/** Two words that come in turn throughout: what was promised, and what became of it; nothing beside known labels of either. */
function told(words: readonly string[], lines: readonly LabelledLine[]): [string, Meaning][] {
  const [goal, note] = words;
  const roles = new Set(lines.map(({ word }) => classifyLabel(word)?.role));
  if (goal === undefined || note === undefined || words.length > 2) return [];
  if ((['goal', 'task', 'plan', 'note'] as const).some((role) => roles.has(role))) return [];
  const turns = lines.filter(({ word }) => words.includes(word)).map(({ word }) => word);
  return turns.every((word, i) => word === words[i % 2])
    ? [
        [goal, 'goal'],
        [note, 'note'],
      ]
    : [];
}

const areUnits = (text: string) =>
  text
    .replace(/[。.；;]$/u, '')
    .split(/[、，,；;\s]+/u)
    .every((name) => name.length < 20 && looksLikeUnit(name));
