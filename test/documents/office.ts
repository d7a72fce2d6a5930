/** Small Office files for the tests, written part by part. */
import { strToU8, zipSync } from 'fflate';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

function archive(parts: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}

function relationships(entries: readonly [type: string, target: string][]): string {
  const items = entries.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

const DOCX_TYPES =
  `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  '<Default Extension="xml" ContentType="application/xml"/></Types>';

/** A .docx of this body XML; `more` adds or replaces parts such as `word/numbering.xml`. */
export function docx(body: string, more: Record<string, string> = {}): Uint8Array {
  return archive({
    '[Content_Types].xml': DOCX_TYPES,
    '_rels/.rels': relationships([['officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relationships([
      ['numbering', 'numbering.xml'],
      ['styles', 'styles.xml'],
    ]),
    'word/document.xml': `<w:document ${W}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': `<w:styles ${W}><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/></w:style></w:styles>`,
    'word/numbering.xml': `<w:numbering ${W}/>`,
    ...more,
  });
}

/** One paragraph of a .docx. */
export function p(text: string, properties = ''): string {
  const run = text ? `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>` : '';
  return `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${run}</w:p>`;
}

/** One table cell of a .docx. */
export function tc(content: string, properties = ''): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${content.startsWith('<') ? content : p(content)}</w:tc>`;
}

/** A table of a .docx from its rows of cells. */
export function tbl(rows: readonly string[][]): string {
  return `<w:tbl>${rows.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')}</w:tbl>`;
}

/** The numbering part: list 1 with these levels as `[format, pattern]`. */
export function numbering(levels: readonly [format: string, pattern: string][]): Record<string, string> {
  const xml = levels.map(
    ([format, pattern], i) =>
      `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/></w:lvl>`,
  );
  const list = `<w:abstractNum w:abstractNumId="0">${xml.join('')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
  return { 'word/numbering.xml': `<w:numbering ${W}>${list}</w:numbering>` };
}

/** Paragraph properties that put it on a level of list 1. */
export function onLevel(level: number): string {
  return `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`;
}

/** A worksheet: `data` goes into sheetData, `after` behind it (mergeCells), `before` ahead of it (cols). */
export interface SheetParts {
  name: string;
  data: string;
  before?: string;
  after?: string;
  state?: 'hidden';
}

/** A .xlsx of these sheets; cell styles 0 general, 1 date, 2 percent, 3 year and month, 4 thousands. */
export function xlsx(sheets: readonly SheetParts[]): Uint8Array {
  const list = sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"${state ? ` state="${state}"` : ''}/>`,
  );
  const parts = sheets.map(({ data, before = '', after = '' }, i) => [
    `xl/worksheets/sheet${i + 1}.xml`,
    `<worksheet ${S}>${before}<sheetData>${data}</sheetData>${after}</worksheet>`,
  ]);
  return archive({
    '[Content_Types].xml': xlsxTypes(sheets.length),
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/_rels/workbook.xml.rels': relationships([
      ...sheets.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`]),
      ['styles', 'styles.xml'],
    ]),
    'xl/workbook.xml': `<workbook ${S} ${R}><sheets>${list.join('')}</sheets></workbook>`,
    'xl/styles.xml': STYLES,
    ...Object.fromEntries(parts),
  });
}

/** An inline text cell. */
export function t(ref: string, text: string): string {
  return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** A number cell in one of the styles of `xlsx`. */
export function n(ref: string, value: number, style = 0): string {
  return `<c r="${ref}" s="${style}"><v>${value}</v></c>`;
}

const STYLES =
  `<styleSheet ${S}><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy/m/d"/>` +
  '<numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>' +
  '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>' +
  '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="164"/>' +
  '<xf numFmtId="9"/><xf numFmtId="165"/><xf numFmtId="3"/><xf numFmtId="31"/></cellXfs></styleSheet>';

function xlsxTypes(sheets: number): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const parts = Array.from(
    { length: sheets },
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${type}.worksheet+xml"/>`,
  );
  return (
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${parts.join('')}</Types>`
  );
}
