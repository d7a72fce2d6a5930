/**
 * The one place that every answer passes: no figure leaves without evidence. A line with a figure that none of its
 * evidence holds is taken out; when nothing is left, the answer says so.
 */
import type { Answer, Block, Evidence } from '../domain/answer.ts';
import { halfWidth } from '../text/normalise.ts';
import { findNumbers } from '../text/numerals.ts';
import { findQuantities } from '../text/quantities.ts';

export interface Grounding {
  answer: Answer;
  /** Lines taken out, with the figures that had no evidence. */
  rejected: { text: string; figures: string[] }[];
}

/** What an answer says when all its lines were taken out. */
export const UNGROUNDED = '这一条暂时给不出可核对的数字，请看文件原文。';

export function ground(answer: Answer): Grounding {
  const rejected: Grounding['rejected'] = [];
  const blocks = answer.blocks.filter((block) => {
    const figures = unbacked(block);
    if (figures.length > 0) rejected.push({ text: block.text, figures });
    return figures.length === 0;
  });
  const choices = answer.choices.filter(({ label }) => holdsOnly(label, answer));
  if (rejected.length === 0 && choices.length === answer.choices.length) return { answer, rejected };
  const told = blocks.some((block) => block.role !== 'source');
  const note: Block = { role: 'text', text: UNGROUNDED, evidence: [] };
  return { answer: { ...answer, blocks: told ? blocks : [note, ...blocks], choices }, rejected };
}

/** A choice's label may only repeat figures that the lines above it hold evidence for. */
function holdsOnly(label: string, answer: Answer): boolean {
  return (
    unbacked({ role: 'item', text: label, evidence: answer.blocks.flatMap((b) => [...b.evidence]) })
      .length === 0
  );
}

/** Figures of a line that its evidence does not hold. */
export function unbacked(block: Block): string[] {
  if (isQuoted(block)) return [];
  const digits = digitNumbers(block.text).filter(({ printed }) => !hasDigits(block.evidence, printed));
  const open = [...digits, ...spelledNumbers(block.text)];
  if (open.length === 0) return [];
  const backed = new Set(block.evidence.flatMap((evidence) => valuesOf(evidence, block.evidence)));
  return open.filter(({ value }) => !backed.has(value)).map(({ printed }) => printed);
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

/** The same digits as a whole number of a source: the common case, without reading figures. */
function hasDigits(evidence: readonly Evidence[], printed: string): boolean {
  const whole = new RegExp(`(?<![\\d.])${printed.replace('.', '\\.')}(?!\\d|\\.\\d|[余多]?[万亿])`);
  return evidence.some((one) => one.kind === 'source' && whole.test(plainDigits(one.text)));
}

function valuesOf(evidence: Evidence, all: readonly Evidence[]): number[] {
  switch (evidence.kind) {
    case 'source':
    case 'echo':
    case 'fixed':
      return textValues(evidence.text);
    case 'computed':
      return computedValues(evidence.text, all);
    default:
      return evidence satisfies never;
  }
}

/** Every number a text states: as digits, spelled out, and with 万 or 亿 expanded. */
function textValues(text: string): number[] {
  return [
    ...printedNumbers(text).map(({ value }) => value),
    ...findQuantities(plainDigits(text)).map(({ value }) => value),
    ...findNumbers(plainDigits(text)).map(({ value }) => value),
  ];
}

interface PrintedNumber {
  printed: string;
  value: number;
}

const printedNumbers = (text: string): PrintedNumber[] => [...digitNumbers(text), ...spelledNumbers(text)];

/** Half-width digits without separators: １，８６０ → 1860. */
const plainDigits = (text: string): string => halfWidth(text).replace(/(?<=\d)[,，](?=\d{3}(?!\d))/g, '');

const MAGNITUDES: Record<string, number> = { 万: 1e4, 亿: 1e8 };

/** Numbers in digits with the 万 or 亿 that belongs to them. */
function digitNumbers(text: string): PrintedNumber[] {
  return [...plainDigits(text).matchAll(/(\d+(?:\.\d+)?)(?:[余多]?([万亿]))?/g)].map(
    ([, digits, magnitude]) => ({
      printed: `${digits}${magnitude ?? ''}`,
      value: Number((Number(digits) * (MAGNITUDES[magnitude ?? ''] ?? 1)).toPrecision(12)),
    }),
  );
}

/** 两处, 十余场: figures without digits. */
function spelledNumbers(text: string): PrintedNumber[] {
  if (!/[一二两三四五六七八九十百千半]/u.test(text)) return [];
  const shares = [...text.matchAll(/([一二三四五六七八九])成/gu)].map(([printed, digit]) => ({
    printed,
    value: '一二三四五六七八九'.indexOf(digit!) / 10 + 0.1,
  }));
  return [...shares, ...findQuantities(text).filter(({ printed }) => !/\d/.test(halfWidth(printed)))];
}

/**
 * Stated arithmetic: `4600 - 3216 = 1384`, `6258 / 7600 * 100 = 82.3`, `181 / 365 * 100 - 43 = 6.6`,
 * `mean(52, 100) = 76`, `sum(1, 2) = 3`, `count = 20`.
 * Its result counts only when the sum is right and every operand has evidence of its own.
 */
function computedValues(text: string, all: readonly Evidence[]): number[] {
  const [left, right] = text.split(' = ');
  const result = Number(right);
  if (left === undefined || right === undefined || Number.isNaN(result)) return [];
  if (left === 'count') return [result];
  const operands = (left.replaceAll(' * 100', '').match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  const value = evaluate(left, operands);
  if (value === null || !equalAsPrinted(value, result, right)) return [];
  const sources = new Set(all.flatMap((e) => (e.kind === 'computed' ? [] : textValues(e.text))));
  return operands.every((operand) => sources.has(operand)) ? [...operands, result] : [];
}

/** Null for anything but the forms above. Shares in percent are set against each other as they are printed. */
function evaluate(expression: string, operands: readonly number[]): number | null {
  if (expression.startsWith('sum(')) return operands.reduce((sum, x) => sum + x, 0);
  if (expression.startsWith('mean(')) return operands.reduce((sum, x) => sum + x, 0) / operands.length;
  const terms = expression.split(' - ').map(termValue);
  const [a, b] = terms;
  if (a === undefined || a === null || terms.length > 2 || operands.length < 2) return null;
  if (b === undefined) return a;
  if (b === null) return null;
  return expression.includes(' * 100') ? Number(a.toFixed(1)) - Number(b.toFixed(1)) : a - b;
}

/** A figure, a quotient, or a quotient in percent. */
function termValue(term: string): number | null {
  const parts = term.match(/^(\d+(?:\.\d+)?)(?: \/ (\d+(?:\.\d+)?)( \* 100)?)?$/);
  if (parts === null) return null;
  const [, above, below, percent] = parts;
  if (below === undefined) return Number(above);
  return (Number(above) / Number(below)) * (percent === undefined ? 1 : 100);
}

/** Right to the last printed digit. */
function equalAsPrinted(value: number, result: number, printed: string): boolean {
  const decimals = printed.split('.')[1]?.length ?? 0;
  return Math.abs(value - result) <= 0.5 * 10 ** -decimals + 1e-9;
}
