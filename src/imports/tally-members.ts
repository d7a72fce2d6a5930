/** One project named inside a sentence: its name, its own number, and what is said of it. */
import { findQuantities } from '../text/quantities.ts';
import { chargesIn } from './charges.ts';
import { cutOutside, isOutside } from './enumerations.ts';
import { headerWords } from './header-words.ts';
import type { RawProject } from './raw.ts';
import { tallyWords } from './tally-words.ts';

/** A named project. All texts are pieces of the document, word for word. */
export interface Member {
  /** The whole entry. */
  text: string;
  /** As printed in brackets behind the name: （第五项） → 五; '' when none. */
  number: string;
  name: string;
  /** What was planned, where the statement tells both sides. */
  goal: string;
  note: string;
  /** The rate of completion told of it, '' when none. */
  rate: string;
  /** Who is in charge, as far as the entry says. */
  units: RawProject['units'];
}

const RATES = new RegExp(tallyWords.rates, 'gu');
const STATEMENTS = new RegExp(tallyWords.statement, 'gu');
const SHORTEST_NAME = 3;
const LONGEST_NAME = 60;
const QUOTED = new RegExp(`^[“"「『]((?:[^“”"「」『』]|“[^“”]*”)+)[”"」』](${tallyWords.name_nouns})?`, 'u');
/** 县交通局负责的 before a name in quotation marks. */
const LED = new RegExp(`^${tallyWords.led_names}(?=[“"「『])`, 'u');
const COLON = /^([^：:，,。；]{3,30})[：:]/u;

/** Can the text be the entry of a list of projects? */
export function isMember(part: string): boolean {
  const { name } = memberOf(part);
  const han = name.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (han < SHORTEST_NAME || name.length > LONGEST_NAME || tallyWords.not_names.test(name)) return false;
  return part.split(RATE_BRACKET).length <= 2;
}

/** Only one entry, as far as the text tells; 改造街巷、新建公厕 are two. */
export function isOneMember(part: string): boolean {
  const { name, note } = memberOf(part);
  return isMember(part) && (note !== '' || !isSeveral(name));
}

/** Counties, towns: a list of areas names no projects. */
export const isArea = ({ name }: Member): boolean => headerWords.areas.test(name);

const RATE_BRACKET = /[（(]\d+(?:\.\d+)?\s*[%％][）)]/u;
/** Shortest name of two told in one part: 新建、改扩建学校 is one. */
const SHORTEST_OF_SEVERAL = 4;

function isSeveral(name: string): boolean {
  const parts = cutOutside(name, '、');
  return parts.length > 1 && parts.every((part) => part.length >= SHORTEST_OF_SEVERAL);
}

/** The parts of an entry: 改造街巷（第5项）已完成8条（80%） → number 5, name, note, rate. */
export function memberOf(entry: string): Member {
  const text = entry
    .replace(tallyWords.leads, '')
    .replace(/[。；;，,]$/u, '')
    .trim();
  const led = LED.exec(text)?.[0] ?? '';
  const before = chargesIn(led.replace(/的$/u, ''));
  const { name, number, said, quoted } = nameIn(text.slice(led.length));
  const rates = [...text.matchAll(RATES)];
  const rate = rates.length === 1 ? (rates[0]![1] ?? rates[0]![2] ?? '') : '';
  const bare = quoted ? name : withoutCount(name);
  const told = bare === name ? withoutFrame(said) : text.replace(tallyWords.number, '');
  const behind = chargesIn(told);
  const units = before.units.length > 0 ? before.units : behind.units;
  return { text, number, name: bare, ...sidesOf(behind.text), rate, units };
}

/** ，已完成 → 已完成, （完成45%） → 完成45%. */
const withoutFrame = (said: string) =>
  said.replace(/^[，,：:\s]+/u, '').replace(/^[（(]([^（()）]{3,})[）)]$/u, '$1');

interface Named {
  name: string;
  number: string;
  said: string;
  /** What a name in quotation marks counts was planned. */
  quoted?: boolean;
}

function nameIn(text: string): Named {
  const numbered = tallyWords.number.exec(text);
  const number = numbered?.[1] ?? numbered?.[2] ?? '';
  const rest = (end: number) => text.slice(end).replace(tallyWords.number, '').trim();
  if (numbered?.index === 0 && !text.startsWith('（') && !text.startsWith('('))
    return { ...nameIn(rest(numbered[0].length)), number };
  const quoted = QUOTED.exec(text);
  if (quoted) return { name: wholeName(quoted), number, said: rest(quoted[0].length), quoted: true };
  if (numbered && numbered.index > 0)
    return { name: text.slice(0, numbered.index).trim(), number, said: rest(numbered.index) };
  const noun = nounNameIn(text);
  if (noun) return { name: noun.name, number, said: rest(noun.end) };
  const colon = COLON.exec(text);
  if (colon) return { name: colon[1]!, number, said: rest(colon[0].length) };
  const end = endOfName(text);
  return { name: text.slice(0, end).trim(), number, said: rest(end) };
}

const NOUN_STATED = new RegExp(`${tallyWords.noun_stated}(?=${tallyWords.statement.source})`, 'u');

/** 校舍加固工程已…, 就业保障工程中，…: a name without quotation marks that ends in a noun for a project. */
export function nounNameIn(text: string): { name: string; end: number } | null {
  const [whole = '', name = ''] = tallyWords.noun_opening.exec(text) ?? NOUN_STATED.exec(text) ?? [];
  return name === '' || tallyWords.no_noun_names.test(name) ? null : { name, end: whole.length };
}

/** “书香”工程 is a name with its noun, “改造公厕30座”项目 one that ends with what is counted. */
function wholeName([, name = '', noun = '']: RegExpExecArray): string {
  const counted = findQuantities(name).at(-1)?.end === name.length;
  return counted ? name : `${name}${noun}`;
}

/** Where a name without quotation marks ends: before a comma, a statement or the rate in brackets. */
function endOfName(text: string): number {
  const [clause = ''] = cutOutside(text, '，,；;');
  const starts = [...clause.matchAll(STATEMENTS)].map(({ index }) => openedAt(clause, index));
  const bracket = clause.search(RATE_BRACKET);
  const ends = [...starts, bracket].filter((at) => at >= SHORTEST_NAME);
  return Math.min(clause.length, ...ends);
}

/** The bracket around a place of the text, or the place itself. */
const openedAt = (text: string, at: number) =>
  isOutside(text, at) ? at : text.slice(0, at).search(/[（(][^（(]*$/u);

/** 改造县乡公路3290公里 → 改造县乡公路, 已建成11家工会驿站 → 工会驿站: what is counted by then is no part of a name. */
function withoutCount(name: string): string {
  const [part = ''] = cutOutside(name, '、');
  const [first, ...more] = findQuantities(name);
  const counted = more.length > 0 && findQuantities(part).length === 1 ? part : name;
  const last = findQuantities(counted).at(-1);
  const lead = tallyWords.done_first.exec(counted)?.[0] ?? '';
  if (lead && first?.start === lead.length) return counted.slice(first.end);
  const ends = last && /^(?:[（(][^（()）]*[）)])?$/u.test(counted.slice(last.end));
  if (!ends || last.start < SHORTEST_NAME) return name;
  return counted.slice(lead.length, last.start).replace(tallyWords.name_tails, '');
}

/** 原计划举办50场，已举办60场 → the plan and what came of it. */
function sidesOf(said: string): Pick<Member, 'goal' | 'note'> {
  const parts = cutOutside(said, '，,；;\n');
  const told = parts.findIndex((part, i) => i > 0 && tallyWords.told.test(part));
  if (told < 1 || !tallyWords.aimed.test(said)) return { goal: '', note: said };
  const at = parts.slice(0, told).join('，').length;
  return { goal: said.slice(0, at), note: said.slice(at + 1) };
}
