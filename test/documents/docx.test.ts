import { describe, expect, test } from 'vitest';
import { grid, read, texts } from './helpers.ts';
import { docx, numbering, onLevel, p, tbl, tc } from './office.ts';

describe('a .docx', () => {
  test('gives headings, paragraphs and the gaps between them', async () => {
    const body = p('民生实事', '<w:pStyle w:val="2"/>') + p('') + p('新建公厕12座。');
    expect((await read('a.docx', docx(body))).blocks).toMatchObject([
      { text: '民生实事', heading: 1, gapBefore: 0 },
      { text: '新建公厕12座。', heading: null, gapBefore: 1 },
    ]);
  });

  test('fills cells merged across and down, also where bookmarks stand between cells', async () => {
    const mark = '<w:bookmarkStart w:id="0" w:name="OLE_LINK1"/><w:bookmarkEnd w:id="0"/>';
    const body = tbl([
      [tc('单位', '<w:vMerge w:val="restart"/>'), mark, tc('进展', '<w:gridSpan w:val="2"/>')],
      [tc('', '<w:vMerge/>'), tc('前期'), tc(p('在建') + p('完工'))],
    ]);
    expect(grid(await read('a.docx', docx(body)))).toEqual([
      ['单位', '进展', '<进展>'],
      ['<单位>', '前期', '在建\n完工'],
    ]);
  });

  test('names styles though it comes without the part that describes them', async () => {
    const styled = tbl([[tc('单位'), tc('进展')]]).replace(
      '<w:tbl>',
      '<w:tbl><w:tblPr><w:tblStyle w:val="a3"/></w:tblPr>',
    );
    expect(grid(await read('a.docx', docx(styled)))).toEqual([['单位', '进展']]);
  });

  test('keeps columns aligned where a row begins some columns in', async () => {
    const row = `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${tc('学位')}${tc('50%')}</w:tr>`;
    const body = tbl([[tc('1'), tc('公厕'), tc('60%')]]).replace('</w:tbl>', `${row}</w:tbl>`);
    expect(grid(await read('a.docx', docx(body)))[1]).toEqual(['', '学位', '50%']);
  });

  test('shows automatic numbers, also in a column of numbers alone', async () => {
    const rows = [
      [tc(p('', onLevel(0))), tc('公厕')],
      [tc(p('', onLevel(0))), tc('学位')],
    ];
    expect(grid(await read('a.docx', docx(tbl(rows), numbering([['decimal', '%1']]))))).toEqual([
      ['1', '公厕'],
      ['2', '学位'],
    ]);
  });

  test('shows automatic numbers of several levels in Chinese', async () => {
    const body = [
      p('就业', onLevel(0)),
      p('目标', onLevel(1)),
      p('进展', onLevel(1)),
      p('住房', onLevel(0)),
      p('目标', onLevel(1)),
    ];
    const parts = numbering([
      ['chineseCountingThousand', '%1、'],
      ['chineseCounting', '（%2）'],
    ]);
    expect(texts(await read('a.docx', docx(body.join(''), parts)))).toEqual([
      '一、就业',
      '（一）目标',
      '（二）进展',
      '二、住房',
      '（一）目标',
    ]);
  });

  test('leaves out tracked deletions and hidden text', async () => {
    const deleted = '<w:del w:id="1"><w:r><w:delText>80</w:delText></w:r></w:del>';
    const inserted = '<w:ins w:id="2"><w:r><w:t>90</w:t></w:r></w:ins>';
    const hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r>';
    const body = `<w:p><w:r><w:t>完成</w:t></w:r>${deleted}${inserted}${hidden}<w:r><w:t>座</w:t></w:r></w:p>`;
    const document = await read('a.docx', docx(body));
    expect(texts(document)).toEqual(['完成90座']);
    expect(document.notes).toEqual(['1 处隐藏文字未读']);
  });

  test('named .xlsx is read by what it is, and says so', async () => {
    const document = await read('a.xlsx', docx(p('公厕')));
    expect(document.format).toBe('docx');
    expect(document.notes).toEqual(['扩展名是 .xlsx，内容却是 Word 文档（.docx），已按内容读取']);
  });
});
