/** Puts placeholders in the place of every figure, date and name, and the exact source strings back. */
import type { Rules } from './rules.ts';
import type { NoteKind, SummaryNote, SummaryRequest, TextFinders, TextSpan } from './summary.ts';

/** `n` a figure with its unit and limits, `d` a date, `u` a name of a unit, person or place. */
export type SlotKind = 'n' | 'd' | 'u';

/** What one placeholder stands for. */
export interface Slot {
  /** `n1`, as in ⟦n1⟧. */
  id: string;
  kind: SlotKind;
  /** Exactly as the source prints it. */
  printed: string;
  /** Index of the note. */
  note: number;
}

/** A note as the model sees it. */
export interface MaskedNote {
  kind: NoteKind;
  /** With ⟦…⟧ in the place of what it may not touch. */
  text: string;
  /** The note itself. */
  source: string;
  /** In reading order. A name that stands twice has one slot. */
  slots: readonly Slot[];
  /** Bad news: may not be left out. */
  must: boolean;
}

export interface Masked {
  /** The title without figures and names. */
  title: string;
  notes: readonly MaskedNote[];
  slots: ReadonlyMap<string, Slot>;
}

/** A placeholder in a text. */
export const PLACEHOLDER = /⟦([ndu]\d{1,3})⟧/g;

interface KindSpan extends TextSpan {
  kind: SlotKind;
}

/** Masks the notes of a request; brackets of placeholders and invisible characters in the sources are taken out. */
export function maskRequest(request: SummaryRequest, rules: Rules, find: TextFinders): Masked {
  const counters: Record<SlotKind, number> = { n: 0, d: 0, u: 0 };
  const next = (kind: SlotKind): string => {
    counters[kind] += 1;
    return `${kind}${counters[kind]}`;
  };
  const names = [...request.names].filter((name) => name.trim().length >= 2);
  const spansOf = (text: string) => spans(text, { names, rules, find });
  const notes = request.notes.map((note, index) => maskNote(note, { index, next, spansOf, rules }));
  const slots = new Map(notes.flatMap((note) => note.slots.map((slot) => [slot.id, slot])));
  const title = clean(request.title);
  return { title: replaceSpans(title, spansOf(title), () => '…'), notes, slots };
}

interface NoteMask {
  index: number;
  next: (kind: SlotKind) => string;
  spansOf: (text: string) => KindSpan[];
  rules: Rules;
}

function maskNote(note: SummaryNote, { index, next, spansOf, rules }: NoteMask): MaskedNote {
  const source = clean(note.text);
  const slots: Slot[] = [];
  const text = replaceSpans(source, spansOf(source), ({ kind, start, end }) => {
    const printed = source.slice(start, end);
    const known =
      kind === 'u' ? slots.find((slot) => slot.kind === 'u' && slot.printed === printed) : undefined;
    const slot = known ?? { id: next(kind), kind, printed, note: index };
    if (!known) slots.push(slot);
    return `⟦${slot.id}⟧`;
  });
  return {
    kind: note.kind,
    text,
    source,
    slots,
    must: note.kind === 'reason' || troublesIn(text, rules).length > 0,
  };
}

/** Words of bad news in a text, those inside harmless words left out. */
export function troublesIn(text: string, rules: Rules): string[] {
  return text.replace(rules.notMarkers, '＿').match(rules.troubles) ?? [];
}

/** Placeholders replaced by what they stand for. Unknown ones stay. */
export function unmask(text: string, slots: ReadonlyMap<string, Slot>): string {
  return text.replace(PLACEHOLDER, (whole, id: string) => slots.get(id)?.printed ?? whole);
}

/** Without what could be taken for a placeholder, invisible characters, and the number a list gives its entry. */
function clean(text: string): string {
  return text
    .replace(/[⟦⟧]/g, '')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .replace(/^(?:[（(]\d{1,2}[)）]|\d{1,2}[.．、](?!\d))\s*/u, '');
}

function replaceSpans(text: string, found: readonly KindSpan[], put: (span: KindSpan) => string): string {
  let result = '';
  let end = 0;
  for (const span of found) {
    result += text.slice(end, span.start) + put(span);
    end = span.end;
  }
  return result + text.slice(end);
}

interface SpanSources {
  names: readonly string[];
  rules: Rules;
  find: TextFinders;
}

/** What is masked, in reading order, none overlapping: dates before names before figures before leftover digits. */
function spans(text: string, { names, rules, find }: SpanSources): KindSpan[] {
  const ranked: KindSpan[] = [
    ...find.dates(text).map((span) => wholeDate(text, span)),
    ...names.flatMap((name) => occurrences(text, name)),
    ...find.names(text).map((span) => ({ ...span, kind: 'u' as const })),
    ...find.figures(text).map((span) => withLimits(text, span, rules)),
    ...matches(text, rules.numerals).map((span) => withLimits(text, span, rules)),
  ];
  const taken: KindSpan[] = [];
  for (const span of ranked) {
    const clash = taken.some((other) => span.start < other.end && other.start < span.end);
    if (!clash && span.end > span.start) taken.push(span);
  }
  const rest = taken.reduce(
    (left, { start, end }) => left.slice(0, start) + '，'.repeat(end - start) + left.slice(end),
    text,
  );
  return [...taken, ...matches(rest, LEFTOVER)].sort((a, b) => a.start - b.start);
}

/** Anything with a digit that was no figure: numbers of documents, spans, codes. */
const LEFTOVER =
  /[A-Za-z]*[\p{Nd}\p{No}\p{Nl}](?:[\p{Nd}\p{No}\p{Nl}A-Za-z.,:：/\-—~～至%％‰+]*[\p{Nd}\p{No}\p{Nl}%％‰+])?/gu;

function matches(text: string, pattern: RegExp): KindSpan[] {
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
    kind: 'n' as const,
  }));
}

function occurrences(text: string, name: string): KindSpan[] {
  const found: KindSpan[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
    found.push({ start: at, end: at + name.length, kind: 'u' });
  return found;
}

/** 1至9月, 年底前: the first month of a span and the words behind belong to the date. */
function wholeDate(text: string, { start, end }: TextSpan): KindSpan {
  const before =
    /(?:(?:\d{4}年)?\d{1,2}月?|[上下]半年|[一二三]季度)[-—–~～至到]$/u.exec(
      text.slice(Math.max(0, start - 12), start),
    )?.[0] ?? '';
  const after = /^(?:之?[前后]|以[前来后]|起)/u.exec(text.slice(end, end + 2))?.[0] ?? '';
  return { start: start - before.length, end: end + after.length, kind: 'd' };
}

/** 约 … 左右 belong to their figure: without them it would say something else. */
function withLimits(text: string, { start, end }: TextSpan, rules: Rules): KindSpan {
  const before = rules.limitBefore.exec(text.slice(Math.max(0, start - 4), start))?.[0] ?? '';
  const after = rules.limitAfter.exec(text.slice(end, end + 4))?.[0] ?? '';
  return { start: start - before.length, end: end + after.length, kind: 'n' };
}
