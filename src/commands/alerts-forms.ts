/** The strict forms of answers to alerts: a word, ids of letters, and for a silence days and a reason. */
import { argumentOf, asksSomething } from './forms.ts';

/** As alerts are called: consonants, so that no word reads so. */
const ID = '[BCDFGHJKMNPQRSTVWXYZ]{4,12}';
const IDS = new RegExp(`^${ID}(?:[\\s,，、]+${ID})*$`, 'u');
const SILENCE = new RegExp(
  `^(${ID}(?:[\\s,，、]+${ID})*)[\\s,，、]+(\\d{1,3})\\s*(天|日|周)[\\s，,：:]+(.+)$`,
  'su',
);

/** Most alerts that one message answers. */
const MOST_IDS = 20;
const LONGEST_REASON = 200;
const WEEK_DAYS = 7;

const plain = (text: string): string => text.replace(/[【】[\]]/gu, ' ').trim();

/** The ids that follow one of the words; null for every other message. */
export function idsAfter(words: readonly string[], text: string): string[] | null {
  const argument = plain(argumentOf(words, text) ?? '').toUpperCase();
  return IDS.test(argument) ? split(argument) : null;
}

const split = (text: string): string[] => [...new Set(text.split(/[\s,，、]+/u))].slice(0, MOST_IDS);

/** Which alerts are to be silent for how long and why; `usage` when it is no complete order. */
export type SilenceOrder = { ids: string[]; days: number; reason: string } | 'usage';

/** Null for every other message. */
export function silenceOrder(words: readonly string[], text: string): SilenceOrder | null {
  const argument = argumentOf(words, text);
  if (argument === null) return null;
  const [, ids, count, unit, reason = ''] = SILENCE.exec(upperIds(plain(argument))) ?? [];
  if (ids === undefined) return asksSomething(text) ? null : 'usage';
  const days = Number(count) * (unit === '周' ? WEEK_DAYS : 1);
  const said = reason.replace(/\s+/gu, ' ').trim();
  return said === '' || days === 0
    ? 'usage'
    : { ids: split(ids), days, reason: said.slice(0, LONGEST_REASON) };
}

/** Ids may be typed in small letters; the reason stays as it is. */
function upperIds(text: string): string {
  return text.replace(/^[A-Za-z\s,，、]+/u, (ids) => ids.toUpperCase());
}
