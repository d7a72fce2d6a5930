/** Whether the placeholders of a sentence stand where those of its note stand. */
import { withoutNeutral } from './cover.ts';
import { type MaskedNote, PLACEHOLDER, type Slot } from './mask.ts';
import { pairsOf } from './text-shape.ts';
import { FAULTS } from './wording.ts';

/** Placeholders of a text, in reading order. */
export function slotIds(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}

/** Placeholders one behind the other, or in another order than in the note. */
export function slotOrderFaults(sentence: string, note: MaskedNote): string[] {
  const faults: string[] = [];
  if (/⟧⟦/u.test(sentence) && !/⟧⟦/u.test(note.text)) faults.push(FAULTS.adjacent);
  const order = note.slots.map(({ id }) => id);
  const used = [...new Set(slotIds(sentence))];
  const inOrder = used.every(
    (id, index) => index === 0 || order.indexOf(id) > order.indexOf(used[index - 1]!),
  );
  if (!inOrder) faults.push(FAULTS.order);
  return faults;
}

/**
 * 其中⟦n2⟧ and 累计⟦n3⟧ say how a figure was counted: such a word goes with the placeholder behind it, and none is added
 * or lost.
 */
export function boundWordFaults(sentence: string, note: MaskedNote, bound: RegExp): string[] {
  const [here, there] = [boundWords(sentence, bound), boundWords(note.text, bound)];
  const ids = slotIds(sentence);
  const added = [...here].filter((pair) => !there.has(pair));
  const lost = [...there].filter((pair) => !here.has(pair) && ids.includes(pair.split('⟦')[1] ?? ''));
  return [...added, ...lost].map((pair) => FAULTS.misplaced(pair.split('⟦')[1] ?? ''));
}

/** Each word with the placeholder behind it: `其中⟦n2`. */
function boundWords(text: string, bound: RegExp): Set<string> {
  return new Set(
    [...text.matchAll(bound)].map(({ index, 0: word }) => `${word}⟦${slotIds(text.slice(index))[0] ?? ''}`),
  );
}

/**
 * Figures and dates whose neighbouring words are not those of the note, or rather those of another figure there:
 * 停车位⟦n1⟧ may not become 充电桩⟦n1⟧.
 */
export function misplacedSlots(sentence: string, note: MaskedNote, neutral: RegExp): string[] {
  const own = new Map(note.slots.map(({ id }) => [id, neighbours(note.text, id, neutral)]));
  return slotIds(sentence)
    .filter((id) => !standsRight(id, { sentence, note, neutral, own }))
    .map(FAULTS.misplaced);
}

interface Places {
  sentence: string;
  note: MaskedNote;
  neutral: RegExp;
  own: ReadonlyMap<string, Set<string>>;
}

function standsRight(id: string, { sentence, note, neutral, own }: Places): boolean {
  const mine = own.get(id) ?? new Set<string>();
  const here = neighbours(sentence, id, neutral);
  const alone = mine.size === 0 || (here.size === 0 && id.startsWith('d'));
  if (alone) return slotBefore(sentence, id) === slotBefore(note.text, id);
  if (![...here].some((pair) => mine.has(pair))) return false;
  return note.slots.every((other: Slot) => {
    const theirs = own.get(other.id) ?? new Set<string>();
    const speaksForOther = [...here].filter((pair) => theirs.has(pair) && !mine.has(pair)).length;
    const speaksForMe = [...here].filter((pair) => mine.has(pair) && !theirs.has(pair)).length;
    return other.kind !== 'n' || other.id === id || speaksForOther === 0 || speaksForOther < speaksForMe;
  });
}

/** Pairs of characters in the words right before and behind a placeholder. */
function neighbours(text: string, id: string, neutral: RegExp): Set<string> {
  const mark = `⟦${id}⟧`;
  const left = wordsBefore(text, id);
  const at = text.indexOf(mark);
  const right = /^[^，。；：、（）“”⟦]*/u.exec(text.slice(at + mark.length))?.[0] ?? '';
  return new Set([left, right].flatMap((words) => [...pairsOf(withoutNeutral(words, neutral))]));
}

/** The words between a placeholder and the mark or placeholder before it. */
function wordsBefore(text: string, id: string): string {
  return /[^，。；：、（）“”⟧]*$/u.exec(text.slice(0, text.indexOf(`⟦${id}⟧`)))?.[0] ?? '';
}

function slotBefore(text: string, id: string): string | null {
  return slotIds(text.slice(0, text.indexOf(`⟦${id}⟧`))).at(-1) ?? null;
}
