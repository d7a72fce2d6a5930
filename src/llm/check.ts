/** Holds a draft of a model against its sources. What cannot be shown to come from them is rejected. */
import { boundWordFaults, misplacedSlots, slotIds, slotOrderFaults } from './check-slots.ts';
import { figureModalityFaults, neutralWords, wordFaults } from './check-words.ts';
import { type Masked, type MaskedNote, PLACEHOLDER, type Slot, troublesIn, unmask } from './mask.ts';
import type { Rules } from './rules.ts';
import type { TextFinders } from './summary.ts';
import { chunksOf, sentencesOf } from './text-shape.ts';
import { FAULTS } from './wording.ts';

/** A sentence that passed, with the note that backs it. */
export interface CheckedSentence {
  /** With placeholders. */
  text: string;
  note: MaskedNote;
}

export type Checked = { sentences: CheckedSentence[] } | { faults: string[] };

export interface CheckTools {
  rules: Rules;
  find: TextFinders;
  /** Longest text, placeholders filled in. */
  maxChars: number;
}

/** Checks a draft with placeholders. Every fault is a line that the model can be told. */
export function checkDraft(raw: string, masked: Masked, tools: CheckTools): Checked {
  const draft = tidy(raw);
  const outward = formFaults(draft, masked, tools);
  if (outward.length > 0) return { faults: outward };
  const backed = sentencesOf(draft).map((text) => backSentence(text, masked, tools.rules));
  const faults = backed.flatMap((one) => ('faults' in one ? one.faults : []));
  const sentences = backed.flatMap((one) => ('faults' in one ? [] : [one]));
  const all = [...new Set([...faults, ...wholeFaults(sentences, masked, tools.rules)])];
  return all.length > 0 ? { faults: all } : { sentences };
}

const FULL_WIDTH: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '(': '（',
  ')': '）',
};

/** Without the thoughts some models print first; marks as Chinese writes them. */
function tidy(raw: string): string {
  return raw
    .replace(/^\s*<think>[\s\S]*?<\/think>/u, '')
    .replace(/[,;:()]/g, (mark) => FULL_WIDTH[mark] ?? mark)
    .replace(/[^\S\n]+/gu, '')
    .trim();
}

const ALLOWED = /^[\p{Script=Han}A-Za-z，。；：、！？（）“”‘’《》·\n]*$/u;

function formFaults(draft: string, masked: Masked, { rules, find, maxChars }: CheckTools): string[] {
  const words = draft.replace(PLACEHOLDER, '，');
  const faults: string[] = [];
  if (chunksOf(draft).length === 0) faults.push(FAULTS.empty);
  if (unmask(draft, masked.slots).length > maxChars) faults.push(FAULTS.tooLong(maxChars));
  if (!ALLOWED.test(words) || /\p{N}/u.test(words)) faults.push(FAULTS.marks);
  if (isCommanding(draft, rules)) faults.push(FAULTS.commands);
  if (words.match(rules.numerals) || find.figures(words).length > 0 || find.dates(words).length > 0)
    faults.push(FAULTS.figures);
  if (find.names(words).length > 0) faults.push(FAULTS.names);
  return faults;
}

/** Text that talks to a model or to the reader instead of about the project. */
export function isCommanding(text: string, rules: Rules): boolean {
  return rules.commands.some((pattern) => pattern.test(text));
}

type Backed = CheckedSentence | { faults: string[] };

/** Finds the one note that a sentence rewords. */
function backSentence(text: string, masked: Masked, rules: Rules): Backed {
  const ids = slotIds(text);
  const unknown = ids.filter((id) => !masked.slots.has(id));
  if (unknown.length > 0) return { faults: unknown.map(FAULTS.unknownSlot) };
  const used = new Set(ids.map((id) => masked.slots.get(id)!.note));
  if (used.size > 1) return { faults: [FAULTS.twoNotes] };
  const [only] = used;
  const candidates = only === undefined ? masked.notes : masked.notes.slice(only, only + 1);
  const tried = candidates.map((note) => ({
    note,
    faults: sentenceFaults(text, { note, title: masked.title, rules }),
  }));
  const fitting = tried.find(({ faults }) => faults.length === 0);
  if (fitting) return { text, note: fitting.note };
  return { faults: tried.toSorted((a, b) => a.faults.length - b.faults.length)[0]?.faults ?? [FAULTS.empty] };
}

function sentenceFaults(text: string, sources: { note: MaskedNote; title: string; rules: Rules }): string[] {
  const { note, rules } = sources;
  return [
    ...slotOrderFaults(text, note),
    ...boundWordFaults(text, note, rules.bound),
    ...misplacedSlots(text, note, neutralWords(note, rules)),
    ...wordFaults(text, sources),
    ...figureModalityFaults(text, sources),
  ];
}

/** What only the whole draft shows: figures said twice or left out, bad news that is missing. */
function wholeFaults(sentences: readonly CheckedSentence[], masked: Masked, rules: Rules): string[] {
  const ids = sentences.flatMap(({ text }) => slotIds(text));
  const twice = ids
    .filter((id, index) => !id.startsWith('u') && ids.indexOf(id) !== index)
    .map(FAULTS.repeated);
  const told = masked.notes.filter((note) => sentences.some((sentence) => sentence.note === note));
  const missing = told
    .flatMap(({ slots }) => neededSlots(slots, ids))
    .filter(({ id }) => !ids.includes(id))
    .map(({ id }) => FAULTS.missing(id));
  const omitted = masked.notes.some(
    (note) => (note.must || told.includes(note)) && !isTold(note, sentences, rules),
  );
  return [...twice, ...missing, ...(omitted ? [FAULTS.omitted] : [])];
}

/** Every figure and date; every name too once one is used: whoever is left out would lend his deeds to another. */
function neededSlots(slots: readonly Slot[], used: readonly string[]): readonly Slot[] {
  const names = slots.some(({ id, kind }) => kind === 'u' && used.includes(id));
  return names ? slots : slots.filter(({ kind }) => kind !== 'u');
}

/** Whether the sentences on a note hold every word of bad news and every limit in it. */
function isTold(note: MaskedNote, sentences: readonly CheckedSentence[], rules: Rules): boolean {
  const words = sentences.filter((one) => one.note === note).map(({ text }) => text);
  const needed = [...troublesIn(note.text, rules), ...(note.text.match(rules.qualifiers) ?? [])];
  return words.length > 0 && needed.every((word) => words.join('。').includes(word));
}
