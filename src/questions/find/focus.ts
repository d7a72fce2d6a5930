/** Does a project hold what the question hangs on? A shared modifier is not enough: 地铁 of 地铁接驳公交 is no metro. */
import type { Dossier } from '../../domain/records.ts';
import type { Concept, FocusWord } from '../question.ts';
import { hold } from './fit.ts';
import { prepare } from './prepared.ts';

/** A phrase whose words are held to this share is meant, if its head is. */
const ENOUGH = 0.7;
/** What is done tells less than what it is done with. */
const ACT_SHARE = 0.4;
/** Longest stretch in which an abbreviation is looked for beyond its own length: 垃圾屋 for 垃圾分类屋. */
const SPREAD = 4;

/** A matter in people's words that weighs this much says what is meant, whatever its parts are called. */
const SAID = 0.5;
/** … held like this, it stands even where the phrase has a document's own word that is missing. */
const SURELY = 0.9;
/** A longer phrase that is written like this, but for a slip, is held. */
const ALIKE = 0.8;
const LONG = 5;

export interface FocusAsked {
  focus: readonly FocusWord[];
  concepts: readonly Concept[];
  /** What follows a word that is only a place. */
  asPlace: RegExp;
}

export function holdsFocus(dossier: Dossier, asked: FocusAsked): boolean {
  const { focus, asPlace } = asked;
  const { whole } = prepare(dossier);
  const held = focus.map((word) => ({ word, held: holdsWord(whole, word, asPlace) }));
  const total = focus.reduce((sum, word) => sum + weightOf(word), 0);
  const found = held.reduce((sum, { word, held: here }) => sum + (here ? weightOf(word) : 0), 0);
  const headless = held.some(({ word, held: here }) => word.head && !here);
  if (!headless && found >= total * ENOUGH) return true;
  if (held.some(({ word, held: here }) => word.head && here && !whole.includes(word.text))) return true;
  const strict = held.some(({ word, held: here }) => word.exact && !here);
  if (isSaid(whole, asked, strict ? SURELY : 0)) return true;
  return !strict && isWritten(whole, focus.map(({ printed }) => printed).join(''));
}

/** Everything of the phrase but a noun that no document has as its own word, which another list may call otherwise. */
export function holdsRest(dossier: Dossier, { focus, asPlace }: FocusAsked): boolean {
  const { whole } = prepare(dossier);
  const rest = focus.filter(({ head }) => !head);
  const fixed = focus.some(({ head, exact }) => head && exact);
  return !fixed && rest.length > 0 && rest.every((word) => holdsWord(whole, word, asPlace));
}

const weightOf = ({ act }: FocusWord): number => (act ? ACT_SHARE : 1);

/** What people call it is enough: 一下雨就淹的地方 needs no word of its own in the document. */
function isSaid(text: string, { concepts, asPlace }: FocusAsked, least: number): boolean {
  const said = concepts.filter((concept) => concept.aside === true || concept.inPeoplesWords === true);
  return said.some(
    (concept) =>
      concept.weight >= SAID && hold(text, concept) > least && !isOnlyPlace(text, concept, asPlace),
  );
}

/** Whatever the text holds of it is only a place or in the way: 与地铁施工交叉. */
function isOnlyPlace(text: string, { alternatives }: Concept, asPlace: RegExp): boolean {
  const held = alternatives.filter(({ term }) => text.includes(term));
  return held.length > 0 && held.every(({ term }) => !isThing(text, term, asPlace));
}

/** The phrase is there but for a slip of the pen: 胸疼救治单元. */
function isWritten(text: string, phrase: string): boolean {
  if (phrase.length < LONG) return false;
  for (let start = 0; start < text.length; start++) {
    const stretch = text.slice(start, start + phrase.length);
    const same = [...phrase].filter((character, i) => character === stretch[i]).length;
    if (same >= phrase.length * ALIKE) return true;
  }
  return false;
}

function holdsWord(text: string, { text: word, head, alternatives }: FocusWord, asPlace: RegExp): boolean {
  const other = (term: string) => text.includes(term) && sameModifier(text, word, term);
  const meant = head ? alternatives.filter((term) => isThing(text, term, asPlace)) : alternatives;
  if (meant.some((term) => other(term) && !asPlace.test(restOf(term, alternatives)))) return true;
  if (text.includes(word)) return !head || isThing(text, word, asPlace);
  return isShort(text, word) || isCovered(text, word);
}

/** 体育公园 is no 湿地公园: where only the end is the same, what stands before it must be there as well. */
function sameModifier(text: string, word: string, term: string): boolean {
  let shared = 0;
  while (shared < word.length && word.at(-1 - shared) === term.at(-1 - shared)) shared++;
  const modifier = word.slice(0, word.length - shared);
  return shared < 2 || modifier.length < 2 || text.includes(modifier);
}

/** What a term adds to another one: 接驳 of 地铁接驳. */
function restOf(term: string, terms: readonly string[]): string {
  const start = terms.find((other) => other !== term && term.startsWith(other));
  return start === undefined ? '' : term.slice(start.length);
}

/** Somewhere it stands for the thing itself. */
function isThing(text: string, word: string, asPlace: RegExp): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!asPlace.test(text.slice(at + word.length))) return true;
  return false;
}

/** Its characters stand in order within a short stretch: it abbreviates a longer word. */
function isShort(text: string, word: string): boolean {
  if (word.length < 3) return false;
  for (let start = text.indexOf(word[0]!); start >= 0; start = text.indexOf(word[0]!, start + 1)) {
    const stretch = /^[^，。；、：\n]*/u.exec(text.slice(start, start + word.length + SPREAD))![0];
    let at = 0;
    for (const character of stretch) if (character === word[at]) at++;
    if (at === word.length) return true;
  }
  return false;
}

/** A longer word whose parts are all there, though not side by side: 体育场地 of 体育的场地. */
function isCovered(text: string, word: string): boolean {
  if (word.length < 4) return false;
  const covered = [...word].map((_, i) => [word.slice(i, i + 2), word.slice(Math.max(0, i - 1), i + 1)]);
  return covered.every((pairs) => pairs.some((pair) => pair.length === 2 && text.includes(pair)));
}
