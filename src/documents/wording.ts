/** What the readers say to the person who handed a file over. */
import type { FileKind } from './detect.ts';

/** Formats that are read, as people know them. */
export const ACCEPTED = '.docx、.doc、.xlsx、.xls、.ods、.pdf、.csv、.txt、.html';

/** What each kind of content is called. */
export const KIND_NAMES: Readonly<Record<FileKind, string>> = {
  txt: '纯文本',
  html: '网页',
  csv: '逗号分隔的表格（.csv）',
  docx: 'Word 文档（.docx）',
  xlsx: 'Excel 表格（.xlsx）',
  ods: 'ODF 表格（.ods）',
  xls: '旧版 Excel 表格（.xls）',
  doc: '旧版 Word 或 WPS 文档（.doc、.wps）',
  pdf: 'PDF 文件',
  encrypted: '加密的 Office 文件',
  pptx: 'PowerPoint 演示文稿',
  odt: 'ODF 文档（.odt）',
  zip: 'ZIP 压缩包',
  ole: '无法识别的旧版 Office 文件',
  rar: 'RAR 压缩包',
  '7z': '7z 压缩包',
  gzip: 'GZIP 压缩包',
  rtf: 'RTF 文档',
  mhtml: '单个文件网页（.mht）',
  binary: '无法识别的二进制数据',
  png: 'PNG 图片',
  jpeg: 'JPEG 图片',
  gif: 'GIF 图片',
  bmp: 'BMP 图片',
  tiff: 'TIFF 图片',
  webp: 'WebP 图片',
};

const TO_DOCX = '请用 Word 或 WPS 打开，另存为 .docx（表格另存为 .xlsx）后重新上传';
const TO_TEXT = '请换成文字版，另存为 .docx 或 .xlsx 后重新上传';
const UNPACK = '请解压后逐个上传里面的文件';

const RENAME = '请确认上传的是原来的文件；如果内容没错，请把扩展名改对后重新上传';

/** How to hand in a kind that was refused. */
export const REMEDIES: Readonly<Record<FileKind, string>> = {
  txt: RENAME,
  html: RENAME,
  csv: RENAME,
  docx: RENAME,
  xlsx: RENAME,
  xls: RENAME,
  ods: RENAME,
  binary: RENAME,
  encrypted: TO_DOCX,
  doc: RENAME,
  pdf: RENAME,
  odt: TO_DOCX,
  rtf: TO_DOCX,
  ole: TO_DOCX,
  pptx: TO_TEXT,
  mhtml: '请在浏览器中打开，另存为 .html 后重新上传',
  zip: UNPACK,
  rar: UNPACK,
  '7z': UNPACK,
  gzip: UNPACK,
  png: TO_TEXT,
  jpeg: TO_TEXT,
  gif: TO_TEXT,
  bmp: TO_TEXT,
  tiff: TO_TEXT,
  webp: TO_TEXT,
};

/** Messages of a refusal; each says what was found and what to do. */
export const REFUSALS = {
  empty: `文件是空的（0 字节）；请确认文件已完整保存，再重新上传。可读取 ${ACCEPTED}`,
  noText: `没有读到文字或表格，内容可能是图片或扫描件；${TO_TEXT}`,
  scanned: `PDF 里没有文字，是扫描件或图片；${TO_TEXT}`,
  tooManyPages: (limit: number) => `文件超过 ${limit} 页，读不了；请只保留与实事有关的页后重新上传`,
  encrypted: '文件有密码保护，无法打开；请用 Office 或 WPS 打开，取消密码后另存，再重新上传',
  broken: '文件不完整或已损坏，打不开，请重新上传',
  unreadable: '文件内容已损坏或不合规范，读不了；请用 Office 或 WPS 打开，另存一份后重新上传',
  tooMuchMemory: '文件内容过大，读取所需内存超出限制；请删去图片和无关内容，或拆成几个文件后重新上传',
  tooBig: (bytes: number, limit: number) =>
    `文件有 ${megabytes(bytes)} MB，上限是 ${megabytes(limit)} MB；请删去图片，或拆成几个文件后重新上传`,
  expands: (limit: number) =>
    `文件解压后超过 ${megabytes(limit)} MB，已停止读取；请删去图片和无关内容后重新上传`,
  tooManyCells: (limit: number) =>
    `表格超过 ${limit} 个单元格，读不了；请删去与实事无关的工作表或行列后重新上传`,
  nested: (limit: number) =>
    `网页里的元素嵌套超过 ${limit} 层，多半已损坏，读不了；请把正文和表格另存为 .docx 或 .xlsx 后重新上传`,
  tooManyParagraphs: (limit: number) => `文字超过 ${limit} 段，读不了；请只保留与实事有关的内容后重新上传`,
  tooLongText: (limit: number) =>
    `有一段文字超过 ${limit} 字而没有换行，读不了；请确认文件内容，分段后重新上传`,
  busy: '正在读取的文件太多，请过几分钟再发',
  notRead: (kind: FileKind) => `${is(kind)}，目前读不了`,
  renamed: (extension: string, kind: FileKind) => `扩展名是 .${extension}，内容却${is(kind)}`,
  readByContent: (extension: string, kind: FileKind) =>
    `扩展名是 .${extension}，内容却${is(kind)}，已按内容读取`,
} as const;

/** A space stands before a Latin name: 是 PDF 文件, 是网页. */
function is(kind: FileKind): string {
  const name = KIND_NAMES[kind];
  return /^\w/.test(name) ? `是 ${name}` : `是${name}`;
}

/** Size for people: one decimal below 10 MB. */
function megabytes(bytes: number): string {
  const size = bytes / 1024 / 1024;
  return size < 10 ? size.toFixed(1).replace('.0', '') : String(Math.round(size));
}
