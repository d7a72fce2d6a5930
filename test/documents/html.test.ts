import { describe, expect, test } from 'vitest';
import { grid, read, texts } from './helpers.ts';

function page(body: string, head = ''): string {
  return `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
}

describe('a web page', () => {
  test('gives headings, paragraphs and marked captions, and leaves out what is no text', async () => {
    const document = await read(
      'a.html',
      page(
        '<nav>首页 > 公开</nav><script>var a = "不是正文"</script><h2>民生实事</h2><p>第一段</p><p>&nbsp;</p>' +
          '<p>第二段<br>换行</p><figure><img src="a.jpg"><figcaption>施工现场</figcaption></figure>' +
          '<p style="text-align: center"><img src="b.jpg"></p><p style="text-align:center">社区食堂</p><p>第三段</p>' +
          '<div style="display:none">看不见</div><footer>主办单位</footer>',
        '<title>民生实事 - 某区政府</title><meta name="ArticleTitle" content="民生实事进展">',
      ),
    );
    expect(document.title).toBe('民生实事进展');
    expect(document.blocks).toMatchObject([
      { text: '民生实事', heading: 2, caption: false },
      { text: '第一段', gapBefore: 0, heading: null },
      { text: '第二段\n换行', gapBefore: 1 },
      { text: '施工现场', caption: true },
      { text: '社区食堂', caption: true },
      { text: '第三段', caption: false },
    ]);
  });

  test('has paragraphs where line breaks are doubled or followed by a first-line indent', async () => {
    const document = await read(
      'a.html',
      page('<div>标题<br>　　第一，公厕。<br>&nbsp;&nbsp;第二，学位。<br><br>落款</div>'),
    );
    expect(texts(document)).toEqual(['标题', '第一，公厕。', '第二，学位。', '落款']);
  });

  test('leaves out columns at the side and lists of links, but no main part, whatever it is called', async () => {
    const text = '本县今年改造供水管网，更换水表，并在沿线乡镇增设便民服务点，进展顺利。'.repeat(3);
    const links = ['公告', '要闻', '专题'].map((word) => `<li><a href="/${word}">${word}</a></li>`).join('');
    const document = await read(
      'a.html',
      page(
        `<div class="main links"><p>${text}</p><ul><li>见<a href="/b">附件</a></li></ul></div>` +
          `<div class="page-side"><h4>热门</h4><p>新增夜班车3条</p></div><div id="related"><p>看看别的</p></div><ul>${links}</ul>`,
      ),
    );
    expect(texts(document)).toEqual([text, '见附件']);
  });

  test('joins Chinese that is wrapped in the source without a space', async () => {
    expect(texts(await read('a.html', page('<p>新建公共\n   停车位 1200 个</p>')))).toEqual([
      '新建公共停车位 1200 个',
    ]);
  });

  test('shows the numbers of its numbered lists', async () => {
    const document = await read(
      'a.html',
      page('<ol start="3"><li>公厕</li><li><p>学位</p></li></ol><ul><li>其他</li></ul>'),
    );
    expect(texts(document)).toEqual(['3. 公厕', '4. 学位', '其他']);
  });

  test('fills merged cells and keeps lines within a cell', async () => {
    const table =
      '<table><caption>进度表</caption><tr><th rowspan="2">序号</th><th colspan="2">进展</th></tr>' +
      '<tr><th>前期</th><th>在建</th></tr><tr><td rowspan="0">1</td><td><p>立项</p><p>招标</p></td><td>50%</td></tr>' +
      '<tr><td>施工</td><td>60%</td></tr></table>';
    expect(grid(await read('a.html', page(table)))).toEqual([
      ['序号', '进展', '<进展>'],
      ['<序号>', '前期', '在建'],
      ['1', '立项\n招标', '50%'],
      ['<1>', '施工', '60%'],
    ]);
  });

  test('loses a column that only continues merged cells', async () => {
    const table =
      '<table><tr><td colspan="9">进度表</td></tr><tr><td>1</td><td colspan="3">公厕</td></tr><tr><td>2</td><td colspan="3">学位</td></tr></table>';
    expect(grid(await read('a.html', page(table)))).toEqual([
      ['进度表', '<进度表>'],
      ['1', '公厕'],
      ['2', '学位'],
    ]);
  });

  test('arranged by tables is read as text, with the table of data inside it', async () => {
    const data = '<table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>公厕</td></tr></table>';
    const document = await read(
      'a.html',
      page(
        `<table><tr><td>首页</td><td>公开</td></tr><tr><td colspan="2"><p>进展情况</p>${data}<p>完</p></td></tr></table>`,
      ),
    );
    expect(texts(document)).toEqual(['首页', '公开', '进展情况', '完']);
    expect(grid(document)).toEqual([
      ['序号', '任务'],
      ['1', '公厕'],
    ]);
  });

  test('keeps a small table inside a cell as lines of that cell', async () => {
    const inner = '<table><tr><td>海东</td><td>2</td></tr><tr><td>海西</td><td>3</td></tr></table>';
    const document = await read(
      'a.html',
      page(`<table><tr><td>任务</td><td>进展</td></tr><tr><td>公厕</td><td>${inner}</td></tr></table>`),
    );
    expect(grid(document)[1]).toEqual(['公厕', '海东\t2\n海西\t3']);
  });

  test('in GBK is read by its claim, and in UTF-8 against a wrong claim', async () => {
    const head = Buffer.from(
      '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><p>',
    );
    const gbk = new Uint8Array(
      Buffer.concat([head, Buffer.from([0xc3, 0xf1, 0xc9, 0xfa]), Buffer.from('</p>')]),
    );
    const utf8 = new Uint8Array(Buffer.concat([head, Buffer.from('民生</p>')]));
    expect(texts(await read('a.htm', gbk))).toEqual(['民生']);
    expect(texts(await read('a.htm', utf8))).toEqual(['民生']);
  });

  test('exported by a system as .xls is read as the page it is', async () => {
    const document = await read('导出.xls', '<table><tr><td>序号</td><td>任务</td></tr></table>');
    expect(document.format).toBe('html');
    expect(document.notes).toEqual(['扩展名是 .xls，内容却是网页，已按内容读取']);
  });
});
