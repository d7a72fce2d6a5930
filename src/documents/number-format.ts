/** Whole numbers in the list formats of Word. Digits are written by the format, never read here. */

const CHINESE = [...'零一二三四五六七八九'];
const CHINESE_UNITS = ['', '十', '百', '千'];
const LEGAL = [...'零壹贰叁肆伍陆柒捌玖'];
const LEGAL_UNITS = ['', '拾', '佰', '仟'];
const STEMS = [...'甲乙丙丁戊己庚辛壬癸'];
const BRANCHES = [...'子丑寅卯辰巳午未申酉戌亥'];
const ROMAN: Readonly<Record<string, number>> = {
  m: 1000,
  cm: 900,
  d: 500,
  cd: 400,
  c: 100,
  xc: 90,
  l: 50,
  xl: 40,
  x: 10,
  ix: 9,
  v: 5,
  iv: 4,
  i: 1,
};

type Format = (value: number) => string;

const FORMATS: Readonly<Record<string, Format>> = {
  decimalZero: (value) => String(value).padStart(2, '0'),
  decimalFullWidth: (value) => String(value).replace(/\d/g, (digit) => shift('０', Number(digit))),
  decimalEnclosedCircle: (value) => within(value, 20, '①'),
  decimalEnclosedCircleChinese: (value) => within(value, 20, '①'),
  decimalEnclosedParen: (value) => within(value, 20, '⑴'),
  decimalEnclosedFullstop: (value) => within(value, 20, '⒈'),
  chineseCounting: (value) => counting(value, CHINESE, CHINESE_UNITS),
  chineseCountingThousand: (value) => counting(value, CHINESE, CHINESE_UNITS),
  japaneseCounting: (value) => counting(value, CHINESE, CHINESE_UNITS),
  taiwaneseCounting: (value) => counting(value, CHINESE, CHINESE_UNITS),
  taiwaneseCountingThousand: (value) => counting(value, CHINESE, CHINESE_UNITS),
  chineseLegalSimplified: (value) => counting(value, LEGAL, LEGAL_UNITS).replace(/^拾/, '壹拾'),
  ideographDigital: (value) =>
    [...String(value)]
      .map((digit) => CHINESE[Number(digit)])
      .join('')
      .replaceAll('零', '〇'),
  ideographTraditional: (value) => STEMS[value - 1] ?? String(value),
  ideographZodiac: (value) => BRANCHES[value - 1] ?? String(value),
  lowerLetter: (value) => letters(value),
  upperLetter: (value) => letters(value).toUpperCase(),
  lowerRoman: (value) => roman(value),
  upperRoman: (value) => roman(value).toUpperCase(),
};

/** The number as Word prints it in a list of that format; plain digits for a format that is not known. */
export function formatNumber(value: number, format: string): string {
  return (Object.hasOwn(FORMATS, format) && FORMATS[format]?.(value)) || String(value);
}

/** 1–9999 the way Chinese counts: 十, 二十一, 一百零五. */
function counting(value: number, digits: readonly string[], units: readonly string[]): string {
  if (value < 1 || value > 9999) return String(value);
  const places = [...String(value)].map(Number);
  const text = places
    .map((digit, i) => (digit ? `${digits[digit]}${units[places.length - 1 - i]}` : digits[0]))
    .join('');
  const zero = digits[0]!;
  const tidied = text.replace(new RegExp(`${zero}+`, 'g'), zero).replace(new RegExp(`${zero}$`), '');
  return value < 20 && value > 9 ? tidied.slice(1) : tidied;
}

function letters(value: number): string {
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

function roman(value: number): string {
  let rest = value;
  let text = '';
  for (const [sign, worth] of Object.entries(ROMAN)) {
    text += sign.repeat(Math.floor(rest / worth));
    rest %= worth;
  }
  return text;
}

/** Signs that stand one after another in Unicode, from the sign of 1. */
function within(value: number, last: number, first: string): string {
  return value >= 1 && value <= last ? shift(first, value - 1) : String(value);
}

function shift(first: string, steps: number): string {
  return String.fromCodePoint(first.codePointAt(0)! + steps);
}
