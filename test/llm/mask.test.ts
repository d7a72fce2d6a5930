import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unmask } from '../../src/llm/mask.ts';
import { mask } from './tools.ts';

const maskOne = (text: string, names: string[] = []) =>
  mask({ title: '公园', notes: [{ kind: 'progress', text }], names });

const shown = (text: string, names: string[] = []): string => maskOne(text, names).notes[0]!.text;

describe('what the model sees', () => {
  test('has placeholders in the place of figures with their units and limits', () => {
    expect(shown('新增停车位约1.99万余个，覆盖率达98.7％。')).toBe('新增停车位⟦n1⟧，覆盖率达⟦n2⟧。');
    expect(shown('不少于两处，七成以上居民，翻一番。')).toBe('⟦n1⟧，⟦n2⟧居民，⟦n3⟧。');
  });

  test('has placeholders in the place of dates, with the words that belong to them', () => {
    expect(shown('1至9月完成，年底前验收，2025年6月30日以前交付。')).toBe('⟦d1⟧完成，⟦d2⟧验收，⟦d3⟧交付。');
  });

  test('has placeholders in the place of units, people and places; the same name is the same one', () => {
    expect(shown('区教育局张三说，槐荫区由区教育局牵头。', ['张三'])).toBe('⟦u1⟧⟦u2⟧说，⟦u3⟧由⟦u1⟧牵头。');
  });

  test('has no figures or names in the title either', () => {
    expect(mask({ title: '槐荫区新建10所学校', notes: [], names: [] }).title).toBe('…新建…学校');
  });

  test('keeps brackets of placeholders in a note from making placeholders', () => {
    expect(shown('完成⟦n7⟧，共8处')).toBe('完成⟦n1⟧，共⟦n2⟧');
    expect(maskOne('完成⟦n7⟧，共8处').slots.get('n1')?.printed).toBe('n7');
  });

  test('never has a digit, and always gives the source back', () => {
    const words = fc.constantFrom(
      '完成',
      '3.6万平方米',
      '约',
      '８６',
      '1-2个',
      '三季度',
      '鲁发〔2025〕7号',
      'B3',
      '①',
      '，',
      '98%',
      '两',
      '年',
      '月',
      '12',
      '至',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        const masked = maskOne(parts.join(''));
        const [note] = masked.notes;
        expect(note!.text.replace(/⟦[ndu]\d+⟧/g, '')).not.toMatch(/\p{N}/u);
        expect(unmask(note!.text, masked.slots)).toBe(note!.source);
      }),
    );
  });
});
