/**
 * The one place that every answer passes: no figure leaves without evidence. A line with a figure that none of its
 * evidence holds, in that measure, is taken out; when nothing is left, the answer says so.
 */
import type { Answer, Block, Evidence } from '../domain/answer.ts';
import { backedBySum, COUNT } from './arithmetic.ts';
import {
  claimedNumbers,
  DAY,
  NAME,
  NUMBERING,
  ORDINAL,
  type PrintedNumber,
  plainText,
  statedNumbers,
  unitsOfDigits,
} from './printed-numbers.ts';

export interface Grounding {
  answer: Answer;
  /** Lines taken out, with the figures that had no evidence. */
  rejected: { text: string; figures: string[] }[];
}

/** What an answer says when all its lines were taken out. */
export const UNGROUNDED = '这一条暂时给不出可核对的数字，请看文件原文。';

export function ground(answer: Answer): Grounding {
  const rejected: Grounding['rejected'] = [];
  const readings = createReadings();
  const blocks = answer.blocks.filter((block) => {
    const figures = unbackedFigures(block, readings);
    if (figures.length > 0) rejected.push({ text: block.text, figures });
    return figures.length === 0;
  });
  const choices = answer.choices.filter(({ label }) => holdsOnly(label, answer, readings));
  const told = blocks.some((block) => block.role !== 'source');
  if (told && rejected.length === 0 && choices.length === answer.choices.length) return { answer, rejected };
  const note: Block = { role: 'text', text: UNGROUNDED, evidence: [] };
  return { answer: { ...answer, blocks: told ? blocks : [note, ...blocks], choices }, rejected };
}

/** What the texts of an answer's evidence say; lines share their texts, and each is read once. */
interface Readings {
  plain: (text: string) => string;
  stated: (text: string) => readonly PrintedNumber[];
}

const createReadings = (): Readings => ({ plain: once(plainText), stated: once(statedNumbers) });

function once<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? read(text);
    known.set(text, found);
    return found;
  };
}

/** A choice's label may only repeat figures that the lines above it hold evidence for. */
function holdsOnly(label: string, answer: Answer, readings: Readings): boolean {
  const evidence = answer.blocks.flatMap((block) => [...block.evidence]);
  return unbackedFigures({ role: 'item', text: label, evidence }, readings).length === 0;
}

/** Figures of a line that its evidence does not hold. */
export const unbacked = (block: Block): string[] => unbackedFigures(block, createReadings());

function unbackedFigures(block: Block, readings: Readings): string[] {
  if (isQuoted(block)) return [];
  const texts = block.evidence.flatMap((one) => (one.kind === 'computed' ? [] : [one.text]));
  const open = claimedNumbers(block.text).filter((claim) => !standsIn(texts.map(readings.plain), claim));
  if (open.length === 0) return [];
  const backing = numbersBehind(block.evidence, texts.flatMap(readings.stated));
  return open.filter((claim) => !backing.some((one) => backs(one, claim))).map(({ printed }) => printed);
}

/** Words of a document, cut at most: what stands between the marks of omission stands in the source. */
function isQuoted({ role, text, evidence }: Block): boolean {
  if (role !== 'quote') return false;
  const words = text.replace(/^…|…$/gu, '');
  return evidence.some((one) => one.kind === 'source' && holdsWhole(one.text.replace(/\s+/g, ' '), words));
}

/** The words stand in the text and neither end of them cuts a number. */
function holdsWhole(text: string, words: string): boolean {
  const at = text.indexOf(words);
  if (at < 0 || words === '') return false;
  const cutsStart = /^[\d.]/.test(words) && /[\d.]$/.test(text.slice(0, at));
  return (
    !cutsStart && !(/\d$/.test(words) && /^(\d|\.\d|,\d|[余多]?[万亿])/.test(text.slice(at + words.length)))
  );
}

/** The same digits as a whole number of the same measure: the common case, without reading figures. */
const standsIn = (texts: readonly string[], claim: PrintedNumber): boolean =>
  texts.some((text) => unitsOfDigits(text, claim).some((unit) => fits(unit, claim.unit)));

/** The numbers that texts state, what was counted, means, and the results of the sums over all of these. */
function numbersBehind(evidence: readonly Evidence[], stated: readonly PrintedNumber[]): PrintedNumber[] {
  const sums = evidence.filter(({ kind }) => kind === 'computed').map(({ text }) => text);
  const backed = (opening: string, given: readonly PrintedNumber[]) =>
    sums.filter((text) => text.startsWith(opening)).flatMap((text) => backedBySum(text, given));
  const counted = [...stated, ...backed('count', [])];
  const given = [...counted, ...backed('mean(', counted)];
  return [...given, ...backed('', given)];
}

/** Digits beyond what a number can hold exactly are compared as they are printed. */
const LONGEST_EXACT = 15;

function backs(given: PrintedNumber, claim: PrintedNumber): boolean {
  if (claim.printed.length > LONGEST_EXACT) return given.printed === claim.printed;
  return given.value === claim.value && fits(given.unit, claim.unit);
}

/** What the program counts is printed in these. */
const COUNTED: readonly (string | null)[] = [
  '项',
  '件',
  '个',
  '处',
  '条',
  '份',
  '次',
  '天',
  '人',
  NUMBERING,
  null,
];

/** Numbers that name or place something instead of measuring it. */
const PLACES: readonly string[] = [ORDINAL, NUMBERING, NAME, DAY];

/** A number given without a measure may be of any; a claim without one repeats any but a place in an order. */
function fits(given: string | null, claimed: string | null): boolean {
  if (given === claimed) return true;
  if (given === null) return claimed !== DAY;
  if (given === COUNT) return COUNTED.includes(claimed);
  return claimed === null && !PLACES.includes(given);
}
