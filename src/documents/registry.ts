/** The readers: one line a format. Each is loaded when its first file comes, so that start-up pays for none. */
import type { DocumentFormat } from '../domain/document.ts';
import type { Reader } from './reader.ts';

const READERS: Readonly<Record<DocumentFormat, () => Promise<Reader>>> = {
  txt: async () => (await import('./txt.ts')).txtReader,
  csv: async () => (await import('./csv.ts')).csvReader,
  html: async () => (await import('./html.ts')).htmlReader,
  docx: async () => (await import('./docx.ts')).docxReader,
  xlsx: async () => (await import('./sheets.ts')).sheetReader('xlsx'),
  xls: async () => (await import('./sheets.ts')).sheetReader('xls'),
  pdf: async () => (await import('./pdf.ts')).pdfReader,
  doc: async () => (await import('./doc.ts')).docReader,
  ods: async () => (await import('./sheets.ts')).sheetReader('ods'),
};

/** True for a format that has a reader. */
export function isReadable(kind: string): kind is DocumentFormat {
  return Object.hasOwn(READERS, kind);
}

/** The reader of a format, loaded. */
export function readerOf(format: DocumentFormat): Promise<Reader> {
  return READERS[format]();
}
