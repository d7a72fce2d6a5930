/** The day a figure holds for, where the text says so: 截至5月底，已登记6258人. */
import type { IsoDate } from '../../domain/project.ts';
import { findDates } from '../../text/dates.ts';
import { figureWords } from './words.ts';

interface Dated {
  part: string;
  plain: string;
  sentence: number;
}

/** For each clause the day that holds at a position of it; a day said earlier in the sentence holds on. */
export function asOfDates(clauses: readonly Dated[], year: number): ((position: number) => IsoDate | null)[] {
  let carried: IsoDate | null = null;
  let previous: Dated | null = null;
  return clauses.map((clause) => {
    const sameSentence = previous?.part === clause.part && previous.sentence === clause.sentence;
    const before = sameSentence ? carried : null;
    const said = statedDays(clause.plain, year);
    carried = said.at(-1)?.day ?? before;
    previous = clause;
    return (position) => said.filter((mark) => mark.position <= position).at(-1)?.day ?? before;
  });
}

/** 截至6月底 and spans at the head of a statement: 上半年累计, 一季度. A whole year is the report's own period. */
function statedDays(text: string, year: number): { position: number; day: IsoDate }[] {
  return findDates(text, year).flatMap(({ start, end, date, precision }) => {
    const upTo = figureWords.asOf.test(text.slice(Math.max(0, start - 3), start));
    const atHead = /(?:^|[，,；;：:。])\s*$/.test(text.slice(0, start));
    const span = atHead && (precision === 'half' || precision === 'quarter');
    return upTo || span ? [{ position: end, day: date }] : [];
  });
}
