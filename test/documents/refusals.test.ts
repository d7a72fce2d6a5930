import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { READ_LIMITS } from '../../src/documents/limits.ts';
import { read, refused } from './helpers.ts';
import { docx, n, p, xlsx } from './office.ts';

const PNG = Uint8Array.of(
  0x89,
  0x50,
  0x4e,
  0x47,
  0x0d,
  0x0a,
  0x1a,
  0x0a,
  0,
  0,
  0,
  13,
  0x49,
  0x48,
  0x44,
  0x52,
);

/** The head of an OLE file with one stream name in its directory. */
function ole(stream: string): Uint8Array {
  const head = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  return new Uint8Array(
    Buffer.concat([head, Buffer.alloc(1016), Buffer.from(stream, 'utf16le'), Buffer.alloc(512)]),
  );
}

/** A .docx in which the declared unpacked size of the text part is replaced. */
function withDeclaredSize(size: number): Uint8Array {
  const raw = Buffer.from(docx(p('新建公厕12座。'.repeat(1000))));
  const name = Buffer.from('word/document.xml');
  const local = raw.indexOf(name);
  raw.writeUInt32LE(size, local - 8);
  raw.writeUInt32LE(size, raw.lastIndexOf(name) - 22);
  return new Uint8Array(raw);
}

describe('a file is refused with its name, what was found and what to do', () => {
  test('when it is empty', async () => {
    expect(await refused('进度.docx', new Uint8Array())).toMatch(/^进度\.docx：文件是空的（0 字节）.*\.xlsx/);
  });

  test('when it is a picture renamed', async () => {
    expect(await refused('进度.docx', PNG)).toContain('扩展名是 .docx，内容却是 PNG 图片');
  });

  test('when it is plain text under the name of a Word document', async () => {
    expect(await refused('进度.docx', '新建公厕12座')).toContain('扩展名是 .docx，内容却是纯文本');
  });

  test.each([
    ['现场.png', PNG, '是 PNG 图片'],
    ['材料.zip', zipSync({ 'a.txt': new Uint8Array(9) }), '请解压后逐个上传'],
  ])('when %s is of a kind that is not read, with the way to convert it', async (name, bytes, words) => {
    const message = await refused(name, new Uint8Array(bytes));
    expect(message).toContain(words);
    expect(message).toMatch(/另存为 \.docx|解压/);
  });

  test('when it has a password', async () => {
    expect(await refused('进度.docx', ole('EncryptedPackage'))).toContain('文件有密码保护');
  });

  test.each([0.01, 0.3, 0.9])('when it was cut at %f of its length', async (share) => {
    const bytes = docx(p('公厕'));
    expect(await refused('进度.docx', bytes.slice(0, bytes.length * share))).toContain(
      '文件不完整或已损坏，打不开',
    );
  });

  test('when bytes in the middle are damaged', async () => {
    const bytes = docx(p('新建公厕12座，学位800个'));
    const at = Buffer.from(bytes).indexOf('word/document.xml') + 40;
    bytes.fill(0x55, at, at + 20);
    expect(await refused('进度.docx', bytes)).toContain('文件不完整或已损坏');
  });

  test('when its pages are pictures only', async () => {
    expect(await refused('扫描.docx', docx('<w:p/>'))).toContain('没有读到文字或表格');
  });

  test('when an archive declares more than the limit', async () => {
    const limits = { ...READ_LIMITS, expandedBytes: 4 * 1024 * 1024 };
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(5 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(limits.expandedBytes / 100);
    expect(await refused('炸弹.docx', bomb, limits)).toContain('文件解压后超过 4 MB');
  });

  test('when an archive lies about its sizes', async () => {
    expect(await refused('谎报.docx', withDeclaredSize(100))).toContain('文件不完整或已损坏');
  });

  test('when it is over the size limit', async () => {
    const limits = { ...READ_LIMITS, bytes: 1024 * 1024 };
    expect(await refused('大.txt', 'a'.repeat(2 * 1024 * 1024), limits)).toContain(
      '文件有 2 MB，上限是 1 MB',
    );
  });

  test('when its tables have too many cells, real or merged', async () => {
    const limits = { ...READ_LIMITS, cells: 100 };
    const sheet = xlsx([
      { name: '一', data: `<row r="1">${n('A1', 1)}</row><row r="90">${n('C90', 1)}</row>` },
    ]);
    expect(await refused('大.xlsx', sheet, limits)).toContain('超过 100 个单元格');
    expect(await refused('大.csv', 'a,b,c\n'.repeat(40), limits)).toContain('超过 100 个单元格');
    const page = '<table><tr><td colspan="60">一</td></tr><tr><td>二</td><td>三</td></tr></table>';
    expect(await refused('大.html', page, limits)).toContain('超过 100 个单元格');
  });
});

test('a file that breaks its reader does not disturb the next one', async () => {
  await refused('坏.docx', docx('', { '_rels/.rels': '<a/>', 'word/document.xml': '<html/>' }));
  expect((await read('好.docx', docx(p('公厕')))).blocks).toHaveLength(1);
});
