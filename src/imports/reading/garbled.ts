/** Sentences that came over damaged: wrong characters, words twice, ends and numbers that are missing. */
import { z } from 'zod';
import type { ClausePart, Finding } from '../../domain/project.ts';
import { readDataFile } from '../../text/data-file.ts';
import { UNIT_PATTERN } from '../../text/measures.ts';
import { tornNumber } from './torn.ts';
import * as wording from './wording.ts';

const patterns = z.array(z.string().min(1)).min(1);
const joined = patterns.transform((list) => new RegExp(list.join('|'), 'u'));
const pattern = z.string().transform((source) => new RegExp(source, 'u'));

const words = readDataFile(
  'lexicon/garbled.yaml',
  z.strictObject({
    mojibake: joined,
    twice: joined,
    cut: pattern,
    headless: pattern,
    blank: z.string(),
    counting: z.string(),
  }),
);

/** A longer stretch told twice in a row is no emphasis: 全面完成全面完成. */
const REPEATED = /(\p{Script=Han}{3,12})\1/u;
const UNIT_END = `(?:${UNIT_PATTERN})(?=[，。；、）)\\s]|$)`;
const NUMBERLESS = new RegExp(
  `${words.counting}(?:\\s+${UNIT_END}|(?:${words.blank})\\s*(?:${UNIT_PATTERN}|[%％]))`,
  'u',
);

/** A clause as a text is read: which part it belongs to, and its words. */
interface Told {
  part: ClausePart;
  ordinal: number;
  text: string;
}

/** One doubt for each damaged clause, the surest reason first. */
export function findGarbled(clauses: readonly Told[]): Finding[] {
  const open = unclosed(clauses);
  return clauses.flatMap((clause, i) => {
    const message = reasonOf(clause.text, {
      isFirst: clauses[i - 1]?.part !== clause.part,
      isLast: clauses[i + 1]?.part !== clause.part,
      bracket: open.get(clause.ordinal) ?? null,
    });
    return message === null ? [] : [{ kind: 'garbled', severity: 'doubt', message, clause: clause.ordinal }];
  });
}

interface Place {
  isFirst: boolean;
  isLast: boolean;
  /** Bracket of this clause that nothing closes, null when none. */
  bracket: string | null;
}

function reasonOf(text: string, { isFirst, isLast, bracket }: Place): string | null {
  const wrong = text.match(words.mojibake)?.[0];
  if (wrong) return wording.mojibake(text, wrong);
  const torn = tornNumber(text);
  if (torn) return wording.torn(text, torn);
  const blank = text.match(NUMBERLESS)?.[0];
  if (blank) return wording.numberless(text, blank);
  const twice = (text.match(words.twice) ?? text.match(REPEATED))?.[0];
  if (twice) return wording.twice(text, twice);
  if (bracket) return wording.unclosed(text, bracket);
  if (isFirst && words.headless.test(text)) return wording.headless(text);
  return isLast && words.cut.test(text) ? wording.cut(text) : null;
}

const PAIRS: Readonly<Record<string, string>> = { '（': '）', '【': '】', '《': '》', '〔': '〕' };

/** The bracket left open, by the clause in which it stands. Half and full width close each other. */
function unclosed(clauses: readonly Told[]): Map<number, string> {
  const open: { ordinal: number; part: ClausePart; bracket: string }[] = [];
  for (const { text, ordinal, part } of clauses) {
    for (const char of text.replace(/\(/gu, '（').replace(/\)/gu, '）')) {
      if (char in PAIRS) open.push({ ordinal, part, bracket: char });
      const closes = open.findLastIndex((one) => one.part === part && PAIRS[one.bracket] === char);
      if (closes >= 0) open.splice(closes, 1);
    }
  }
  return new Map(open.map(({ ordinal, bracket }) => [ordinal, bracket]));
}
