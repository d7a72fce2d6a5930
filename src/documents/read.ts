/** The door of this folder: a file → a `Document`, or an InputError that says what to do. */
import type { Block, Document, DocumentFormat } from '../domain/document.ts';
import { detectFormat, extensionOf, type FileKind, promisedKind } from './detect.ts';
import { shownName } from './file-name.ts';
import { readIsolated } from './isolated.ts';
import { LONGEST_TEXT, MOST_PARAGRAPHS, READ_LIMITS, type ReadLimits } from './limits.ts';
import { refusal, type SourceFile } from './reader.ts';
import { isReadable, readerOf } from './registry.ts';
import { ACCEPTED, REFUSALS, REMEDIES } from './wording.ts';

/** Largest plain text or .csv that is read without a process of its own, in bytes. */
const IN_PROCESS_BYTES = 1024 * 1024;

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
 * Reads a file in any accepted format. Everything but small plain text is read in a process of its own, so that a
 * hostile or broken file costs at most `limits`. Of its name only what can be shown is kept.
 * @throws InputError naming the file, what was found and what is accepted
 */
export async function readDocument(given: SourceFile, limits: ReadLimits = READ_LIMITS): Promise<Document> {
  const file = { ...given, name: shownName(given.name) };
  const { format, notes } = admit(file, limits);
  const small = (format === 'txt' || format === 'csv') && file.bytes.length < IN_PROCESS_BYTES;
  const content = small
    ? await (await readerOf(format)).read(file, limits)
    : await readIsolated({ file, format, limits });
  if (content.blocks.length === 0) throw refusal(file, REFUSALS.noText);
  checkTexts(file, content.blocks);
  return { ...content, fileName: file.name, format, notes: [...notes, ...content.notes] };
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

/** The format to read the file as, with a note when its name says otherwise. */
function admit(file: SourceFile, limits: ReadLimits): { format: DocumentFormat; notes: string[] } {
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
  return { format, notes: promised === kind ? [] : [REFUSALS.readByContent(extension, kind)] };
}

/** @param extension the file's, when it promises something else than what was found */
function notAccepted(kind: FileKind, extension: string | null): string {
  const found = extension === null ? REFUSALS.notRead(kind) : REFUSALS.renamed(extension, kind);
  return `${found}；${REMEDIES[kind]}。可读取 ${ACCEPTED}`;
}
