/** The fields of work in a bureau's name: 教体 → education and sports; 文化广电和旅游 → culture. */
import type { BodyField, BodyLexicon } from './bodies-data.ts';

/** A body known by a fixed or popular name; `field` where the name stands for a bureau. */
export interface NamedEntry {
  key: string;
  names: string[];
  inner: boolean;
  field: BodyField | null;
}

export interface FieldReader {
  /** The fields a core names, leading one first; null when a part of it is unknown. */
  read(core: string): BodyField[] | null;
  /** Cores that people use for these fields, together and alone. */
  coreNames(fields: BodyField[]): string[];
  /** The longest fixed or popular name the text ends in. */
  namedAtEnd(text: string): { name: string; entry: NamedEntry } | null;
  /** Names and sayings recognised in running text, in the notation of word-patterns.ts, with their key. */
  spoken: [pattern: string, key: string][];
}

type Kind = 'full' | 'short' | 'initial';

interface Form {
  field: BodyField;
  kind: Kind;
}

const CONNECTORS = ['和', '与', '、', '及'];

/** Prepares the forms of all fields and names. */
export function createFieldReader(lexicon: BodyLexicon): FieldReader {
  const forms = collectForms(lexicon.fields);
  const order = new Map(lexicon.fields.map((field, index) => [field, index]));
  const named = collectNamed(lexicon);
  const gaps = named
    .filter(({ name }) => name.includes('…'))
    .map((item) => ({ ...item, at: gapAtEnd(item.name) }));
  const literal = new Map(named.map((item) => [item.name, item]));
  return {
    read(core) {
      const parts = readForms(core, forms);
      if (!parts || !isName(parts)) return null;
      const fields = [...new Set(parts.map((part) => part.field))];
      return fields.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    },
    coreNames,
    namedAtEnd(text) {
      for (let start = 0; start < text.length - 1; start++) {
        const hit = literal.get(text.slice(start));
        if (hit) return hit;
        const gap = gaps.find(({ at }) => at.test(text.slice(start)));
        if (gap) return { name: text.slice(start), entry: gap.entry };
      }
      return null;
    },
    spoken: spokenNames(lexicon, named),
  };
}

function collectForms(fields: BodyField[]): Map<string, Form> {
  const forms = new Map<string, Form>();
  for (const field of fields) {
    if (field.initial) forms.set(field.initial, { field, kind: 'initial' });
    for (const name of field.short) forms.set(name, { field, kind: 'short' });
    for (const name of field.full) forms.set(name, { field, kind: 'full' });
  }
  return forms;
}

/** Cuts a core into known forms, longest first. */
function readForms(core: string, forms: Map<string, Form>): Form[] | null {
  if (core === '') return [];
  for (let length = core.length; length > 0; length--) {
    const form = forms.get(core.slice(0, length));
    if (!form) continue;
    const rest = core.slice(length);
    const connected = CONNECTORS.includes(rest[0] ?? '') && rest.length > 1 ? rest.slice(1) : rest;
    const parts = readForms(connected, forms);
    if (parts) return [form, ...parts];
  }
  return null;
}

/** Single characters count only among short forms: 教体, 文旅; never 教 alone or 教 beside a full name. */
function isName(parts: Form[]): boolean {
  if (!parts.some((part) => part.kind === 'initial')) return parts.length > 0;
  return parts.length > 1 && parts.every((part) => part.kind !== 'full' || part.field.short.length === 0);
}

function coreNames(fields: BodyField[]): string[] {
  const alone = fields.flatMap((field) => [...field.full, ...field.short]);
  if (fields.length < 2) return alone;
  const full = fields.map((field) => field.full[0] ?? '');
  const short = fields.map((field) => field.initial ?? field.short[0] ?? field.full[0] ?? '');
  const joined = `${full.slice(0, -1).join('')}和${full.at(-1)}`;
  return [...new Set([full.join(''), joined, short.join(''), ...alone])];
}

function collectNamed(lexicon: BodyLexicon): { name: string; entry: NamedEntry }[] {
  const entries: NamedEntry[] = [
    ...lexicon.fields.map((field) => {
      return { key: field.key, names: [...field.say, ...field.bare], inner: false, field };
    }),
    ...lexicon.named.map((body) => ({ ...body, field: null })),
  ];
  return entries.flatMap((entry) => entry.names.map((name) => ({ name, entry })));
}

function gapAtEnd(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll('…', '.{1,6}')}$`);
}

function spokenNames(lexicon: BodyLexicon, named: { name: string; entry: NamedEntry }[]): [string, string][] {
  const managed = [...lexicon.fields, ...lexicon.named].flatMap(({ key, manages }) =>
    manages.flatMap((x) => lexicon.managed.map((form): [string, string] => [form.replaceAll('{x}', x), key])),
  );
  return [...named.map(({ name, entry }): [string, string] => [name, entry.key]), ...managed];
}
