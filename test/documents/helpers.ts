/** Shorthands of the document tests. */

import type { ReadLimits } from '../../src/documents/limits.ts';
import { readDocument } from '../../src/documents/read.ts';
import type { Document, Table } from '../../src/domain/document.ts';
import { InputError } from '../../src/domain/errors.ts';

/** Reads text or bytes under a file name. */
export function read(name: string, content: string | Uint8Array, limits?: ReadLimits): Promise<Document> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return limits ? readDocument({ name, bytes }, limits) : readDocument({ name, bytes });
}

/** The message a file is refused with; the test fails when it is accepted. */
export async function refused(
  name: string,
  content: string | Uint8Array,
  limits?: ReadLimits,
): Promise<string> {
  const error: unknown = await read(name, content, limits).then(
    () => new Error(`${name} was accepted`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw error;
  return error.message;
}

/** Paragraph texts in order. */
export function texts(document: Document): string[] {
  return document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
}

/** Tables in order. */
export function tables(document: Document): Table[] {
  return document.blocks.filter((block) => block.kind === 'table');
}

/** The cell texts of one table; merged repeats in angle brackets. */
export function grid(document: Document, index = 0): string[][] {
  return (tables(document)[index]?.rows ?? []).map((row) =>
    row.map((c) => (c.merged ? `<${c.text}>` : c.text)),
  );
}
