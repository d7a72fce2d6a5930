/** The door of this folder: a file → a `Document`, or an InputError that says what to do. */
import type { Block, Document, DocumentFormat } from '../domain/document.ts';
import { InputError } from '../domain/errors.ts';
import { detectFormat, extensionOf, type FileKind, promisedKind } from './detect.ts';
import { shownName } from './file-name.ts';
import { LONGEST_TEXT, MOST_PARAGRAPHS, READ_LIMITS, type ReadLimits } from './limits.ts';
import { type Content, refusal, type SourceFile } from './reader.ts';
import { isReadable, readerOf } from './registry.ts';
import { ACCEPTED, REFUSALS, REMEDIES } from './wording.ts';

/** Kinds that are all plain text underneath. */
const TEXTS: ReadonlySet<FileKind> = new Set(['txt', 'html', 'csv']);

/** Kinds that are archives underneath: cut short, they are no more than that. */
const ZIPPED: ReadonlySet<FileKind> = new Set(['docx', 'xlsx', 'ods', 'odt', 'pptx']);

/** The same of the older formats. */
const COMPOUND: ReadonlySet<FileKind> = new Set(['doc', 'xls']);

/** Programs export plain text under these extensions too; what text under them is read as. */
const LOOSE_EXTENSIONS: Readonly<Record<string, DocumentFormat>> = {
  xls: 'csv',
  et: 'csv',
  doc: 'txt',
  wps: 'txt',
};

/**
 * Reads a file in any accepted format, in the calling process: what strangers hand in belongs into a confined one. Of
 * its name only what can be shown is kept.
 * @throws InputError naming the file, what was found and what is accepted
 */
export async function readDocument(given: SourceFile, limits: ReadLimits = READ_LIMITS): Promise<Document> {
  const { name, format, notes } = admit(given, limits);
  const file = { ...given, name };
  const content = await contentOf(file, format, limits);
  if (content.blocks.length === 0) throw refusal(file, REFUSALS.noText);
  checkTexts(file, content.blocks);
  return { ...content, fileName: name, format, notes: [...notes, ...content.notes] };
}

/** A reader that fails has met a file that is none of its format. */
async function contentOf(file: SourceFile, format: DocumentFormat, limits: ReadLimits): Promise<Content> {
  try {
    return await (await readerOf(format)).read(file, limits);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const failure = refusal(file, REFUSALS.unreadable);
    failure.cause = error;
    throw failure;
  }
}

/** What follows takes a text apart again and again. */
function checkTexts(file: SourceFile, blocks: readonly Block[]): void {
  const texts = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
  const lines = texts.reduce((sum, text) => sum + text.split('\n').length, 0);
  if (lines > MOST_PARAGRAPHS) throw refusal(file, REFUSALS.tooManyParagraphs(MOST_PARAGRAPHS));
  const cells = blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
  const isLong = (text: string) => text.length > LONGEST_TEXT;
  if (texts.some(isLong) || cells.some((row) => row.some(({ text }) => isLong(text))))
    throw refusal(file, REFUSALS.tooLongText(LONGEST_TEXT));
}

/** A file that looks like one that can be read. */
export interface Admitted {
  /** Its name as it can be shown. */
  name: string;
  /** The format to read it as. */
  format: DocumentFormat;
  /** Told when its name says otherwise. */
  notes: string[];
}

/** What can be said of a file without reading it. @throws InputError like `readDocument` */
export function admit(given: SourceFile, limits: ReadLimits = READ_LIMITS): Admitted {
  const file = { ...given, name: shownName(given.name) };
  if (file.bytes.length === 0) throw refusal(file, REFUSALS.empty);
  if (file.bytes.length > limits.bytes) throw refusal(file, REFUSALS.tooBig(file.bytes.length, limits.bytes));
  const extension = extensionOf(file.name);
  const kind = detectFormat(file.bytes, file.name);
  const promised = promisedKind(file.name) ?? kind;
  if (kind === 'encrypted') throw refusal(file, REFUSALS.encrypted);
  const isCutShort = (kind === 'zip' && ZIPPED.has(promised)) || (kind === 'ole' && COMPOUND.has(promised));
  if (isCutShort) throw refusal(file, REFUSALS.broken);
  const misnamedText = TEXTS.has(kind) && !TEXTS.has(promised) && !Object.hasOwn(LOOSE_EXTENSIONS, extension);
  if (!isReadable(kind) || misnamedText)
    throw refusal(file, notAccepted(kind, promised === kind ? null : extension));
  const format = kind === 'txt' ? (LOOSE_EXTENSIONS[extension] ?? 'txt') : kind;
  const notes = promised === kind ? [] : [REFUSALS.readByContent(extension, kind)];
  return { name: file.name, format, notes };
}

/** @param extension the file's, when it promises something else than what was found */
function notAccepted(kind: FileKind, extension: string | null): string {
  const found = extension === null ? REFUSALS.notRead(kind) : REFUSALS.renamed(extension, kind);
  return `${found}；${REMEDIES[kind]}。可读取 ${ACCEPTED}`;
}
