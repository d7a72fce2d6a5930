/** Targets and actuals with what they count, read clause by clause. */
import type { Clause, Direction, Figure } from '../../domain/project.ts';
import { findQuantities, findRanges } from '../../text/quantities.ts';
import { asOfDates } from './as-of.ts';
import { indicatorOf, isBareVerb, leadingVerb } from './indicator.ts';
import { attachShares, type Mention, shareKind } from './shares.ts';
import { figureWords } from './words.ts';

/** A figure with the place it was read from and the share of plan printed beside it. */
export interface ReadFigure {
  figure: Figure;
  start: number;
  end: number;
  /** 占年计划128% → 1.28; null when none stands beside it. */
  statedRatio: number | null;
}

/** A clause with the sentence it belongs to. */
export interface SentenceClause extends Clause {
  sentence: number;
}

/**
 * Every figure of the clauses in reading order. Goals and titles give targets; notes give actuals and the targets
 * that they repeat or add. Figures still to come (预计解决2万户) are left out.
 */
export function readFigures(clauses: readonly SentenceClause[], year: number): ReadFigure[] {
  const dates = asOfDates(clauses, year);
  return clauses.flatMap((clause, at) => {
    if (clause.part === 'reason') return [];
    const mentions = mentionsOf(clause.text);
    const shares = attachShares(clause.text, mentions);
    const kept = mentions.flatMap((mention) => {
      const kind = kindOf(clause, mention);
      if (!kind || shares.dropped.has(mention)) return [];
      const asOf = kind === 'actual' ? (dates[at]?.(mention.start) ?? null) : null;
      const { start, end } = mention;
      const statedRatio = shares.ratios.get(mention) ?? null;
      return [{ figure: figureOf(mention, kind, asOf, clause.ordinal), start, end, statedRatio }];
    });
    return kept;
  });
}

/** Numbers of a clause with what they count; of a span (1-2个) the lower end. */
function mentionsOf(text: string): Mention[] {
  const ranges = findRanges(text).map(({ start, end, printed, low, unit }) => {
    const direction: Direction = 'atLeast';
    return { start, end, printed, value: low, unit, direction, approximation: null, percent: unit === '%' };
  });
  const found = [...findQuantities(text), ...ranges].sort((a, b) => a.start - b.start);
  const mentions: Mention[] = [];
  let previousEnd = 0;
  for (const quantity of found) {
    const indicator = indicatorOf({ text, start: quantity.start, end: quantity.end, previousEnd });
    const before = text.slice(previousEnd, quantity.start);
    mentions.push({ ...quantity, indicator: inherited(indicator, before, mentions.at(-1)), before });
    previousEnd = quantity.end;
  }
  return mentions.filter((mention) => !isIdleNumeral(text, mention));
}

/** In 新建公园2处、绿道6公里 the verb stands for both; a figure without words of its own takes those before it. */
function inherited(indicator: string, before: string, previous: Mention | undefined): string {
  if (!previous || !/^(?:余|多|左右|以上)?[、和及与]/.test(before)) return indicator;
  if (indicator === '' || isBareVerb(indicator)) return indicator || previous.indicator;
  if (leadingVerb(indicator)) return indicator;
  return `${leadingVerb(previous.indicator)}${indicator}`;
}

/** 两个站点, 两项任务: small numbers in characters are figures only where something is done to them. */
function isIdleNumeral(text: string, mention: Mention): boolean {
  if (/\d/.test(mention.printed) || mention.percent) return false;
  if (!/^[一二两三四五六七八九][个项件次位人名]/.test(mention.printed)) return false;
  const head = text.slice(Math.max(0, mention.start - 6), mention.start);
  return !new RegExp(`(?:${figureWords.verbs.join('|')})(?:了)?$`).test(head);
}

function kindOf(clause: SentenceClause, mention: Mention): Figure['kind'] | null {
  if (clause.part !== 'note') return 'target';
  const before = clause.text.slice(0, mention.start);
  const after = clause.text.slice(mention.end);
  if (figureWords.doneAfter.test(after)) return 'actual';
  if (figureWords.targetInNote.test(before) && !figureWords.doneInNote.test(before)) {
    return shareKind(before, mention) ? 'actual' : 'target';
  }
  return figureWords.future.test(before) ? null : 'actual';
}

function figureOf(mention: Mention, kind: Figure['kind'], asOf: string | null, clause: number): Figure {
  const { indicator, value, unit, direction, approximation, printed } = mention;
  return { kind, indicator, value, unit, direction, approximation, asOf, clause, printed };
}
