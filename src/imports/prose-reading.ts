/** A document whose running text is taken apart once, for all layouts that look at it. */
import type { Document } from '../domain/document.ts';
import { bestNumbering, type Numbering, plainNumbering } from './numbered.ts';
import { type Line, linesOf } from './prose.ts';

/** A document as layouts get it: what several of them ask of its text is worked out when the first one asks. */
export interface ProseReading extends Document {
  lines(): readonly Line[];
  /** The numbering of its projects, told by their labels. */
  numbering(): Numbering | null;
  /** The numbering of items without labels. */
  plainNumbering(): Numbering | null;
}

/** The document, ready to be read by one layout after another. */
export function readingOf(document: Document): ProseReading {
  const lines = once(() => linesOf(document));
  return {
    ...document,
    lines,
    numbering: once(() => bestNumbering(lines())),
    plainNumbering: once(() => plainNumbering(document, lines())),
  };
}

function once<Value>(work: () => Value): () => Value {
  let done: { value: Value } | null = null;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}
