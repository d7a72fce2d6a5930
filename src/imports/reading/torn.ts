/** Numbers broken over two lines: put together where nothing else can be meant. */
import { UNIT_PATTERN } from '../../text/measures.ts';

/** Signs that no line begins with; units that are words as well (人, 家, 场) count where the statement ends behind them. */
const UNIT_HEAD = `(?:[%％‰]|[万亿](?=${UNIT_PATTERN}|元)|(?:${UNIT_PATTERN})(?=[，。；、）)]|$))`;
/** 12.⏎5, 1,⏎250, 12⏎.5 and 1250⏎个 inside a statement; a number alone on its line is rather one of a list. */
const CERTAIN = new RegExp(
  [
    `(?<=\\p{Script=Han}\\d{1,6}\\.)\\s*\\n\\s*(?=\\d{1,2}(?!\\d|[.、．]))`,
    `(?<=\\p{Script=Han}\\d{1,3}[,，])\\s*\\n\\s*(?=\\d{3}(?!\\d))`,
    `(?<=\\p{Script=Han}\\d{1,6})\\s*\\n\\s*(?=\\.\\d)`,
    `(?<=\\p{Script=Han}[\\d.,]{1,12})\\s*\\n\\s*(?=${UNIT_HEAD})`,
  ].join('|'),
  'gmu',
);

/** The text with such numbers whole again; every other line break stays. */
export const joinTorn = (text: string): string => text.replace(CERTAIN, '');

/** Two groups of digits between a word and a unit: 改造1 250户. */
const SPLIT = new RegExp(`\\p{Script=Han}(\\d{1,3}\\s+\\d{1,6}(?:\\.\\d+)?)(?=\\s?(?:${UNIT_PATTERN}))`, 'u');

/** The pieces of a number that may be one; null when there are none. */
export const tornNumber = (text: string): string | null => SPLIT.exec(text)?.[1] ?? null;

const HALVES = new RegExp(
  `^(.*\\p{Script=Han})(\\d{1,6})\\s*\\n\\s*(\\d{1,6}(?:\\.\\d+)?(?=${UNIT_PATTERN}))`,
  'gmu',
);

/** What may be one number: its pieces as printed (12 50), and the line in which it begins. */
export interface Halves {
  line: string;
  pieces: string;
}

/** Halves of numbers at the end of one line and the head of the next. */
export const halvesIn = (text: string): Halves[] =>
  [...text.matchAll(HALVES)].map(([, before = '', head = '', tail = '']) => ({
    line: `${before}${head}`,
    pieces: `${head} ${tail}`,
  }));
