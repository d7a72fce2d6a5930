/** What a table tells of single areas, as one sentence with a clause for each: 分地区：甲县：目标12所，完成9所；乙县：…. */
import { byAreaWord } from './vocabulary.ts';

/** One value of one area with the word over its column. */
export interface AreaValue {
  area: string;
  /** 完成数 */
  word: string;
  /** 9所 */
  text: string;
}

/** '' when nothing is told of any area. Values of one area stand together, in the order given. */
export function tellAreas(values: readonly AreaValue[]): string {
  const clauses = new Map<string, string[]>();
  for (const { area, word, text } of values)
    if (text !== '') clauses.set(area, [...(clauses.get(area) ?? []), valueText(word, text)]);
  const told = [...clauses].map(([area, texts]) => `${area}：${texts.join('，')}`);
  return told.length > 0 ? `${byAreaWord}：${told.join('；')}` : '';
}

/** 完成9所, but 进展：主体完工. */
const valueText = (word: string, text: string) =>
  `${word}${/^[\d.,]/u.test(text) || word === '' ? '' : '：'}${text.replace(/[。；;\n]+/gu, '，').replace(/，$/u, '')}`;
