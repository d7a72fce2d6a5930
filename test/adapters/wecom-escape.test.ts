import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, escapePlain } from '../../src/adapters/wecom/escape.ts';
import { mediaKind, safeName } from '../../src/adapters/wecom/limits.ts';

/** Texts full of what markup is made of. */
const MARKUP = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<@all>',
        '<@zhangsan>',
        '[a](http://b.cn)',
        '**',
        '# ',
        '> ',
        '- ',
        '1. ',
        '\n',
        '---',
        '```',
      ),
      fc.constantFrom(
        '|',
        '~~',
        '_',
        '&lt;',
        'www.a.com',
        'https://a.cn/b',
        '3.5',
        '2025-06-30',
        '+',
        '=',
        '\\',
        ' ',
      ),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

/** Any character, halves of characters too. */
const CHARACTER = fc.integer({ min: 0, max: 0x2ffff }).map((point) => String.fromCodePoint(point));

/** What a reader sees: full-width twins and tabs are the same to the eye. */
const sense = (text: string) => text.normalize('NFKC').replaceAll('\t', ' ');

describe('escaped markdown', () => {
  it('has no mark, mention or link left, and reads the same', () => {
    fc.assert(
      fc.property(MARKUP, (text) => {
        const escaped = escapeMarkdown(text);
        expect(escaped).not.toMatch(/[<>*_`~[\]|\\@#!&]|[A-Za-z]:\/\/|[\p{L}\p{N}]\.\p{L}/u);
        expect(escaped).not.toMatch(/^[^\S\n\u3000]*(?:[-+=](?=[-+=\s]|$)|\d+[.)](?=\s|$)| )/m);
        expect(sense(escaped)).toBe(sense(escapePlain(text)));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves figures and days as they are', () => {
    const text = '完成 3.5万平方米（占 69.9%），截至 2025-06-30：1.5 万户\n-5 个百分点';
    expect(escapeMarkdown(text)).toBe(text);
  });

  it('keeps the numbers of a list from being counted anew', () => {
    expect(escapeMarkdown('17. 甲\n19. 乙\n- 丙\n---')).toBe('17． 甲\n19． 乙\n－ 丙\n－--');
  });
});

describe('a file', () => {
  it('is a picture only when WeCom shows it', () => {
    const png = (size: number) => Buffer.concat([Buffer.from('89504e47', 'hex'), Buffer.alloc(size)]);
    const file = (bytes: Buffer) => ({ name: 'a', kind: 'image' as const, bytes });
    expect(mediaKind(file(png(100)))).toBe('image');
    expect(mediaKind(file(png(3_000_000)))).toBe('file');
    expect(mediaKind(file(Buffer.from('GIF89a..')))).toBe('file');
    expect(mediaKind(file(png(21_000_000)))).toBeNull();
    expect(mediaKind(file(Buffer.from('abc')))).toBeNull();
  });

  it('has a name that is no path and keeps its ending', () => {
    fc.assert(
      fc.property(fc.string({ unit: CHARACTER }), (name) => {
        const safe = safeName(`${name}.xlsx`);
        expect(safe).toMatch(/^[^\\/:*?"<>|;\n\r\0]+\.xlsx$/);
        expect([...safe].length).toBeLessThanOrEqual(60);
      }),
    );
    expect(safeName('../../etc/passwd')).not.toMatch(/[/\\]|^\./);
    expect(safeName('')).toBe('file');
  });
});
