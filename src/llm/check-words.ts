/** Whether the words of a sentence are those of its note, and say the same of it. */
import { cover, type Piece, withoutNeutral } from './cover.ts';
import type { MaskedNote } from './mask.ts';
import type { Rules } from './rules.ts';
import { blotted, type Chunk, chunksOf, type Modality, modalityOf } from './text-shape.ts';
import { FAULTS } from './wording.ts';

/** What the words of a sentence are held against. */
export interface WordSources {
  note: MaskedNote;
  /** Masked title of the project. */
  title: string;
  rules: Rules;
}

/** Words without a source, claims that the note does not make, plans told as deeds and the other way round. */
export function wordFaults(sentence: string, sources: WordSources): string[] {
  const { note, title, rules } = sources;
  const neutral = neutralWords(note, rules);
  const said = modalityOf(sentence, 'plain', rules);
  return chunksOf(sentence).flatMap((chunk) => {
    const pieces = cover(chunk.text, { sources: [note.text, title], neutral });
    if (pieces === null && !isWholeChunk(chunk, note)) return [FAULTS.foreignWords(chunk.text)];
    if (!claimsHold(chunk, sources)) return [FAULTS.claim(chunk.text)];
    const turned = (pieces ?? []).some((piece) => !saysTheSame(piece, { chunk, said, sources }));
    return turned ? [FAULTS.modality(chunk.text)] : [];
  });
}

/** The words that add nothing to a note of this kind. */
export function neutralWords({ kind }: MaskedNote, rules: Rules): RegExp {
  return kind === 'goal' ? rules.neutral.goal : rules.neutral.other;
}

/** A figure of a plan may not be told as one that was reached, nor the other way round. */
export function figureModalityFaults(sentence: string, { note, rules }: WordSources): string[] {
  const said = modalityOf(sentence, 'plain', rules);
  const meant = meantBy(note, rules);
  return note.slots
    .map(({ id }) => `⟦${id}⟧`)
    .filter((mark) => sentence.includes(mark))
    .filter((mark) => said(sentence.indexOf(mark)) !== meant(note.text.indexOf(mark)))
    .map(FAULTS.modality);
}

function meantBy(note: MaskedNote, rules: Rules): (position: number) => Modality {
  return modalityOf(note.text, note.kind === 'goal' ? 'future' : 'plain', rules);
}

function isWholeChunk(chunk: Chunk, note: MaskedNote): boolean {
  return chunksOf(note.text).some(({ text }) => text === chunk.text);
}

/** A chunk with a claim is a whole chunk of the note, but for neutral words and the project's name. */
function claimsHold(chunk: Chunk, { note, title, rules }: WordSources): boolean {
  const named = chunksOf(title).reduce((text, { text: part }) => text.replaceAll(part, ''), chunk.text);
  if (!blotted(named, rules.notClaims).match(rules.claims)) return true;
  const neutral = neutralWords(note, rules);
  const told = [named, chunk.text].map((text) => withoutNeutral(text, neutral));
  const meant = chunksOf(note.text).map(({ text }) => withoutNeutral(text, neutral));
  return told.some((words) => meant.some((source) => isTurn(words, source)));
}

/** 已建成口袋公园 and 口袋公园已建成: the same words, the end put in front. */
function isTurn(words: string, source: string): boolean {
  return words.length === source.length && `${source}${source}`.includes(words);
}

interface Saying {
  chunk: Chunk;
  said: (position: number) => Modality;
  sources: WordSources;
}

function saysTheSame(piece: Piece, { chunk, said, sources: { note, rules } }: Saying): boolean {
  const places = piece.neutral ? [] : placesOf(piece.text, note.text);
  if (places.length === 0) return true;
  const meant = meantBy(note, rules);
  const here = said(chunk.start + piece.start);
  return places.some((place) => meant(place) === here);
}

function placesOf(words: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) places.push(at);
  return places;
}
