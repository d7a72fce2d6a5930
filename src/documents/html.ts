/** Web pages, saved or exported: what is shown as running text and tables. The home of cheerio for pages. */
import * as cheerio from 'cheerio';
import { tidy } from './blocks.ts';
import { damageNotes, decodeText } from './decode.ts';
import { removeAsides } from './html-aside.ts';
import { deepest } from './html-depth.ts';
import { PageWalk } from './html-walk.ts';
import { type Content, type Reader, type ReaderLimits, refusal, type SourceFile } from './reader.ts';
import { REFUSALS } from './wording.ts';

/** Parts of a page that are not its text. */
const LEFT_OUT = [
  'script, style, noscript, template, iframe, object, svg, nav, footer, button, select, textarea, input',
  '[hidden], [role=navigation], [role=contentinfo], [style*="display:none"], [style*="display: none"]',
].join(', ');

/** Far deeper than pages are. */
const DEEPEST = 2000;

/** Reader of .html pages. */
export const htmlReader: Reader = {
  format: 'html',
  read(file, limits) {
    const decoded = decodeText(file.bytes, claimedCharset(file.bytes));
    const content = readHtml(file, decoded.text, limits);
    return { ...content, notes: damageNotes(decoded) };
  },
};

/** The content of a page already decoded; other formats that are turned into HTML come in here. */
export function readHtml(
  file: Pick<SourceFile, 'name'>,
  html: string,
  limits: Pick<ReaderLimits, 'cells'> & { numberLists?: boolean },
): Content {
  if (deepest(html) > DEEPEST) throw refusal(file, REFUSALS.nested(DEEPEST));
  const $ = cheerio.load(html);
  const title = $('meta[name="ArticleTitle" i]').attr('content') ?? $('head > title').first().text();
  $(LEFT_OUT).remove();
  $('header:not(:has(h1, h2, h3))').remove();
  removeAsides($);
  const body = $('body')[0];
  const walk = new PageWalk({
    numberLists: limits.numberLists ?? true,
    onCells(cells) {
      if (cells > limits.cells) throw refusal(file, REFUSALS.tooManyCells(limits.cells));
    },
  });
  return { title: tidy(title) || null, blocks: body ? walk.read(body) : [], notes: [] };
}

/** `<meta charset>`, its older form, or an XML declaration within the first 4 kB; null when none. */
function claimedCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  return (
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding=["']([\w-]+)/i
      .exec(head)
      ?.slice(1)
      .find(Boolean) ?? null
  );
}
