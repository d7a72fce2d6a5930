/** One spelling for what people and documents write in several. The only home of opencc-js. */
import { createRequire } from 'node:module';
import { plainCharacters } from '../domain/look-alikes.ts';

const require = createRequire(import.meta.url);

const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;
const BLANKS = /[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g;
const WIDE = /[０-９Ａ-Ｚａ-ｚ％＋－／＜＞＝＆＃＠]/g;
const THOUSANDS = /(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g;

/**
 * Full-width digits, letters, percent signs and the points between digits as half-width ones. Keeps the length, so
 * positions found in the result hold in the text itself.
 */
export function halfWidth(text: string): string {
  return text
    .replace(WIDE, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/﹪/g, '%')
    .replace(/(?<=(?<![\d，])\d{1,3})，(?=\d{3}(?!\d))/g, ',')
    .replace(/(?<=\d)[．。·](?=\d+\s*(?:%|[万亿]))|(?<=\d)．(?=\d)/g, '.');
}

/**
 * The form in which texts are stored for search and questions are matched: look-alike characters, half-width
 * digits and letters, no thousands separators, no invisible characters, single blanks. Chinese punctuation stays.
 */
export function normaliseText(text: string): string {
  const visible = plainCharacters(text.replace(/\r\n?/g, '\n').replace(INVISIBLE, ''));
  return halfWidth(visible)
    .replace(BLANKS, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(THOUSANDS, (number) => number.replaceAll(',', ''))
    .trim();
}

type Convert = (text: string) => string;

interface OpenCC {
  Converter(options: { from: string; to: string }): Convert;
}

/**
 * A converter from traditional to simplified characters. Words stay as they are: turning Taiwan's words into mainland
 * ones would also turn 新增 into 添加. Its tables load at the first use.
 */
export function createSimplifier(): Convert {
  let convert: Convert | null = null;
  return (text) => {
    if (!/\p{Script=Han}/u.test(text)) return text;
    convert ??= (require('opencc-js/t2cn') as OpenCC).Converter({ from: 't', to: 'cn' });
    return convert(text);
  };
}

/** Traditional → simplified characters; simplified text comes back unchanged. */
export const toSimplified = createSimplifier();
