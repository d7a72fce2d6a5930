/** The strict forms of commands: the whole message, a command's word, a blank, what follows. */
import type { RegionRecord } from '../domain/records.ts';
import { halfWidth } from '../text/normalise.ts';
import type { MatchTools } from './command.ts';

const ENDS_ASKING = /[?？]\s*$|[吗呢么嘛]\s*$/u;
const ASKS = /什么|多少|哪些|哪个|怎么|怎样|有没有/u;

/** One line without marks at its ends; full-width letters and digits as half-width ones. Keeps inner spelling. */
export function tidy(text: string): string {
  return halfWidth(text.replace(/[\u200b-\u200d\ufeff]/g, ''))
    .replace(/[ \t\u00a0\u2005\u3000]+/g, ' ')
    .trim();
}

/** Whether the message is nothing but one of the words. */
export function isWord(words: readonly string[], text: string): boolean {
  return words.includes(
    text
      .replace(/[。！!.~～]+$/u, '')
      .trim()
      .toLowerCase(),
  );
}

/** What follows one of the words after a blank or colon; '' when nothing does; null when the message is another. */
export function argumentOf(words: readonly string[], text: string): string | null {
  if (isWord(words, text)) return '';
  for (const word of words) {
    if (!text.startsWith(word)) continue;
    const rest = text.slice(word.length);
    if (/^(?:[ \n]|\s*[：:])/u.test(rest)) return rest.replace(/^[\s：:]+/u, '').trim();
  }
  return null;
}

/** Whether a text asks something: then it is no order. */
export function asksSomething(text: string): boolean {
  return endsAsking(text) || ASKS.test(text);
}

/** Whether a text ends as a question does; words that ask may stand in a report too. */
export function endsAsking(text: string): boolean {
  return ENDS_ASKING.test(text);
}

/** The stored region that a text is the name of; undefined for every other text, null when there are several. */
export function regionNamed(text: string, regions: readonly RegionRecord[]): RegionRecord | null | undefined {
  const name = text.replace(/\s/gu, '');
  const exact = regions.filter(({ fullName }) => fullName === name);
  const fits = exact.length > 0 ? exact : regions.filter(({ shortNames }) => shortNames.includes(name));
  return fits.length > 1 ? null : fits[0];
}

/** `WORD` or `WORD region`: the region, 'own' without one; null for every other message. */
export async function regionCommand(
  words: readonly string[],
  text: string,
  tools: MatchTools,
): Promise<RegionRecord | 'own' | null> {
  const argument = argumentOf(words, text);
  if (argument === null || argument === '') return argument === null ? null : 'own';
  return regionNamed(argument, await tools.regions()) ?? null;
}
