/** Word documents: Word → HTML → the reader of pages. The home of mammoth. */
import * as cheerio from 'cheerio';
import mammoth from 'mammoth';
import { tidy } from './blocks.ts';
import { prepareDocx } from './docx-prepare.ts';
import { readHtml } from './html.ts';
import { MOST_PARAGRAPHS } from './limits.ts';
import { type Content, type Reader, type ReaderLimits, refusal, type SourceFile } from './reader.ts';
import { REFUSALS } from './wording.ts';
import { hasTooMany } from './xml-size.ts';
import { type Entries, entryText, repack, unpack } from './zip.ts';

const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='caption'] => p.caption:fresh"];

/** A thousand printed pages are far less; the library needs many times as much memory. */
const MOST_BYTES = 24 * 1024 * 1024;
const PARAGRAPHS = [{ part: /^word\/document\d*\.xml$/, tag: 'p', most: MOST_PARAGRAPHS }];

/** Reader of .docx. Tracked deletions, comments, headers and footers are not read. */
export const docxReader: Reader = { format: 'docx', read: readDocx };

async function readDocx(file: SourceFile, limits: ReaderLimits): Promise<Content> {
  const expandedBytes = Math.min(limits.expandedBytes, MOST_BYTES);
  const unpacked = unpack(file, { ...limits, expandedBytes });
  if (hasTooMany(unpacked, PARAGRAPHS)) throw refusal(file, REFUSALS.tooManyParagraphs(MOST_PARAGRAPHS));
  const { entries, notes } = prepareDocx(unpacked);
  const html = await toHtml(file, repack(entries));
  const content = readHtml(file, html, { ...limits, numberLists: false });
  return { ...content, title: titleOf(entries), notes: [...notes, ...content.notes] };
}

async function toHtml(file: SourceFile, buffer: Buffer): Promise<string> {
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
  try {
    const options = { styleMap: STYLES, convertImage, ignoreEmptyParagraphs: false };
    return (await mammoth.convertToHtml({ buffer }, options)).value;
  } catch {
    throw refusal(file, REFUSALS.unreadable);
  }
}

function titleOf(entries: Entries): string | null {
  const $ = cheerio.load(entryText(entries, 'docProps/core.xml') ?? '', { xml: true });
  return tidy($('dc\\:title').text()) || null;
}
