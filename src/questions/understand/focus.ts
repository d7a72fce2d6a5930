/** What a question hangs on: 摄像头 of 小区摄像头装了多少个. A project that lacks it answers another question. */
import type { Segmenter } from '../../text/segment.ts';
import type { TopicFinder } from '../../text/topics.ts';
import type { Cues } from '../cues.ts';
import type { EverydayWords } from './everyday.ts';
import { BLANK, type Span, spansOf } from './span.ts';

/** A word of the phrase that is asked about, with its place in the question. */
export interface FocusSpan extends Span {
  text: string;
  /** The noun that the figure or verb hangs on. */
  head: boolean;
  /** It says what is done, or nothing sure. */
  act: boolean;
}

export interface Focus {
  /** The part of the message that asks; null where several do, or none. */
  clause: Span | null;
  /** In reading order, empty where nothing is named. */
  words: readonly FocusSpan[];
}

export const NO_FOCUS: Focus = { clause: null, words: [] };

interface FocusTools {
  segmenter: Segmenter;
  topics: TopicFinder;
  everyday: EverydayWords;
  cues: Cues;
}

/** A word as it builds phrases: things and acts tell, light words only join, a gap ends the phrase. */
interface Piece extends Span {
  text: string;
  /** `maybe`: no word of the dictionary, or two words cut wrongly. */
  kind: 'thing' | 'maybe' | 'act' | 'light' | 'gap';
  /** A single character that may end a word. */
  tail: boolean;
}

/**
 * The words of the asked phrase. `text` is the whole question, `topicText`
 * the same with everything blanked that is understood already.
 */
export function findFocus(text: string, topicText: string, tools: FocusTools): Focus {
  const clause = askingClause(text, tools.cues);
  if (clause === null) return NO_FOCUS;
  const pieces = piecesOf(topicText.slice(clause.start, clause.end), clause.start, tools);
  const { how_many, question_word } = tools.cues;
  const inside = ({ start, end }: Span) => start >= clause.start && end <= clause.end;
  const counted = spansOf(text, how_many).filter(inside);
  const asked = counted.length > 0 ? counted : spansOf(text, question_word).filter(inside);
  const phrases = phrasesOf(joinTails(pieces));
  const phrase = phraseAfter(phrases, counted) ?? phraseBefore(phrases, asked);
  return { clause, words: phrase === undefined ? [] : withHead(phrase) };
}

/** The last part of the message that asks; the whole where it is in one piece. Of several numbers none is the one. */
function askingClause(text: string, { asks, clause_end, how_many }: Cues): Span | null {
  const clauses: Span[] = [];
  let start = 0;
  for (const { start: at, end } of [...spansOf(text, clause_end), { start: text.length, end: text.length }]) {
    if (at > start) clauses.push({ start, end: at });
    start = end;
  }
  if (clauses.length === 1) return clauses[0]!;
  const fitting = (cue: RegExp) => clauses.filter(({ start, end }) => cue.test(text.slice(start, end)));
  return fitting(how_many).length > 1 ? null : (fitting(asks).at(-1) ?? null);
}

/** Tags of nouns and of what hangs on them. */
const TAIL = /^(n|zg|g|k|q)/;

function piecesOf(text: string, offset: number, tools: FocusTools): Piece[] {
  const { segmenter, cues } = tools;
  const pieces: Piece[] = [];
  let at = offset;
  for (const { word, tag } of segmenter.tagged(text)) {
    const cut = tag === 'x' ? word.replace(cues.glued_tail, '') : word;
    const unsure = tag === 'x' && (cut !== word || cues.glued.test(cut));
    const kind = unsure ? 'gap' : kindOf(cut, tag, tools);
    const tail = word.length === 1 && TAIL.test(tag) && kind === 'light';
    pieces.push({ text: cut, start: at, end: at + cut.length, kind, tail });
    if (cut !== word)
      pieces.push({ text: '', start: at + cut.length, end: at + word.length, kind: 'gap', tail: false });
    at += word.length;
  }
  return pieces;
}

function kindOf(word: string, tag: string, { everyday, cues, topics }: FocusTools): Piece['kind'] {
  if (word === '' || word.includes(BLANK) || !/[\p{L}\p{N}]/u.test(word)) return 'gap';
  if (cues.no_name.test(word)) return 'gap';
  const matter = topics.siblings(word).length > 0;
  if (!matter && (/^(ns|nr|nt)/.test(tag) || cues.place_like.test(word))) return 'light';
  if (/^(an|a|b|t|ad|ul|uj|uz)/.test(tag) || cues.stage.test(word)) return 'light';
  if (everyday.empty.has(word)) return 'gap';
  if (everyday.generic.has(word) || everyday.people.has(word) || cues.attribute.test(word)) return 'light';
  const single = word.length === 1;
  if (tag === 'x' && !matter) return single ? 'light' : 'maybe';
  if (matter || /^(n|j|l|i|eng|s|zg|g)/.test(tag)) return single ? 'light' : 'thing';
  if (/^v/.test(tag)) return single ? 'gap' : 'act';
  return 'gap';
}

/** 急诊 + 车, 消纳 + 场: a single character that ends a word makes it a thing. */
function joinTails(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const open = last !== undefined && last.text.length > 1 && (last.kind === 'thing' || last.kind === 'act');
    if (!piece.tail || !open) joined.push(piece);
    else joined[joined.length - 1] = { ...last, text: last.text + piece.text, end: piece.end, kind: 'thing' };
  }
  return joined;
}

/** Runs of words without a gap that name something. */
function phrasesOf(pieces: readonly Piece[]): Piece[][] {
  const runs: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind === 'gap') runs.push([]);
    else runs.at(-1)!.push(piece);
  }
  return runs.filter((run) => run.some(({ kind }) => kind === 'thing' || kind === 'maybe'));
}

/** 多少个停车位: what follows the counting words at once. */
function phraseAfter(phrases: readonly Piece[][], counted: readonly Span[]): Piece[] | undefined {
  return phrases.find((phrase) =>
    counted.some(({ end }) => phrase[0]!.start - end <= 1 && phrase[0]!.start >= end),
  );
}

/** 停车位新增了多少个: the nearest before them. */
function phraseBefore(phrases: readonly Piece[][], counted: readonly Span[]): Piece[] | undefined {
  const limit = counted.at(-1)?.start ?? Number.POSITIVE_INFINITY;
  return phrases.findLast((phrase) => phrase.at(-1)!.end <= limit) ?? phrases[0];
}

function withHead(phrase: readonly Piece[]): FocusSpan[] {
  const told = phrase.filter(({ kind }) => kind !== 'light');
  const head = told.findLast(({ kind }) => kind === 'thing') ?? told.findLast(({ kind }) => kind === 'maybe');
  const modifies = (piece: Piece) => piece.kind === 'act' && piece.end === head?.start;
  return told.map((piece) => ({
    text: piece.text,
    start: piece.start,
    end: piece.end,
    head: piece === head,
    act: piece !== head && piece.kind !== 'thing' && !modifies(piece),
  }));
}
