/** Makes what Word shows but does not write explicit, and takes out what it writes but does not show. */
import * as cheerio from 'cheerio';
import type { Element } from 'domhandler';
import { Numbering } from './docx-numbering.ts';
import { type Entries, entryText } from './zip.ts';

/** Marks between rows and cells upset the merging of cells; notes at the foot are only counted. */
const MARKS =
  /<w:(bookmarkStart|bookmarkEnd|proofErr|commentRangeStart|commentRangeEnd|commentReference|permStart|permEnd)\b[^>]*\/>/g;
const FOOTNOTES = /<w:(footnoteReference|endnoteReference)\b[^>]*\/>/g;

const HIDDEN_RUN = 'w\\:r:has(> w\\:rPr > w\\:vanish:not([w\\:val="0"], [w\\:val="false"]))';

/** Programs that write documents may leave it out, and still name styles. */
const STYLES_PART = 'word/styles.xml';
const NO_STYLES = new TextEncoder().encode(
  '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
);

const TEXT_PART = /^word\/document\d*\.xml$/;

/**
 * Same entries, with the text part rewritten: numbers written out, hidden text gone, skipped grid columns filled; a
 * missing part of styles is added, empty.
 */
export function prepareDocx(entries: Entries): { entries: Entries; notes: string[] } {
  const styled = { [STYLES_PART]: NO_STYLES, ...entries };
  const part = Object.keys(entries).find((name) => TEXT_PART.test(name));
  const xml = part && entryText(entries, part);
  if (!part || !xml) return { entries: styled, notes: [] };
  const footnotes = xml.match(FOOTNOTES)?.length ?? 0;
  const unmarked = xml.replace(MARKS, '').replace(FOOTNOTES, '');
  const { text, hidden } = rewrite(unmarked, entries);
  const notes = [
    ...(footnotes > 0 ? [`${footnotes} 条脚注、尾注未读`] : []),
    ...(hidden > 0 ? [`${hidden} 处隐藏文字未读`] : []),
  ];
  return { entries: { ...styled, [part]: new TextEncoder().encode(text) }, notes };
}

/** Taking the text apart costs time and memory; most documents have nothing that needs it. */
function rewrite(xml: string, entries: Entries): { text: string; hidden: number } {
  const numbered = /<w:numPr\b/.test(xml + (entryText(entries, STYLES_PART) ?? ''));
  const numbering = numbered ? numberingOf(entries) : null;
  if (!numbering && !/<w:(vanish|gridBefore)\b/.test(xml)) return { text: xml, hidden: 0 };
  const $ = cheerio.load(xml, { xml: true });
  const hidden = $(HIDDEN_RUN).remove().length;
  fillSkippedColumns($);
  writeNumbers($, numbering);
  return { text: $.xml(), hidden };
}

function numberingOf(entries: Entries): Numbering | null {
  const numbering = entryText(entries, 'word/numbering.xml');
  if (!numbering || !/<w:num\s/.test(numbering)) return null;
  const styles = entryText(entries, STYLES_PART) ?? '<w:styles/>';
  return new Numbering(cheerio.load(numbering, { xml: true }), cheerio.load(styles, { xml: true }));
}

function writeNumbers($: cheerio.CheerioAPI, numbering: Numbering | null): void {
  if (!numbering) return;
  for (const paragraph of $('w\\:p').toArray()) {
    const properties = $(paragraph).children('w\\:pPr');
    if (isDeleted($, paragraph)) continue;
    const number = numbering.next($, properties[0]);
    if (!number) continue;
    const run = $('<w:r><w:t xml:space="preserve"/></w:r>');
    run.children().text(/[\p{L}\p{N}.]$/u.test(number) ? `${number} ` : number);
    if (properties.length > 0) properties.after(run);
    else $(paragraph).prepend(run);
  }
}

/** Its mark and all its text were deleted by a tracked change. */
function isDeleted($: cheerio.CheerioAPI, paragraph: Element): boolean {
  const mark = $(paragraph).children('w\\:pPr').children('w\\:rPr').children('w\\:del, w\\:moveFrom');
  return mark.length > 0 && $(paragraph).children('w\\:r, w\\:ins, w\\:hyperlink, w\\:moveTo').length === 0;
}

/** A row may begin some columns in; an empty cell takes their place so that the columns stay aligned. */
function fillSkippedColumns($: cheerio.CheerioAPI): void {
  for (const skip of $('w\\:trPr > w\\:gridBefore').toArray()) {
    const row = $(skip).parent();
    const span = Number(skip.attribs['w:val']) || 0;
    if (span > 0) row.after(`<w:tc><w:tcPr><w:gridSpan w:val="${span}"/></w:tcPr><w:p/></w:tc>`);
  }
}
