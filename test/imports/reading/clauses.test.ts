import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitClauses } from '../../../src/imports/reading/clauses.ts';

const texts = (text: string) => splitClauses(text).map((piece) => piece.text);

describe('splitClauses', () => {
  it('parts sentences and sub-points at 。；！？ and at line ends', () => {
    expect(texts('新建公园2处；绿道6公里。已全部开放！\n正在验收。')).toEqual([
      '新建公园2处；',
      '绿道6公里。',
      '已全部开放！',
      '正在验收。',
    ]);
  });
  it('gives 一是 and （1） pieces of their own, the first with the label before it', () => {
    expect(texts('主要做法：一是摸清底数，二是制定方案，（3）组织施工。')).toEqual([
      '主要做法：一是摸清底数，',
      '二是制定方案，',
      '（3）组织施工。',
    ]);
  });
  it('leaves a label with what it labels', () => {
    expect(texts('养老服务：新增床位120张。')).toEqual(['养老服务：新增床位120张。']);
  });
  it('does not part inside brackets or quotation marks', () => {
    expect(texts('完成改造（含东区；西区）12处。')).toEqual(['完成改造（含东区；西区）12处。']);
  });
  it('keeps clauses of one sentence together by number', () => {
    expect(splitClauses('截至6月底，甲3处；乙4处。丙5处。').map((piece) => piece.sentence)).toEqual([
      0, 0, 1,
    ]);
  });
  it('loses nothing but blanks', () => {
    const text = fc.string({ unit: fc.constantFrom(...'新建处12。；！：，（）“”\n 一是.'), maxLength: 60 });
    const bare = (value: string) => value.replace(/\s/g, '');
    fc.assert(fc.property(text, (value) => bare(texts(value).join('')) === bare(value)));
  });
});
