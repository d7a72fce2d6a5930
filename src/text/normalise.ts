/** One spelling for what people and documents write in several. The only home of opencc-js. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Radicals and their variants that PDF fonts put in place of characters; NFKC leaves this block alone. */
const RADICALS = new Map(
  Object.entries({
    '⺁': '厂',
    '⺄': '乙',
    '⺇': '几',
    '⺋': '卩',
    '⺌': '小',
    '⺍': '小',
    '⺎': '兀',
    '⺏': '尢',
    '⺐': '尢',
    '⺓': '幺',
    '⺔': '彑',
    '⺕': '彐',
    '⺝': '月',
    '⺞': '歹',
    '⺠': '民',
    '⺥': '爪',
    '⺧': '牛',
    '⺩': '王',
    '⺫': '目',
    '⺬': '示',
    '⺮': '竹',
    '⺰': '纟',
    '⺱': '网',
    '⺲': '网',
    '⺳': '网',
    '⺴': '网',
    '⺵': '网',
    '⺶': '羊',
    '⺷': '羊',
    '⺸': '羊',
    '⺹': '老',
    '⺻': '聿',
    '⺼': '肉',
    '⺽': '臼',
    '⻃': '西',
    '⻄': '西',
    '⻅': '见',
    '⻆': '角',
    '⻇': '角',
    '⻉': '贝',
    '⻊': '足',
    '⻋': '车',
    '⻑': '长',
    '⻒': '长',
    '⻓': '长',
    '⻔': '门',
    '⻗': '雨',
    '⻘': '青',
    '⻙': '韦',
    '⻚': '页',
    '⻛': '风',
    '⻜': '飞',
    '⻝': '食',
    '⻞': '食',
    '⻡': '首',
    '⻢': '马',
    '⻣': '骨',
    '⻤': '鬼',
    '⻥': '鱼',
    '⻦': '鸟',
    '⻧': '卤',
    '⻨': '麦',
    '⻩': '黄',
    '⻪': '黾',
    '⻫': '齐',
    '⻬': '齐',
    '⻭': '齿',
    '⻮': '齿',
    '⻯': '龙',
    '⻰': '龙',
    '⻱': '龟',
    '⻲': '龟',
  }),
); // prettier-ignore

const RADICAL = /[\u2e80-\u2eff\u2f00-\u2fdf\uf900-\ufaff]/g;
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
  const visible = text
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '')
    .replace(RADICAL, (char) => RADICALS.get(char) ?? char.normalize('NFKC'));
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
