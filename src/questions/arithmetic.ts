/** Stated arithmetic, done again: what a line may say that no document says. */
import { PERCENT, POINTS, type PrintedNumber } from './printed-numbers.ts';

/** A number of things that the program counts: projects, days, lines. */
export const COUNT = '计数';

/**
 * The numbers that a sum backs: `4600 - 3216 = 1384`, `6258 / 7600 * 100 = 82.3`, `181 / 365 * 100 - 43 = 6.6`,
 * `mean(52, 100) = 76`, `sum(1, 2) = 3`, `count = 20`. None unless the result is right and every operand is one of
 * the numbers given.
 */
export function backedBySum(text: string, given: readonly PrintedNumber[]): PrintedNumber[] {
  const [left, right] = text.split(' = ');
  const result = Number(right);
  if (left === undefined || right === undefined || Number.isNaN(result)) return [];
  if (left === 'count') return [{ printed: right, value: result, unit: COUNT }];
  const operands = (left.replaceAll(' * 100', '').match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  const value = evaluate(left, operands);
  if (value === null || !equalAsPrinted(value, result, right)) return [];
  const sources = operands.map((operand) => given.filter((one) => one.value === operand));
  if (sources.some((found) => found.length === 0)) return [];
  return [...sources.flat(), { printed: right, value: result, unit: unitOfResult(left, sources) }];
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

/** A share is in percent, a difference of shares in points, any other result in what its operands count. */
function unitOfResult(expression: string, operands: readonly (readonly PrintedNumber[])[]): string | null {
  const isDifference = expression.includes(' - ');
  if (expression.includes(' * 100')) return isDifference ? POINTS : PERCENT;
  if (expression.includes(' / ')) return null;
  const units = new Set(operands.flat().flatMap(({ unit }) => unit ?? []));
  const [unit] = units;
  if (unit === undefined || units.size !== 1) return null;
  return unit === PERCENT && isDifference ? POINTS : unit;
}

/** Right to the last printed digit. */
function equalAsPrinted(value: number, result: number, printed: string): boolean {
  const decimals = printed.split('.')[1]?.length ?? 0;
  return Math.abs(value - result) <= 0.5 * 10 ** -decimals + 1e-9;
}
