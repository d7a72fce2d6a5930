/** .pdf with a text layer: pages → pieces of text and lines → paragraphs and tables. A home of unpdf. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocumentProxy } from 'unpdf';
import { expandsBeyond } from './pdf/expansion.ts';
import { type Page, readPage } from './pdf/page.ts';
import { toBlocks } from './pdf/pages.ts';
import { type Content, type Reader, type ReaderLimits, refusal, type SourceFile } from './reader.ts';
import { REFUSALS } from './wording.ts';

/** Reader of .pdf. Scans have no text and are refused; scripts and links in the file are never followed. */
export const pdfReader: Reader = { format: 'pdf', read: readPdf };

/** More pages than any list of projects has. */
const MOST_PAGES = 300;

/** Character maps of the Chinese fonts that files name without holding them. */
const CHARACTER_MAPS = `${join(
  dirname(createRequire(import.meta.url).resolve('pdfjs-dist-viewer-min/package.json')),
  'build/minified/web/cmaps',
)}/`;

async function readPdf(file: SourceFile, limits: ReaderLimits): Promise<Content> {
  if (expandsBeyond(file.bytes, limits.expandedBytes))
    throw refusal(file, REFUSALS.expands(limits.expandedBytes));
  const document = await open(file);
  if (document.numPages > MOST_PAGES) throw refusal(file, REFUSALS.tooManyPages(MOST_PAGES));
  const pages: Page[] = [];
  let runs = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await readPage(await document.getPage(number));
    runs += page.runs.length;
    if (runs > limits.cells) throw refusal(file, REFUSALS.tooManyCells(limits.cells));
    pages.push(page);
  }
  if (runs === 0) throw refusal(file, REFUSALS.scanned);
  const empty = pages.filter((page) => page.runs.length === 0).length;
  const notes = empty === 0 ? [] : [`${empty} 页没有文字（可能是图片），未读`];
  return { title: await titleOf(document), blocks: toBlocks(pages), notes };
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function open(file: SourceFile): Promise<Pdf> {
  try {
    return await getDocumentProxy(new Uint8Array(file.bytes), {
      cMapUrl: CHARACTER_MAPS,
      cMapPacked: true,
      enableXfa: false,
      verbosity: 0,
    });
  } catch (error) {
    const locked = error instanceof Error && error.name === 'PasswordException';
    throw refusal(file, locked ? REFUSALS.encrypted : REFUSALS.unreadable);
  }
}

/** The file's own title; programs often put the name of the file they came from there, which tells nothing. */
async function titleOf(document: Pdf): Promise<string | null> {
  const { info } = await document.getMetadata();
  const title = (info as { Title?: unknown }).Title;
  return typeof title === 'string' && /\p{Script=Han}/u.test(title) ? title.trim() : null;
}
