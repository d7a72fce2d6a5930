/** What a file is, by its content first; the name only decides between kinds of text. */
import { decodeText, looksBinary } from './decode.ts';

/** Everything a file can turn out to be, readable or not. */
export type FileKind = (typeof FILE_KINDS)[number];

const FILE_KINDS = [
  ...([
    'txt',
    'html',
    'csv',
    'docx',
    'xlsx',
    'ods',
    'xls',
    'doc',
    'pdf',
    'encrypted',
    'pptx',
    'odt',
  ] as const),
  ...(['zip', 'ole', 'rar', '7z', 'gzip', 'rtf', 'mhtml', 'binary'] as const),
  ...(['png', 'jpeg', 'gif', 'bmp', 'tiff', 'webp'] as const),
] as const;

const MAGIC: readonly [start: string, kind: FileKind][] = [
  ['%PDF', 'pdf'],
  ['\x89PNG', 'png'],
  ['\xff\xd8\xff', 'jpeg'],
  ['GIF8', 'gif'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['Rar!', 'rar'],
  ['7z\xbc\xaf', '7z'],
  ['\x1f\x8b', 'gzip'],
  ['{\\rtf', 'rtf'],
];

/** Entry names that tell the zipped formats apart; they stand unpacked in the file. */
const ZIP_MARKS: readonly [mark: string, kind: FileKind][] = [
  ['opendocument.spreadsheet', 'ods'],
  ['opendocument.text', 'odt'],
  ['word/document', 'docx'],
  ['xl/workbook', 'xlsx'],
  ['ppt/presentation', 'pptx'],
  ['word/', 'docx'],
  ['xl/', 'xlsx'],
];

/** Stream names in the directory of an OLE file. */
const OLE_MARKS: readonly [mark: string, kind: FileKind][] = [
  ['EncryptedPackage', 'encrypted'],
  ['WordDocument', 'doc'],
  ['Workbook', 'xls'],
  ['Book', 'xls'],
];

const EXTENSIONS: Readonly<Partial<Record<FileKind, string>>> = {
  txt: 'txt text md',
  html: 'html htm shtml',
  csv: 'csv tsv',
  docx: 'docx docm dotx',
  xlsx: 'xlsx xlsm xltx',
  xls: 'xls et',
  doc: 'doc wps',
  ods: 'ods',
  odt: 'odt',
  pdf: 'pdf',
  pptx: 'pptx',
  rtf: 'rtf',
  mhtml: 'mht mhtml',
  zip: 'zip',
  rar: 'rar',
  '7z': '7z',
  gzip: 'gz tgz',
  png: 'png',
  jpeg: 'jpg jpeg',
  gif: 'gif',
  bmp: 'bmp',
  tiff: 'tif tiff',
  webp: 'webp',
};

const KIND_OF_EXTENSION: ReadonlyMap<string, FileKind> = new Map(
  FILE_KINDS.flatMap((kind) => (EXTENSIONS[kind] ?? '').split(' ').map((extension) => [extension, kind])),
);

/** What the bytes are. `fileName` only tells .csv and .html from .txt. The file must not be empty. */
export function detectFormat(bytes: Uint8Array, fileName: string): FileKind {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = raw.toString('latin1', 0, 16);
  if (start.startsWith('PK\x03\x04')) return firstZipMark(raw) ?? 'zip';
  if (start.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return oleKind(raw);
  if (start.startsWith('RIFF') && start.includes('WEBP')) return 'webp';
  if (start.startsWith('BM') && raw.length >= 14 && raw.readUInt32LE(2) === raw.length) return 'bmp';
  return MAGIC.find(([magic]) => start.startsWith(magic))?.[1] ?? textKind(bytes, fileName);
}

/** The extension in lower case without its dot; '' when there is none. */
export function extensionOf(fileName: string): string {
  return /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

/** The kind a file's extension promises; null for an extension that promises none. */
export function promisedKind(fileName: string): FileKind | null {
  return KIND_OF_EXTENSION.get(extensionOf(fileName)) ?? null;
}

/** The mark that stands first in the file: a document within a document comes later. */
function firstZipMark(raw: Buffer): FileKind | undefined {
  const found = ZIP_MARKS.map(([mark, kind]) => ({ at: raw.indexOf(mark, 0, 'latin1'), kind }));
  return found.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at)[0]?.kind;
}

function oleKind(raw: Buffer): FileKind {
  return OLE_MARKS.find(([mark]) => raw.includes(mark, 0, 'utf16le'))?.[1] ?? 'ole';
}

function textKind(bytes: Uint8Array, fileName: string): FileKind {
  if (looksBinary(bytes)) return 'binary';
  const start = decodeText(bytes.subarray(0, 2048)).text;
  if (/^\s*(MIME-Version:|From: <Saved by)/i.test(start)) return 'mhtml';
  if (/^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body|table|div|meta)\b/is.test(start))
    return 'html';
  const named = promisedKind(fileName);
  return named === 'csv' || named === 'html' ? named : 'txt';
}
