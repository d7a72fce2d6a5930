/** The draft of a bulletin as a Word document. A home of docx. */
import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { BulletinContent } from './content.ts';

/** Widths of the columns in percent of the page, in their order. */
const WIDTHS = [6, 22, 17, 10, 9, 13, 23];

const FONT = { ascii: 'Times New Roman', eastAsia: '宋体', hAnsi: 'Times New Roman' };
/** Half points. */
const TEXT_SIZE = 24;
const CELL_SIZE = 18;

/** The bytes of a .docx; texts of documents stay texts. */
export async function bulletinDocx(content: BulletinContent): Promise<Uint8Array> {
  const document = new Document({
    title: plain(`${content.title}${content.draft}`),
    styles: { default: { document: { run: { font: FONT, size: TEXT_SIZE } } } },
    sections: [
      {
        properties: { page: { size: { orientation: PageOrientation.LANDSCAPE } } },
        footers: { default: pageFooter() },
        children: bodyOf(content),
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function bodyOf(content: BulletinContent): (Paragraph | Table)[] {
  return [
    new Paragraph({
      heading: HeadingLevel.TITLE,
      alignment: AlignmentType.CENTER,
      children: [run(content.title)],
    }),
    new Paragraph({ alignment: AlignmentType.CENTER, children: [run(content.draft, true)] }),
    ...content.preface.map(line),
    heading(content.summaryHead),
    ...content.summary.map(line),
    heading(content.tableHead),
    tableOf(content),
    heading(content.laggingHead),
    ...content.lagging.map(line),
    heading(content.sourcesHead),
    ...content.sources.map(line),
    heading(content.annexHead, true),
    ...content.annex.map(line),
  ];
}

const heading = (text: string, pageBreakBefore = false): Paragraph =>
  new Paragraph({ heading: HeadingLevel.HEADING_1, pageBreakBefore, children: [run(text)] });

const line = (text: string): Paragraph => new Paragraph({ children: [run(text)] });

const run = (text: string, bold = false): TextRun => new TextRun({ text: plain(text), bold, font: FONT });

function tableOf({ columns, rows }: BulletinContent): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [rowOf(columns, true), ...rows.map((cells) => rowOf(cells, false))],
  });
}

/** The first row stands on top of every page. */
function rowOf(cells: readonly string[], isHeader: boolean): TableRow {
  return new TableRow({
    tableHeader: isHeader,
    cantSplit: true,
    children: cells.map((text, column) => {
      const children = [new TextRun({ text: plain(text), bold: isHeader, font: FONT, size: CELL_SIZE })];
      const width = { size: WIDTHS[column] ?? 10, type: WidthType.PERCENTAGE };
      return new TableCell({ width, children: [new Paragraph({ children })] });
    }),
  });
}

function pageFooter(): Footer {
  const children = [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })];
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children })] });
}

/** One line without characters that no XML document may hold. */
function plain(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
