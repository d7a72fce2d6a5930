import { describe, expect, it } from 'vitest';
import { percent, printedFigure, splitAtFigures, stateWord } from '../../src/web/format.ts';
import { dossierOf } from './fakes.ts';

const { figures } = dossierOf(1);
const figure = (printed: string, approximation: string | null = null) => ({
  ...figures[0]!,
  printed,
  approximation,
});

describe('figures in a text', () => {
  it('are set off whole and nothing is lost', () => {
    const pieces = splitAtFigures('新增3216个，共13216个，占3.3216个', [figure('3216个'), figure('13216个')]);
    expect(pieces.filter((piece) => piece.figure).map((piece) => piece.text)).toEqual(['3216个', '13216个']);
    expect(pieces.map((piece) => piece.text).join('')).toBe('新增3216个，共13216个，占3.3216个');
  });

  it('may hold marks that mean something in patterns', () => {
    expect(splitAtFigures('增长(1.5)%。', [figure('(1.5)%')])[1]).toEqual({ text: '(1.5)%', figure: true });
  });

  it('keep the word of approximation that stood beside them', () => {
    expect(printedFigure(figure('3000人次', '超'))).toBe('超3000人次');
    expect(printedFigure(figure('5000人', '以上'))).toBe('5000人以上');
    expect(printedFigure(figure('5000余人', '余'))).toBe('5000余人');
  });
});

it('names no state where the document does not say', () => {
  expect([stateWord({ status: 'done' }), stateWord({ status: 'unknown' })]).toEqual(['已完成', '']);
});

it('prints rates with one decimal at most, above 100% too', () => {
  expect([percent(0.8234), percent(1), percent(9.617)]).toEqual(['82.3%', '100%', '961.7%']);
});
