import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateSync } from 'node:zlib';
import * as XLSX from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shownName } from '../../src/documents/file-name.ts';
import { READ_LIMITS } from '../../src/documents/limits.ts';
import { grid, read, refused, texts } from './helpers.ts';
import { docx, n, p, xlsx } from './office.ts';

const MEGABYTE = 1024 * 1024;
const SMALL = { ...READ_LIMITS, expandedBytes: 4 * MEGABYTE };

/** A .pdf of one page with this content stream; `more` stands in its catalogue. */
function pdf(content: string | Uint8Array, more = '', annotations = ''): Uint8Array {
  const stream = deflateSync(content);
  const objects = [
    `<</Type/Catalog/Pages 2 0 R${more}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[${annotations}]/Resources<</Font<</F1 5 0 R>>>>>>`,
    `<</Length ${stream.length}/Filter/FlateDecode>>stream\n${stream.toString('latin1')}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.5\n${body}trailer<</Size 6/Root 1 0 R>>\n%%EOF`, 'latin1');
}

describe('nothing outside the file is asked for', () => {
  let server: Server;
  let asked: string[];
  let address = '';

  beforeAll(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('<!ENTITY a "fetched">');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const external = (type: string, id: string) =>
    `<Relationship Id="${id}" TargetMode="External" Target="${address}/${type}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}"/>`;
  const relations = (...items: string[]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`;
  const doctype = () =>
    `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b SYSTEM "${address}/entity"><!ENTITY % c SYSTEM "${address}/dtd"> %c;]>`;

  test('by a .docx with outer pictures, templates, links and entities', async () => {
    const body = `${p('新建公厕12座')}<w:p><w:r><w:t>&amp;a;末</w:t></w:r></w:p><w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId8"/>`;
    const rels = relations(
      external('image', 'rId7'),
      external('aFChunk', 'rId8'),
      external('attachedTemplate', 'rId9'),
    );
    const xml = `<?xml version="1.0"?>${doctype()}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}<w:p><w:r><w:t>&a;&b;</w:t></w:r></w:p></w:body></w:document>`;
    for (const part of [body, null])
      await read(
        '外链.docx',
        docx(part ?? '', {
          'word/_rels/document.xml.rels': rels,
          ...(part ? {} : { 'word/document.xml': xml }),
        }),
      ).then(
        (found) => expect(texts(found).join()).not.toMatch(/root:|fetched/u),
        (error: Error) => expect(error.name).toBe('InputError'),
      );
    expect(asked).toEqual([]);
  });

  test('by an .xlsx whose cells refer to other books and calls', async () => {
    const cells = `<row r="1"><c r="A1" t="str"><f>WEBSERVICE("${address}/call")</f><v>公厕</v></c><c r="B1"><f>[1]表!A1</f><v>12</v></c></row>`;
    const found = await read('外链.xlsx', xlsx([{ name: '一', data: cells }]));
    expect(JSON.stringify(found.blocks)).toContain('12');
    expect(asked).toEqual([]);
  });

  test('by a page with pictures, frames, styles, scripts and entities', async () => {
    const page = `<?xml version="1.0"?>${doctype()}<html><head><base href="${address}/"><link rel=stylesheet href="a.css"><meta http-equiv=refresh content="0;url=${address}/r"></head>
      <body><script>fetch("${address}/s")</script><img src="${address}/i.png"><iframe src="${address}/f"></iframe><p>新建公厕12座&a;</p></body></html>`;
    const found = await read('外链.html', page);
    expect(texts(found).join()).toContain('新建公厕12座');
    expect(texts(found).join()).not.toMatch(/root:|fetched|fetch\(/u);
    expect(asked).toEqual([]);
  });

  test('by a .pdf with scripts, links and programs to launch', async () => {
    const actions = `/OpenAction<</S/JavaScript/JS(app.launchURL("${address}/js"))>>/AA<</WC<</S/Launch/F(/bin/sh)>>>>`;
    const link = `<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(${address}/uri)>>>>`;
    const found = await read('外链.pdf', pdf('BT /F1 12 Tf 60 700 Td (toilets 12) Tj ET', actions, link));
    expect(texts(found).join()).toContain('toilets 12');
    expect(asked).toEqual([]);
  });
});

describe('what is small and becomes large is refused before it does harm', () => {
  const spaces = new Uint8Array(60 * MEGABYTE).fill(32);

  test('a .pdf whose pages unpack to far more than it is', async () => {
    const bomb = pdf(Buffer.alloc(300 * MEGABYTE, 32));
    expect(bomb.length).toBeLessThan(MEGABYTE);
    expect(await refused('炸弹.pdf', bomb)).toContain('文件解压后超过 50 MB');
  });

  test('.xlsx and .ods archives that unpack to far more than they are', async () => {
    const mimetype = strToU8('application/vnd.oasis.opendocument.spreadsheet');
    const book = zipSync({ mimetype: [mimetype, { level: 0 }], 'content.xml': spaces });
    expect(await refused('炸弹.ods', book, SMALL)).toContain('文件解压后超过 4 MB');
    const sheet = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/worksheets/sheet1.xml': spaces });
    expect(await refused('炸弹.xlsx', sheet, SMALL)).toContain('文件解压后超过 4 MB');
  });

  test('a sheet with one cell at its far end, and a .csv of one endless row', async () => {
    const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
    expect(await refused('远.xlsx', xlsx([{ name: '一', data: far }]))).toContain('个单元格，读不了');
    expect(await refused('宽.csv', `序号,项目\n${','.repeat(600_000)}\n`)).toContain('个单元格，读不了');
  });

  const ods = (rows: string) =>
    zipSync({
      mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }],
      'META-INF/manifest.xml': strToU8('<manifest/>'),
      'styles.xml': strToU8('<office:document-styles/>'),
      'content.xml': strToU8(
        `<office:document-content><office:body><office:spreadsheet><table:table table:name="一">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
      ),
    });
  const odsRow = (cells: string, rows = 1) =>
    `<table:table-row table:number-rows-repeated="${rows}">${cells}</table:table-row>`;
  const odsCell = (text: string, columns = 1) =>
    `<table:table-cell office:value-type="string" table:number-columns-repeated="${columns}"><text:p>${text}</text:p></table:table-cell>`;
  const odsBlank = (columns: number) => `<table:table-cell table:number-columns-repeated="${columns}"/>`;

  test.each([
    ['cells repeated', odsRow(odsCell('公厕', 3_000_000))],
    ['rows repeated', odsRow(odsCell('公厕') + odsCell('12'), 3_000_000)],
    [
      'a row far below blank ones',
      odsRow(odsBlank(1), 2_000_000_000) + odsRow(odsCell('公厕') + odsCell('12')),
    ],
    ['a cell far behind blank ones', odsRow(odsBlank(2_000_000_000) + odsCell('公厕'))],
  ])('an .ods of few bytes with %s by the million', async (_, rows) => {
    expect(await refused('重复.ods', ods(odsRow(odsCell('序号')) + rows))).toContain('个单元格，读不了');
  });

  test('but not an .ods whose blank rows and cells are repeated to the end of its sheet', async () => {
    const rows = [odsCell('序号') + odsCell('项目'), odsCell('1') + odsCell('公厕') + odsBlank(16_382)];
    const found = await read(
      '进度.ods',
      ods(rows.map((row) => odsRow(row)).join('') + odsRow(odsBlank(16_384), 1_048_574)),
    );
    expect(grid(found)).toEqual([
      ['序号', '项目'],
      ['1', '公厕'],
    ]);
  });

  test('an .xls that shows one long shared text again and again', async () => {
    const book = XLSX.utils.book_new();
    const rows = Array.from({ length: 60 }, () => Array.from({ length: 10 }, () => '长'.repeat(4000)));
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), '一');
    const bytes = XLSX.write(book, { type: 'buffer', bookType: 'biff8', bookSST: true }) as Buffer;
    expect(await refused('长.xls', bytes, SMALL)).toContain('文件内容过大');
  });

  test('a sheet whose merged cells lie over each other', async () => {
    const merges = '<mergeCell ref="A1:CV500"/>'.repeat(20);
    const data = `<row r="1">${n('A1', 1)}</row><row r="500">${n('CV500', 1)}</row>`;
    const sheet = xlsx([{ name: '一', data, after: `<mergeCells count="20">${merges}</mergeCells>` }]);
    expect(await refused('合并.xlsx', sheet)).toContain('个单元格，读不了');
  });

  test.each(['<div>', '<p><b><i>', '<a><p>', '<ol><li>', '<font><table><tr><td>'])(
    'a page of ever deeper elements: %s',
    async (tags) => {
      expect(await refused('深.html', `<p>公厕</p>${tags.repeat(100_000)}x`)).toContain('嵌套超过 2000 层');
    },
  );

  test.each([
    ['cells', `<row r="1">${'<c><v>1</v></c>'.repeat(600_000)}</row>`],
    ['blank cells', `<row r="1">${'<c/>'.repeat(1_600_000)}</row>`],
    ['rows', '<row/>'.repeat(1_100_000)],
  ])('an .xlsx of far more %s than office programs write', async (_, data) => {
    expect(await refused('多.xlsx', xlsx([{ name: '一', data }]))).toContain('个单元格，读不了');
  });

  test('a .docx, a page or a text of more paragraphs than any report has', async () => {
    expect(await refused('多.docx', docx('<w:p/>'.repeat(100_001)))).toContain('超过 100000 段');
    expect(await refused('多.html', `<ol>${'<li>a'.repeat(100_001)}</ol>`)).toContain('超过 100000 段');
    expect(await refused('多.txt', 'a\n'.repeat(100_001))).toContain('超过 100000 段');
  });

  test('a text of one endless line', async () => {
    expect(await refused('长.txt', '新建公厕12座，'.repeat(30_000))).toContain('没有换行');
  });

  test('but a line that is nearly all blanks is read at once', async () => {
    const found = await read('空.txt', `新建公厕${' '.repeat(900_000)}12座`);
    expect(texts(found)).toEqual([`新建公厕${' '.repeat(200)}12座`]);
  });
});

describe('of a name only what can be shown is kept', () => {
  test.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\张三\\进度.docx', '进度.docx'],
    ['进度\u0000\u0007\n.txt', '进度.txt'],
    ['表\u202excod.exe', '表xcod.exe'],
    ['..', '未命名文件'],
    ['', '未命名文件'],
    [`${'长'.repeat(500)}.xlsx`, `${'长'.repeat(114)}….xlsx`],
  ])('%j', (name, shown) => {
    expect(shownName(name)).toBe(shown);
  });

  test('and refusals name the file so too', async () => {
    expect(await refused('../秘密/\u001b[31m空.docx', new Uint8Array())).toMatch(
      /^\[31m空\.docx：文件是空的/u,
    );
  });
});
